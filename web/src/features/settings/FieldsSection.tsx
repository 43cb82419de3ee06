import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'

import { useAsk, useMe } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import { DeleteFieldDialog } from './DeleteFieldDialog'
import { FieldDialog } from './FieldDialog'
import type { CustomField } from './fieldForm'
import { FieldTable } from './FieldTable'
import { ProductPick } from './ProductPick'
import { Loaded, RightNote, Section } from './Section'
import { useMay } from './useHere'

/** A team's own fields, for one product or for all. */
export default function FieldsSection() {
  const { product: key } = useSearch({ strict: false }) as { product?: string }
  const { products } = useMe()
  const go = useGo()
  const product = products.find((p) => p.key === key)
  const ask = useAsk<CustomField[]>(product ? `/fields?product=${product.key}` : '/fields', ['custom_field'])
  const right = useMay('field.set', product?.id)
  const [editing, setEditing] = useState<CustomField | 'new'>()
  const [deleting, setDeleting] = useState<CustomField>()
  const add = (
    <Button variant="primary" icon="plus" disabled={right.may === 'no'} onClick={() => setEditing('new')}>
      {m.settings_field_new()}
    </Button>
  )
  return (
    <Section
      wide
      title={m.settings_fields()}
      text={m.settings_fields_text()}
      actions={
        <>
          <ProductPick products={products} value={product?.key ?? ''} all={m.settings_all_products()} onChange={(k) => go(k ? `/settings/fields?product=${k}` : '/settings/fields')} />
          {add}
        </>
      }
    >
      <RightNote right={right} what={decisionWords('field.set')} />
      <Loaded ask={ask}>
        {(fields) =>
          fields.length === 0 ? (
            <EmptyState icon="sliders-horizontal" title={m.settings_fields_none()} text={m.settings_fields_none_text()} action={add} />
          ) : (
            <FieldTable fields={fields} may={right.may} onEdit={setEditing} onDelete={setDeleting} />
          )
        }
      </Loaded>
      {editing && <FieldDialog field={editing === 'new' ? undefined : editing} product={product} propose={right.may === 'propose'} onClose={() => setEditing(undefined)} />}
      {deleting && <DeleteFieldDialog field={deleting} onClose={() => setDeleting(undefined)} />}
    </Section>
  )
}
