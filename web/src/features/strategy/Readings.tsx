import { measure } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Chart } from '@/ui/chart'
import type { Tone } from '@/ui/styles'

import { type Evidence, phaseNames, type Reading, sayGrowth } from './life'

const tones: Record<Reading['phase'], Tone> = { '': 'neutral', introduction: 'violet', growth: 'green', maturity: 'blue', decline: 'amber' }

/** The first day of a period, as it is called. */
function sayPeriod(from: string, period: Evidence['period']): string {
  const day = new Date(`${from}T00:00:00Z`)
  if (period === 'quarter') return m.life_quarter_of({ n: Math.floor(day.getUTCMonth() / 3) + 1, year: String(day.getUTCFullYear()) })
  return new Intl.DateTimeFormat(undefined, period === 'week' ? { day: 'numeric', month: 'short', timeZone: 'UTC' } : { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(day)
}

/** The periods from which a suggestion was worked out: as a line, and number by number. */
export function Readings({ evidence: e }: { evidence: Evidence }) {
  if (e.readings.length === 0) return <p className="text-13 text-text-muted">{m.life_no_points()}</p>
  return (
    <div className="flex flex-col gap-4 xl:flex-row xl:items-start">
      {e.readings.length > 1 && (
        <Chart type="line" label={e.title} className="min-w-0 xl:w-1/2" height={200} menu={false} categories={e.readings.map((r) => r.from)} formatCategory={(d) => sayPeriod(d, e.period)} series={[{ name: e.title, values: e.readings.map((r) => r.value) }]} />
      )}
      <div className="quiet-scroll min-w-0 flex-1 overflow-x-auto" tabIndex={0} role="region" aria-label={m.life_readings()}>
        <table className="w-full border-collapse text-left text-13">
          <caption className="sr-only">{m.life_readings()}</caption>
          <thead>
            <tr className="h-8 border-b text-12 text-text-muted [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{m.life_period()}</th>
              <th scope="col" className="text-right">{m.life_value()}</th>
              <th scope="col" className="text-right">{m.life_share()}</th>
              <th scope="col" className="text-right">{m.life_growth_over()}</th>
              <th scope="col">{m.life_speaks_for()}</th>
            </tr>
          </thead>
          <tbody>
            {e.readings.toReversed().map((r) => (
              <tr key={r.from} className="h-8 border-b [&>*]:pr-4 [&>*]:whitespace-nowrap">
                <th scope="row" className="font-normal">
                  {sayPeriod(r.from, e.period)}
                </th>
                <td className="tabular text-right">{measure(r.value, e.unit)}</td>
                <td className="tabular text-right">{r.share === null ? '–' : `${Math.round(r.share * 10) / 10}%`}</td>
                <td className="tabular text-right">{sayGrowth(r.growth)}</td>
                <td>{r.phase ? <Badge tone={tones[r.phase]}>{phaseNames[r.phase]()}</Badge> : <span className="text-text-muted">{phaseNames['']()}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
