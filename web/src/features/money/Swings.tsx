import { money } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { caseSortNames, type CaseShown } from '@/record/case/cases'
import { Part } from '@/record/screen/Screen'

/** What the present value hangs on: each thing at its ends, the most telling first. */
export function Swings({ c }: { c: CaseShown }) {
  const point = c.figures.npv ?? 0
  const ends = c.swings.flatMap((s) => [s.low, s.high]).concat(point, 0)
  const from = Math.min(...ends)
  const width = Math.max(...ends) - from || 1
  const at = (n: number) => `${((n - from) / width) * 100}%`
  const part = (a: number, b: number) => ({ left: at(Math.min(a, b)), width: `${(Math.abs(b - a) / width) * 100}%` })
  return (
    <Part title={m.cases_swings()} note={m.cases_swings_note({ npv: money(point, c.currency) })}>
      <div tabIndex={0} role="region" aria-label={m.cases_swings()} className="quiet-scroll overflow-x-auto rounded">
        <table className="w-full max-w-4xl border-collapse text-left text-13">
          <caption className="sr-only">{m.cases_swings()}</caption>
          <thead className="text-12 text-text-muted">
            <tr className="h-7 border-b [&>th]:font-medium">
              <th scope="col">{m.cases_uncertain()}</th>
              <th scope="col" className="pl-3 text-right whitespace-nowrap">
                {m.cases_at_low()}
              </th>
              <th scope="col" className="min-w-40 pl-3" aria-label={m.cases_swing_bar()} />
              <th scope="col" className="pl-3 text-right whitespace-nowrap">
                {m.cases_at_high()}
              </th>
            </tr>
          </thead>
          <tbody>
            {c.swings.map((s) => (
              <tr key={`${s.sort} ${s.label}`} className="h-8 border-b last:border-b-0">
                <th scope="row" className="max-w-64 truncate font-normal">
                  {s.sort ? s.label : m.cases_rate()} <span className="text-12 text-text-faint">{s.sort && caseSortNames[s.sort]()}</span>
                </th>
                <td className="tabular pl-3 text-right whitespace-nowrap">{money(s.low, c.currency)}</td>
                <td className="w-1/2 pl-3">
                  <span aria-hidden className="relative block h-4">
                    <span className="absolute top-0.5 h-3 rounded-sm bg-amber/60" style={part(point, s.low)} />
                    <span className="absolute top-0.5 h-3 rounded-sm bg-accent/60" style={part(point, s.high)} />
                    <span className="absolute inset-y-0 w-px bg-line-strong" style={{ left: at(0) }} />
                    <span className="absolute inset-y-0 w-0.5 bg-text" style={{ left: at(point) }} />
                  </span>
                </td>
                <td className="tabular pl-3 text-right whitespace-nowrap">{money(s.high, c.currency)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="pt-1 text-12 text-text-muted">{m.cases_swings_text()}</p>
    </Part>
  )
}
