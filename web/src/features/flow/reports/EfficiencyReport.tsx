import { number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Chart } from '@/ui/chart'

import type { Efficiency } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

const days = (hours: number) => Math.round(hours / 2.4) / 10

/** Of the time between start and finish, how much was work and how much waiting. */
export function EfficiencyReport({ scope, open }: ReportProps) {
  const asked = useFlow<Efficiency>('efficiency', scope)
  return (
    <Report asked={asked} empty={(e) => e.share === null} emptyText={m.flow_cycle_empty()}>
      {(e) => (
        <>
          <Numbers
            list={[
              { label: m.flow_efficiency(), value: percent(e.share) },
              { label: m.flow_active(), value: m.flow_days_count({ count: number(days(e.active)) }) },
              { label: m.flow_waiting(), value: m.flow_days_count({ count: number(days(e.waiting)) }) },
              { label: m.flow_finished(), value: e.looked, onOpen: () => open('finished') },
            ]}
          />
          <Chart
            type="stacked"
            horizontal
            label={m.flow_efficiency()}
            summary={m.flow_efficiency_summary({ share: percent(e.share) })}
            categories={e.states.map((s) => s.state)}
            series={[
              { name: m.flow_active(), values: e.states.map((s) => (s.waits ? 0 : days(s.hours))), tone: 'green' },
              { name: m.flow_waiting(), values: e.states.map((s) => (s.waits ? days(s.hours) : 0)), tone: 'amber', dashed: true },
            ]}
            yLabel={m.flow_days()}
            table={{ columns: [m.flow_state(), m.flow_active(), m.flow_waiting(), m.flow_items()], rows: e.states.map((s) => [s.state, s.waits ? 0 : days(s.hours), s.waits ? days(s.hours) : 0, s.items]) }}
            height={260}
            onPick={() => open('finished')}
          />
          <Rows
            label={m.flow_waited_most()}
            items={e.points.toSorted((a, b) => b.waiting - a.waiting)}
            limit={10}
            columns={[
              { name: m.flow_active(), value: (p) => m.flow_days_count({ count: number(days(p.active)) }) },
              { name: m.flow_waiting(), value: (p) => m.flow_days_count({ count: number(days(p.waiting)) }) },
              { name: m.flow_efficiency(), value: (p) => percent(p.active / Math.max(1e-9, p.active + p.waiting)) },
            ]}
          />
        </>
      )}
    </Report>
  )
}
