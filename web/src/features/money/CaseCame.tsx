import { money, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { caseSortNames, type CaseShown } from '@/record/case/cases'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'

/** The case against what came, for the periods that are over. */
export function CaseCame({ c, came }: { c: CaseShown; came: NonNullable<CaseShown['came']> }) {
  const sorts = came.sorts.filter((s) => s.likely !== 0 || s.actual !== 0)
  return (
    <Part title={m.cases_came()} note={m.cases_came_note({ count: came.periods, within: came.within })}>
      <div tabIndex={0} role="region" aria-label={m.cases_came()} className="quiet-scroll overflow-x-auto rounded">
        <table className="w-full max-w-4xl border-collapse text-left text-13">
          <caption className="sr-only">{m.cases_came()}</caption>
          <thead className="text-12 text-text-muted">
            <tr className="h-7 border-b [&>th]:font-medium [&>th]:whitespace-nowrap">
              <th scope="col">{c.currency}</th>
              {[m.cases_expected(), m.cases_came_head(), m.cases_came_diff()].map((name) => (
                <th key={name} scope="col" className="pl-3 text-right">
                  {name}
                </th>
              ))}
              <th scope="col" className="pl-3">
                {m.cases_came_says()}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorts.map((s) => {
              const inside = s.low <= s.actual && s.actual <= s.high
              const good = (s.actual - s.likely) * (s.sort === 'cost' || s.sort === 'run' ? -1 : 1) >= 0
              return (
                <tr key={s.sort} className="h-8 border-b last:border-b-0">
                  <th scope="row" className="font-normal">
                    {caseSortNames[s.sort]()}
                  </th>
                  <td className="tabular pl-3 text-right whitespace-nowrap">
                    {money(s.likely, c.currency)}
                    {s.low < s.high && <span className="block text-12 text-text-muted">{m.cases_between({ low: money(s.low, c.currency), high: money(s.high, c.currency) })}</span>}
                  </td>
                  <td className="tabular pl-3 text-right whitespace-nowrap">{money(s.actual, c.currency)}</td>
                  <td className="tabular pl-3 text-right whitespace-nowrap">
                    {money(s.actual - s.likely, c.currency)}
                    {s.likely !== 0 && <span className="text-12 text-text-muted"> ({percent((s.actual - s.likely) / s.likely)})</span>}
                  </td>
                  <td className="pl-3">
                    <Badge tone={inside ? 'neutral' : good ? 'green' : 'red'}>{inside ? m.cases_inside() : good ? m.cases_better() : m.cases_worse()}</Badge>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="pt-2 text-13">
        {m.cases_npv_now({ now: money(came.npv, c.currency), was: money(c.figures.npv, c.currency) })}
        {came.left.length > 0 && ` ${m.money_left({ what: came.left.map((l) => l.currency).join(', ') })}.`}
      </p>
    </Part>
  )
}
