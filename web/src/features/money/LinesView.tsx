/** The lines of one thing's money, as a sheet: what it is for down, months across. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useRecord } from '@/data/hooks'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { AddLine } from './AddLine'
import { bases, moneyKinds, type Basis, type Line } from './answers'
import { AmountCell } from './AmountCell'
import { Refused } from './Refused'
import { About } from './About'
import { hasAmounts, sheetOf, type SheetRow } from './sheet'
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
  /** What was planned and what was paid are taken away apart, as others decide them; one undo brings all months back. */
  const remove = async (row: SheetRow) => {
    setFresh((all) => all.filter((f) => f.about !== about || f.basis !== basis || f.sort !== row.sort || f.label !== row.label))
    if (!hasAmounts(row)) return
    const line = { sort: row.sort, label: row.label, amount: null }
    const said = m.money_line_gone({ label: row.label, basis: basisNames[basis]().toLowerCase(), year: String(year) })
    const done = await (basis === 'actual'
      ? act('POST', `/records/${about}/money/actual`, { lines: Object.keys(row.amounts).map((month) => ({ ...line, month })) }, said)
      : act('POST', `/records/${about}/money/plan`, { lines: [{ ...line, basis, month: months[0], until: months.at(-1) }] }, said))
    if (done) await retry()
  }
  const isFresh = (row: SheetRow) => fresh.some((f) => f.about === about && f.basis === basis && f.sort === row.sort && f.label === row.label)
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
                    <span className="flex items-center gap-1">
                      <span className="min-w-0 flex-1">
                        <span className="block max-w-56 truncate">{row.label}</span>
                        <span className="block text-12 text-text-faint">
                          {sortNames[row.sort]()}, {row.currency}
                        </span>
                      </span>
                      {may.may !== 'no' && (hasAmounts(row) || isFresh(row)) && <IconButton size="sm" icon="x" label={m.money_line_remove({ label: row.label, basis: basisNames[basis]().toLowerCase() })} onClick={() => void remove(row)} />}
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
          taken={(sort, label) => rows.some((r) => r.sort === sort && r.label.toLowerCase() === label.toLowerCase() && hasAmounts(r))}
          onAdd={async (row, whole) => {
            if (whole !== null) {
              const line = { basis, sort: row.sort, label: row.label, month: months[0], until: months.at(-1), amount: whole, currency: row.currency }
              const done = await act('POST', `/records/${about}/money/plan`, { lines: [line] }, m.money_spread({ label: row.label, money: money(whole, row.currency) }))
              if (!done) return
              await retry()
            }
            setFresh((all) => [...all, { ...row, about, basis }])
            setAdding(false)
          }}
        />
      )}
    </div>
  )
}
