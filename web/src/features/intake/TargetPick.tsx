import { useState } from 'react'

import { asKey, proposeKey } from '@/lib/propose'
import { atField, type Refusal } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import type { Target } from './flow'

interface TargetPickProps {
  target: Target
  products: readonly { id: string; key: string; title: string }[]
  make: boolean
  refusal: Refusal | undefined
  onChange: (target: Target) => void
}

/** No key of a product. */
const NEW = '*'

/** The product that everything goes into: one that is there, or a new one. */
export function TargetPick({ target, products, make, refusal, onChange }: TargetPickProps) {
  const fresh = target.make !== undefined
  // The key follows the name until it was typed.
  const [typed, setTyped] = useState(target.key !== '' && fresh)
  const options = [...products.map((p) => ({ value: p.key, label: p.title, hint: p.key, icon: 'package' })), ...(make ? [{ value: NEW, label: m.settings_import_new_product(), icon: 'plus' }] : [])]
  return (
    <div className="flex flex-col gap-3">
      <Field label={m.settings_import_into()} hint={fresh ? undefined : m.settings_import_into_hint()} error={fresh ? undefined : atField(refusal, 'product', m.settings_product())}>
        <Select value={fresh ? NEW : target.key} onChange={(key) => onChange(key === NEW ? { key: '', make: '' } : { key })} options={options} />
      </Field>
      {fresh && (
        <div className="grid gap-3 sm:grid-cols-[1fr_8rem]">
          <TextInput
            label={m.settings_product_title()}
            error={atField(refusal, 'title', m.settings_product_title())}
            value={target.make ?? ''}
            onChange={(title) => onChange({ key: typed ? target.key : proposeKey(title), make: title })}
          />
          <TextInput
            label={m.settings_product_key()}
            error={atField(refusal, 'product', m.settings_product_key()) ?? atField(refusal, 'key', m.settings_product_key())}
            value={target.key}
            onChange={(key) => {
              setTyped(true)
              onChange({ ...target, key: asKey(key) })
            }}
          />
        </div>
      )}
    </div>
  )
}
