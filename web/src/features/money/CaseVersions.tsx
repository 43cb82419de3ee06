import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { caseKinds, caseSortNames, sayChance, sayPayback, sayYield, share1, type CaseRow, type CaseShown, type CaseSort } from '@/record/case/cases'
import { Part } from '@/record/screen/Screen'
import { IconButton } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'

import { Refused } from './Refused'

interface Diff {
  a: CaseRow
  b: CaseRow
  lines: { sort: CaseSort; label: string; a: number | null; b: number | null; differs: boolean }[]
  changed: string[]
}

const fields: Record<string, () => string> = { name: m.cases_name, currency: m.money_currency, period: m.cases_period, from: m.cases_from, rate: m.cases_rate, assumptions: m.cases_assumptions, units: m.cases_units }

/** Two versions of a case against each other. */
export function CaseVersions({ was, is, onClose }: { was: string; is: CaseShown; onClose: () => void }) {
  const { value: d, error, retry } = useAsk<Diff>(address(`/cases/${was}/compare`, { with: is.id }), caseKinds)
  if (!d) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={160} />
  const rows: { name: string; note?: string; a: string; b: string }[] = [
    { name: m.cases_npv(), a: money(d.a.figures.npv, d.a.currency), b: money(d.b.figures.npv, d.b.currency) },
    { name: m.cases_chance_head(), a: sayChance(d.a.figures), b: sayChance(d.b.figures) },
    { name: m.cases_irr(), a: sayYield(d.a.figures), b: sayYield(d.b.figures) },
    { name: m.cases_roi(), a: share1(d.a.figures.roi), b: share1(d.b.figures.roi) },
    { name: m.cases_payback(), a: sayPayback(d.a.figures), b: sayPayback(d.b.figures) },
    ...d.lines.filter((l) => l.differs).map((l) => ({ name: l.label, note: caseSortNames[l.sort](), a: money(l.a, d.a.currency), b: money(l.b, d.b.currency) })),
  ]
  return (
    <Part title={m.cases_against_title({ a: d.a.number, b: d.b.number })} actions={<IconButton size="sm" icon="x" label={m.cases_against_close()} onClick={onClose} />}>
      <div tabIndex={0} role="region" aria-label={m.cases_against_title({ a: d.a.number, b: d.b.number })} className="quiet-scroll overflow-x-auto rounded">
        <table className="w-full max-w-3xl border-collapse text-left text-13">
          <thead className="text-12 text-text-muted">
            <tr className="h-7 border-b [&>th]:font-medium">
              <th scope="col">{m.cases_what_changed()}</th>
              <th scope="col" className="pl-3 text-right">
                {m.cases_version_of({ number: d.a.number })}
              </th>
              <th scope="col" className="pl-3 text-right">
                {m.cases_version_of({ number: d.b.number })}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((r) => (
              <tr key={`${r.name} ${r.note}`} className="h-8 border-b last:border-b-0">
                <th scope="row" className="font-normal">
                  {r.name} {r.note && <span className="text-12 text-text-faint">{r.note}</span>}
                </th>
                <td className="tabular pl-3 text-right whitespace-nowrap">{r.a}</td>
                <td className={`tabular pl-3 text-right whitespace-nowrap ${r.a === r.b ? '' : 'font-medium'}`}>{r.b}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {d.changed.length > 0 && <p className="pt-1 text-12 text-text-muted">{m.cases_also_changed({ what: d.changed.map((f) => fields[f]?.() ?? f).join(', ') })}</p>}
    </Part>
  )
}
