/** The lines of one thing's money, as a sheet: what it is for down, months across. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useRecord } from '@/data/hooks'
import { minorOf } from '@/lib/amount'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { bases, moneyKinds, sorts, type Basis, type Line, type Sort } from './answers'
import { AmountCell } from './AmountCell'
import { Refused } from './Refused'
import { About } from './About'
import { sheetOf, type SheetRow } from './sheet'
import { basisNames, monthsOf, sayMonth, sayMonthLong, sortNames } from './words'

export function LinesView({ product, year }: { product: string; year: number }) {
  const today = useToday()
  const [at, setAt] = useAddressed('at')
  const [said, setBasis] = useAddressed('basis')
  const basis: Basis = bases.find((b) => b === said) ?? 'plan'
  const about = at ?? product
  const record = useRecord(about)
  const home = useRecord(product)
  const [fresh, setFresh] = useState<SheetRow[]>([])
  const [adding, setAdding] = useState(false)
  const may = useMay(basis === 'actual' ? 'cost.record' : 'budget.set', product)
  const act = useAct()
  const { value, error, retry } = useAsk<Line[]>(address(`/records/${about}/money`, { from: `${year}-01-01`, until: `${year}-12-01` }), moneyKinds)
  if (!value) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={300} />
  const currency = value.find((l) => l.currency)?.currency ?? String(home?.currency || 'EUR')
  const rows = sheetOf(value, fresh.filter((r) => r.about === about && r.basis === basis), basis, currency)
  const months = monthsOf(year)
  const save = async (row: SheetRow, month: string, amount: number | null) => {
    const line = { sort: row.sort, label: row.label, month, amount, currency: row.currency }
    const said = amount === null ? m.money_cleared({ label: row.label, month: sayMonthLong(month) }) : m.money_saved({ label: row.label, month: sayMonthLong(month), money: money(amount, row.currency) })
    const done = await (basis === 'actual' ? act('POST', `/records/${about}/money/actual`, { lines: [line] }, said) : act('POST', `/records/${about}/money/plan`, { lines: [{ ...line, basis }] }, said))
    if (done) await retry()
    return done
  }
  return (
    <div className="flex flex-col gap-3 px-4 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <About product={product} value={about} onChange={(key) => setAt(key === product ? undefined : key)} />
        <Segmented label={m.money_basis()} value={basis} onChange={(b) => setBasis(b === 'plan' ? undefined : b)} options={bases.map((b) => ({ value: b, label: basisNames[b]() }))} />
        <span className="text-12 text-text-muted">{may.may === 'propose' ? m.money_proposes({ to: may.decides?.join(', ') ?? '' }) : ''}</span>
        {may.may !== 'no' && rows.length > 0 && (
          <Button className="ml-auto" icon="plus" onClick={() => setAdding(true)}>
            {m.money_add()}
          </Button>
        )}
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon="coins"
          title={m.money_lines_empty({ basis: basisNames[basis]().toLowerCase(), title: record?.title ?? about, year: String(year) })}
          text={m.money_lines_empty_text()}
          action={
            may.may !== 'no' && (
              <Button variant="primary" icon="plus" onClick={() => setAdding(true)}>
                {m.money_add()}
              </Button>
            )
          }
        />
      ) : (
        <div className="quiet-scroll overflow-x-auto">
          <table aria-label={m.money_sheet({ title: record?.title ?? about })} className="border-collapse text-left text-13">
            <thead>
              <tr className="h-8 border-b text-12 text-text-muted [&>th]:font-medium">
                <th scope="col" className="sticky left-0 min-w-44 bg-bg pr-3">
                  {m.money_what()}
                </th>
                {months.map((month) => (
                  <th key={month} scope="col" aria-current={month.slice(0, 7) === today.slice(0, 7) ? 'date' : undefined} className="min-w-22 px-1 text-right aria-[current]:text-accent-text">
                    {sayMonth(month)}
                  </th>
                ))}
                <th scope="col" className="pl-3 text-right">
                  {m.money_total()}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.sort} ${row.label}`} className="h-9 border-b">
                  <th scope="row" className="sticky left-0 bg-bg pr-3 font-normal">
                    <span className="block max-w-56 truncate">{row.label}</span>
                    <span className="block text-12 text-text-faint">
                      {sortNames[row.sort]()}, {row.currency}
                    </span>
                  </th>
                  {months.map((month) => (
                    <td key={month} className="p-0.5">
                      <AmountCell
                        label={`${row.label}, ${sayMonthLong(month)}`}
                        value={row.amounts[month] ?? null}
                        currency={row.currency}
                        disabled={may.may === 'no' || (basis === 'actual' && month > today)}
                        onSave={(amount) => save(row, month, amount)}
                      />
                    </td>
                  ))}
                  <td className="tabular pl-3 text-right font-medium whitespace-nowrap">{money(months.reduce((n, x) => n + (row.amounts[x] ?? 0), 0), row.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && <p className="text-12 text-text-muted">{m.money_sheet_help()}</p>}
      {adding && (
        <AddLine
          currency={currency}
          basis={basis}
          year={year}
          onClose={() => setAdding(false)}
          onAdd={async (row, whole) => {
            setFresh((all) => [...all, { ...row, about, basis }])
            if (whole !== null && basis !== 'actual')
              await act('POST', `/records/${about}/money/plan`, { lines: [{ basis, sort: row.sort, label: row.label, month: `${year}-01-01`, until: `${year}-12-01`, amount: whole, currency: row.currency }] }, m.money_spread({ label: row.label, money: money(whole, row.currency) }))
            setAdding(false)
          }}
        />
      )}
    </div>
  )
}

interface AddProps {
  currency: string
  basis: Basis
  year: number
  onAdd: (row: Omit<SheetRow, 'about' | 'basis'>, whole: number | null) => Promise<void>
  onClose: () => void
}

/** Asks for a new row; an amount for the year is spread over its months. */
function AddLine({ currency: usual, basis, year, onAdd, onClose }: AddProps) {
  const [label, setLabel] = useState('')
  const [sort, setSort] = useState<Sort>('cost')
  const [currency, setCurrency] = useState(usual)
  const [whole, setWhole] = useState('')
  const amount = minorOf(whole, currency.toUpperCase())
  const ready = label.trim() !== '' && /^[A-Za-z]{3}$/.test(currency.trim()) && amount !== undefined
  return (
    <Ask title={m.money_add_title()} action={m.money_add()} size="sm" ready={ready} onClose={onClose} onSend={() => onAdd({ label: label.trim(), sort, currency: currency.trim().toUpperCase(), amounts: {} }, amount ?? null)}>
      <TextInput label={m.money_label()} value={label} onChange={setLabel} maxLength={80} required />
      <Field label={m.money_sort()}>
        <Select value={sort} onChange={setSort} options={sorts.map((value) => ({ value, label: sortNames[value]() }))} />
      </Field>
      {basis !== 'actual' && <TextInput label={m.money_whole({ year: String(year) })} hint={m.money_whole_hint()} error={amount === undefined ? m.money_no_amount() : undefined} value={whole} onChange={setWhole} inputMode="decimal" />}
      <TextInput label={m.money_currency()} value={currency} onChange={setCurrency} maxLength={3} />
    </Ask>
  )
}
