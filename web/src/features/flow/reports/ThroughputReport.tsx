import { number } from '@/lib/measure'
import { addDays } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Segmented } from '@/ui/tabs'

import type { Throughput } from '../answers'
import { Numbers, Report } from '../Report'
import { type ReportProps, useFlow } from '../scope'

const said = (value: number | null) => (value === null ? '–' : number(Math.round(value * 10) / 10))

/** What was finished, days with nothing included. */
export function ThroughputReport({ scope, open }: ReportProps) {
  const today = useToday()
  const [by, setBy] = useAddressed('by')
  const asked = useFlow<Throughput>('throughput', scope)
  return (
    <Report asked={asked} empty={(t) => t.total === 0} emptyText={m.flow_throughput_empty()}>
      {(t) => {
        const list = by === 'day' ? t.days : t.weeks
        const points = t.unit === 'points' && scope.unit === 'points'
        return (
          <>
            <Numbers
              list={[
                { label: m.flow_finished(), value: t.total, onOpen: () => open('finished') },
                { label: m.flow_per_day(), value: said(t.perDay) },
                { label: m.flow_per_week(), value: said(t.perWeek) },
                { label: m.flow_p15_week(), value: said(t.p15Week) },
              ]}
            />
            <Chart
              type="bar"
              label={m.flow_throughput()}
              summary={m.flow_throughput_summary({ total: t.total, week: said(t.perWeek) })}
              categories={list.map((d) => d.on)}
              formatCategory={(day) => sayDay(day, today)}
              series={[{ name: points ? m.flow_points() : m.flow_items(), values: list.map((d) => (points ? d.points : d.items)) }]}
              table={{ columns: [m.flow_day(), m.flow_items(), m.flow_points()], rows: list.map((d) => [d.on, d.items, d.points]) }}
              height={320}
              onPick={(p) => open('finished', { from: p.category, to: by === 'day' ? p.category : addDays(p.category, 6) })}
              actions={<Segmented label={m.flow_bars()} size="sm" value={by === 'day' ? 'day' : 'week'} onChange={(v) => setBy(v === 'day' ? v : undefined)} options={[{ value: 'week', label: m.flow_weeks() }, { value: 'day', label: m.flow_by_days() }]} />}
            />
          </>
        )
      }}
    </Report>
  )
}
