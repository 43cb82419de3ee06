/** The sheet of a business case: what for down, periods across, each amount exact or a range. */
import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { AmountRangeCell } from '@/record/case/AmountRangeCell'
import { caseKinds, caseSortNames, caseSorts, sayPeriod, type Amount, type CaseLine, type CaseShown, type CaseSort } from '@/record/case/cases'
import { amountOf, tableOf } from '@/record/case/typed'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button, IconButton } from '@/ui/button'
import { EditableText } from '@/ui/cell'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { EmptyState } from '@/ui/state'
import { toast } from '@/ui/toast'

const atLeast = { month: 12, quarter: 8, year: 5 }
const most = 120

interface Fill {
  sort: CaseSort
  label: string
  at?: number
  amounts?: (Amount | null)[]
  as?: string
  gone?: boolean
}

export function CaseSheet({ c, readOnly }: { c: CaseShown; readOnly: boolean }) {
  const [wanted, setWanted] = useState(0)
  const [fresh, setFresh] = useState<{ sort: CaseSort; label: string }[]>([])
  const [adding, setAdding] = useState(false)
  const act = useAct()
  const rows: Pick<CaseLine, 'sort' | 'label' | 'amounts'>[] = caseSorts.flatMap((sort) => [
    ...c.lines.filter((l) => l.sort === sort),
    ...fresh.filter((f) => f.sort === sort && !c.lines.some((l) => l.sort === sort && l.label === f.label)).map((f) => ({ ...f, amounts: [] })),
  ])
  const count = Math.min(most, Math.max(atLeast[c.period], c.figures.periods + 1, wanted))
  const periods = Array.from({ length: count }, (_, n) => n)
  const { retry } = useAsk<CaseShown>(`/cases/${c.id}`, caseKinds)
  /** Over when the case has been read again with it. */
  const fill = async (lines: Fill[], said: string) => {
    const done = await act('POST', `/cases/${c.id}/fill`, { lines }, said)
    if (done) await retry()
    return done
  }

  /** A table from a spreadsheet, from one cell on: rows with a name go to the line of that name, others to the lines in their order. */
  const paste = (text: string, row: number, at: number) => {
    const table = tableOf(text, c.currency)
    if ('at' in table) return toast({ text: m.cases_paste_bad({ cell: table.at }), tone: 'red' })
    const lines: Fill[] = []
    for (const [n, line] of table.lines.entries()) {
      const amounts = line.amounts.slice(0, most - at)
      if (line.label === undefined) {
        const to = rows[row + n]
        if (!to) return toast({ text: m.cases_paste_rows({ count: table.lines.length - n }), tone: 'red' })
        lines.push({ sort: to.sort, label: to.label, at, amounts })
      } else {
        const known = rows.find((r) => r.label.toLowerCase() === line.label!.toLowerCase() && (!line.sort || r.sort === line.sort))
        lines.push({ sort: line.sort ?? known?.sort ?? 'revenue', label: known?.label ?? line.label.slice(0, 80), at, amounts })
      }
    }
    void fill(lines, m.cases_pasted({ count: lines.length }))
  }

  if (rows.length === 0)
    return (
      <>
      <div
        tabIndex={0}
        role="region"
        aria-label={m.cases_sheet({ name: c.name })}
        onPaste={(e) => {
          if (readOnly) return
          e.preventDefault()
          paste(e.clipboardData.getData('text/plain'), 0, 0)
        }}
        className="rounded border border-dashed"
      >
        <EmptyState
          icon="coins"
          title={m.cases_sheet_empty()}
          text={m.cases_sheet_empty_text()}
          action={
            !readOnly && (
              <Button icon="plus" variant="primary" onClick={() => setAdding(true)}>
                {m.money_add()}
              </Button>
            )
          }
        />
      </div>
      {adding && <AddCaseLine c={c} onClose={() => setAdding(false)} onAdd={add} />}
      </>
    )

  async function add(line: { sort: CaseSort; label: string }, each: Amount | null) {
    const amounts = Array.from({ length: Math.max(c.figures.periods, atLeast[c.period]) }, () => each)
    if (each && !(await fill([{ ...line, at: 0, amounts }], m.cases_line_added({ label: line.label })))) return
    setFresh((all) => [...all, line])
    setAdding(false)
  }

  const net = (n: number) => rows.reduce((sum, r) => sum + (r.sort === 'cost' || r.sort === 'run' ? -1 : 1) * (r.amounts[n]?.likely ?? 0), 0)
  return (
    <div className="flex flex-col gap-2">
      <div tabIndex={0} role="region" aria-label={m.cases_sheet({ name: c.name })} className="quiet-scroll overflow-x-auto rounded">
        <table aria-label={m.cases_sheet({ name: c.name })} className="border-collapse text-left text-13">
          <thead>
            <tr className="h-8 border-b text-12 text-text-muted [&>th]:font-medium">
              <th scope="col" className="sticky left-0 z-1 min-w-36 bg-bg pr-3 sm:min-w-48">
                {m.money_what()}
              </th>
              {periods.map((n) => (
                <th key={n} scope="col" className="min-w-22 px-1.5 text-right whitespace-nowrap">
                  {sayPeriod(c, n)}
                </th>
              ))}
              <th scope="col" className="pl-3 text-right">
                {m.cases_total()}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={`${row.sort} ${row.label}`} className="border-b">
                <th scope="row" className="sticky left-0 z-1 bg-bg py-0.5 pr-3 font-normal">
                  <span className="flex items-center gap-1">
                    <span className="min-w-0 flex-1">
                      <EditableText label={m.money_label()} value={row.label} required readOnly={readOnly || row.amounts.length === 0} onCommit={(as) => void fill([{ sort: row.sort, label: row.label, as }], m.cases_line_named({ label: as }))} className="-ml-1.5" />
                      <span className="block text-12 text-text-faint">{caseSortNames[row.sort]()}</span>
                    </span>
                    {!readOnly && (
                      <IconButton
                        size="sm"
                        icon="x"
                        label={m.cases_line_remove({ label: row.label })}
                        onClick={() => {
                          setFresh((all) => all.filter((f) => f.sort !== row.sort || f.label !== row.label))
                          if (row.amounts.length) void fill([{ sort: row.sort, label: row.label, gone: true }], m.cases_line_gone({ label: row.label }))
                        }}
                      />
                    )}
                  </span>
                </th>
                {periods.map((n) => (
                  <td key={n} className="p-0.5 align-top">
                    <AmountRangeCell
                      label={`${row.label}, ${sayPeriod(c, n)}`}
                      value={row.amounts[n] ?? null}
                      currency={c.currency}
                      disabled={readOnly}
                      onSave={(amount) => fill([{ sort: row.sort, label: row.label, at: n, amounts: [amount] }], m.cases_cell_saved({ label: row.label, period: sayPeriod(c, n) }))}
                      onPaste={(text) => paste(text, i, n)}
                      onFill={(amount) => void fill([{ sort: row.sort, label: row.label, at: n, amounts: Array.from({ length: Math.max(c.figures.periods, atLeast[c.period], n + 1) - n }, () => amount) }], m.cases_row_filled({ label: row.label }))}
                    />
                  </td>
                ))}
                <td className="tabular pl-3 text-right align-top leading-7 font-medium whitespace-nowrap">{money(row.amounts.reduce((sum, a) => sum + a.likely, 0), c.currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="h-8 font-semibold">
              <th scope="row" className="sticky left-0 z-1 bg-bg font-semibold">
                {m.cases_net()}
              </th>
              {periods.map((n) => (
                <td key={n} className={`tabular px-2 text-right whitespace-nowrap ${net(n) < 0 ? 'text-red-text' : ''}`}>
                  {net(n) === 0 ? <span className="text-text-faint">–</span> : money(net(n), c.currency)}
                </td>
              ))}
              <td className="tabular pl-3 text-right whitespace-nowrap">{money(c.figures.gain - c.figures.cost, c.currency)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {!readOnly && (
          <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
            {m.money_add()}
          </Button>
        )}
        {count < most && (
          <Button size="sm" variant="ghost" onClick={() => setWanted(count + atLeast[c.period])}>
            {m.cases_more_periods()}
          </Button>
        )}
        {!readOnly && <p className="min-w-0 flex-1 text-12 text-text-muted">{m.cases_sheet_help()}</p>}
      </div>
      {adding && <AddCaseLine c={c} onClose={() => setAdding(false)} onAdd={add} />}
    </div>
  )
}

interface AddProps {
  c: CaseShown
  onAdd: (line: { sort: CaseSort; label: string }, each: Amount | null) => Promise<void>
  onClose: () => void
}

function AddCaseLine({ c, onAdd, onClose }: AddProps) {
  const [label, setLabel] = useState('')
  const [sort, setSort] = useState<CaseSort>('cost')
  const [each, setEach] = useState('')
  const amount = amountOf(each, c.currency)
  const taken = c.lines.some((l) => l.sort === sort && l.label.toLowerCase() === label.trim().toLowerCase())
  return (
    <Ask title={m.money_add_title()} action={m.money_add()} size="sm" ready={label.trim() !== '' && !taken && amount !== undefined} onClose={onClose} onSend={() => onAdd({ sort, label: label.trim() }, amount ?? null)}>
      <TextInput label={m.money_label()} error={taken ? m.money_label_taken() : undefined} value={label} onChange={setLabel} maxLength={80} required />
      <Field label={m.money_sort()}>
        <Select value={sort} onChange={setSort} options={caseSorts.map((value) => ({ value, label: caseSortNames[value]() }))} />
      </Field>
      <TextInput label={m.cases_each()} hint={m.cases_each_hint()} error={amount === undefined ? m.cases_no_amount() : undefined} value={each} onChange={setEach} />
    </Ask>
  )
}
