import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Segmented } from '@/ui/tabs'

import type { Cumulative } from '../answers'
import { Report } from '../Report'
import { type ReportProps, useFlow } from '../scope'

/** How many items stand in or beyond each state, as bands that never cross. */
export function CumulativeReport({ scope, open }: ReportProps) {
  const today = useToday()
  const [reached, setReached] = useAddressed('reached')
  const [by, setBy] = useAddressed('by')
  const asked = useFlow<Cumulative>('cumulative', { ...scope, unit: undefined }, { reached: reached ? true : undefined, by })
  return (
    <Report asked={asked} empty={(c) => c.looked === 0} emptyText={m.flow_cumulative_empty()}>
      {(c) => {
        // Nearest to the axis is what is finished: what was reached first lies on top.
        const bands = c.bands.filter((b) => b.reached.some((n) => n > 0)).toReversed()
        // What was finished before would press all else to the upper edge.
        const before = bands[0] && bands[0].category === 'closed' ? bands[0].reached[0]! : 0
        const rest = (i: number) => bands[i]!.reached.map((n, d) => Math.max(0, n - (i > 0 ? bands[i - 1]!.reached[d]! : before)))
        return (
          <Chart
            type="area"
            label={m.flow_cumulative()}
            summary={[m.flow_cumulative_summary({ count: c.looked }), before > 0 && m.flow_cumulative_before({ count: before, state: bands[0]!.name, day: sayDay(c.from, today) })].filter(Boolean).join(' ')}
            categories={c.days}
            formatCategory={(day) => sayDay(day, today)}
            series={bands.map((b, i) => ({ name: b.name, values: rest(i) }))}
            table={{ columns: [m.flow_day(), ...c.bands.map((b) => b.name)], rows: c.days.map((day, d) => [day, ...c.bands.map((b) => b.reached[d]!)]) }}
            height={380}
            onPick={(p) => (before > 0 && p.series === bands[0]!.name ? open('finished', { from: c.from, to: p.category }) : open(reached ? 'reached' : 'state', { on: p.category, state: p.series }))}
            actions={
              <>
                <Segmented label={m.flow_bands()} size="sm" value={by === 'category' ? 'category' : 'state'} onChange={(v) => setBy(v === 'category' ? v : undefined)} options={[{ value: 'state', label: m.flow_states() }, { value: 'category', label: m.flow_categories() }]} />
                <Segmented label={m.flow_counts()} size="sm" value={reached ? 'reached' : 'last'} onChange={(v) => setReached(v === 'reached' ? 'true' : undefined)} options={[{ value: 'last', label: m.flow_stands() }, { value: 'reached', label: m.flow_reached() }]} />
              </>
            }
          />
        )
      }}
    </Report>
  )
}
