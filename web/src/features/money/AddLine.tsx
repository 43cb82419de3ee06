import { useState } from 'react'

import { minorOf } from '@/lib/amount'
import { m } from '@/locales/gen/messages.js'
import { Ask } from '@/record/screen/Ask'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { sorts, type Basis, type Sort } from './answers'
import type { SheetRow } from './sheet'
import { sortNames } from './words'

interface AddLineProps {
  /** The currency to begin with. */
  currency: string
  basis: Basis
  year: number
  /** Whether a line of that sort and name has amounts, which a new one would overwrite. */
  taken: (sort: Sort, label: string) => boolean
  /** Closes it, too, where it was not refused. */
  onAdd: (row: Omit<SheetRow, 'about' | 'basis'>, whole: number | null) => Promise<void>
  onClose: () => void
}

/** Asks for a new row; an amount for the year is spread over its months. */
export function AddLine({ currency: usual, basis, year, taken, onAdd, onClose }: AddLineProps) {
  const [label, setLabel] = useState('')
  const [sort, setSort] = useState<Sort>('cost')
  const [currency, setCurrency] = useState(usual)
  const [whole, setWhole] = useState('')
  const name = label.trim()
  const code = currency.trim().toUpperCase()
  const amount = minorOf(whole, code)
  const isTaken = taken(sort, name)
  const badCode = !/^[A-Z]{3}$/.test(code)
  const ready = name !== '' && !isTaken && !badCode && amount !== undefined
  return (
    <Ask title={m.money_add_title()} action={m.money_add()} size="sm" ready={ready} onClose={onClose} onSend={() => onAdd({ label: name, sort, currency: code, amounts: {} }, amount ?? null)}>
      <TextInput label={m.money_label()} error={isTaken ? m.money_label_taken() : undefined} value={label} onChange={setLabel} maxLength={80} required />
      <Field label={m.money_sort()}>
        <Select value={sort} onChange={setSort} options={sorts.map((value) => ({ value, label: sortNames[value]() }))} />
      </Field>
      {basis !== 'actual' && <TextInput label={m.money_whole({ year: String(year) })} hint={m.money_whole_hint()} error={amount === undefined ? m.money_no_amount() : undefined} value={whole} onChange={setWhole} inputMode="decimal" />}
      <TextInput label={m.money_currency()} error={badCode ? m.prices_currency_bad() : undefined} value={currency} onChange={setCurrency} maxLength={3} />
    </Ask>
  )
}
