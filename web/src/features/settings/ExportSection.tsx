import { useState } from 'react'

import { address } from '@/data/client'
import { useMe } from '@/data/hooks'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { takeFile } from '@/record/screen/take'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { ProductPick } from './ProductPick'
import { Block, Section } from './Section'
import { useIsAdmin } from './useHere'

const button = 'inline-flex h-control items-center gap-1.5 rounded border border-line-strong bg-bg-raised px-2.5 font-medium hover:bg-bg-hover'

/** Taking data out: everything as one archive, or records as a table. */
export default function ExportSection() {
  const admin = useIsAdmin()
  const { products } = useMe()
  const [product, setProduct] = useState('')
  const [q, setQ] = useState('')
  const [fields, setFields] = useState('')
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const download = () => void run(() => takeFile(address('/records.csv', { q: q.trim(), product, fields: fields.split(/[\s,]+/).filter(Boolean).join(',') })))
  const said = elsewhere(refusal, ['q', 'fields'])
  return (
    <Section title={m.settings_export()} text={m.settings_export_text()}>
      <Block title={m.settings_export_all()} text={m.settings_export_all_text()}>
        {admin ? (
          <div>
            <a href="/api/v1/export" download className={button}>
              <Icon name="download" />
              {m.settings_export_all_button()}
            </a>
          </div>
        ) : (
          <Callout>{m.settings_export_not()}</Callout>
        )}
      </Block>
      <Block title={m.settings_export_csv()} text={m.settings_export_csv_text()}>
        <div className="grid max-w-xl gap-3">
          <ProductPick products={products} value={product} all={m.settings_all_products()} onChange={setProduct} />
          {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
          <TextInput label={m.settings_export_query()} hint={m.settings_export_query_hint()} error={atField(refusal, 'q', m.settings_export_query())} placeholder="type:story is:open" value={q} onChange={setQ} />
          <TextInput label={m.settings_export_fields()} hint={m.settings_export_fields_hint()} error={atField(refusal, 'fields', '')?.trim()} placeholder="estimate, sprint, dueon" value={fields} onChange={setFields} />
          <div>
            <Button icon="download" busy={busy} onClick={download}>
              {m.settings_export_csv_button()}
            </Button>
          </div>
        </div>
      </Block>
    </Section>
  )
}
