import { number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'

import type { OwnerTime, Station } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

const names: Record<Station['name'], () => string> = { refine: m.flow_owner_refine, verdict: m.flow_owner_verdict, answer: m.flow_owner_answer }

/** Hours in few letters: hours below two days, days from there on. */
function wait(hours: number | null): string {
  if (hours === null) return '–'
  return hours < 48 ? m.flow_hours_count({ count: number(Math.round(hours * 10) / 10) }) : m.flow_days_count({ count: number(Math.round(hours / 2.4) / 10) })
}

/** The product owner as a station that work passes through. */
export function OwnerReport({ scope }: ReportProps) {
  const asked = useFlow<OwnerTime>('owner', scope)
  return (
    <Report asked={asked} empty={(o) => o.stations.every((s) => s.hours.n === 0 && s.waiting === 0)} emptyText={m.flow_owner_empty()}>
      {(o) => (
        <div className="flex flex-col gap-8">
          {o.stations.map((s) => (
            <StationPart key={s.name} station={s} />
          ))}
        </div>
      )}
    </Report>
  )
}

function StationPart({ station: s }: { station: Station }) {
  const today = useToday()
  const longest = s.open.length > 0 ? s.open : s.settled
  return (
    <Part title={names[s.name]()}>
      <div className="grid min-w-0 gap-x-8 gap-y-3 pt-1 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-3">
          <Numbers
            list={[
              { label: 'P50', value: wait(s.hours.p50) },
              { label: 'P85', value: wait(s.hours.p85) },
              { label: m.flow_owner_settled(), value: s.hours.n },
              { label: m.flow_owner_waiting(), value: s.waiting },
              ...(s.oldest === null ? [] : [{ label: m.flow_owner_oldest(), value: wait(s.oldest) }]),
            ]}
          />
          <Chart
            type="bar"
            label={names[s.name]()}
            summary={m.flow_owner_summary({ p50: wait(s.hours.p50) })}
            categories={s.weeks.map((w) => w.on)}
            formatCategory={(day) => sayDay(day, today)}
            series={[{ name: m.flow_owner_median(), values: s.weeks.map((w) => (w.p50 === null ? null : Math.round(w.p50 * 10) / 10)) }]}
            height={180}
          />
        </div>
        {longest.length > 0 && <Rows label={s.open.length > 0 ? m.flow_owner_open() : m.flow_owner_longest()} items={longest} limit={7} columns={[{ name: m.flow_owner_waited(), value: (w) => wait(w.hours) }]} />}
      </div>
    </Part>
  )
}
