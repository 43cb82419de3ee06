import { number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Chart } from '@/ui/chart'

import type { Velocity } from '../answers'
import { Numbers, Report } from '../Report'
import { type ReportProps, useFlow } from '../scope'

const rounded = (value: number) => Math.round(value * 10) / 10
const said = (value: number | null) => (value === null ? '–' : number(rounded(value)))

/** What sprints promised and what they brought. */
export function VelocityReport({ scope, open }: ReportProps) {
  const asked = useFlow<Velocity>('velocity', { ...scope, sprint: undefined })
  return (
    <Report asked={asked} empty={(v) => v.sprints.length === 0} emptyText={m.flow_velocity_empty()}>
      {(v) => (
        <>
          <Numbers
            list={[
              { label: m.flow_mean(), value: said(v.mean) },
              { label: m.flow_median(), value: said(v.median) },
              { label: m.flow_sd(), value: said(v.sd) },
              { label: m.flow_kept_share(), value: percent(v.kept) },
              { label: m.flow_remaining(), value: number(v.remaining), onOpen: () => open('remaining') },
              ...(v.expected === null ? [] : [{ label: m.flow_velocity_left(), value: v.sooner === v.later ? String(v.expected) : m.flow_range({ from: v.sooner ?? v.expected, to: v.later ?? v.expected }) }]),
            ]}
          />
          <Chart
            type="bar"
            label={m.flow_velocity()}
            summary={v.mean === null ? '' : m.flow_velocity_summary({ mean: said(v.mean), kept: percent(v.kept) })}
            categories={v.sprints.map((s) => s.title)}
            series={[
              { name: m.flow_promised(), values: v.sprints.map((s) => s.promised), tone: 'neutral' },
              { name: m.flow_kept(), values: v.sprints.map((s) => s.kept), dashed: true, tone: 'green' },
              { name: m.flow_accepted(), values: v.sprints.map((s) => s.accepted), tone: 'green' },
            ]}
            marks={v.mean === null ? undefined : [{ label: m.flow_mean(), y: rounded(v.mean) }]}
            table={{
              columns: [m.flow_sprint(), m.flow_promised(), m.flow_kept(), m.flow_accepted(), m.flow_awaiting(), m.flow_burn_added(), m.flow_burn_removed()],
              rows: v.sprints.map((s) => [s.title, s.promised, s.kept, s.accepted, s.awaiting, s.added, s.removed]),
            }}
            height={320}
            onPick={(p) => {
              const sprint = v.sprints[p.index]
              if (sprint) open(p.series === m.flow_promised() ? 'promised' : p.series === m.flow_kept() ? 'kept' : 'done', { sprint: sprint.key })
            }}
          />
        </>
      )}
    </Report>
  )
}
