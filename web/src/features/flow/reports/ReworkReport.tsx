import { useMe } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { addDays } from '@/lib/scale'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'

import type { Rework } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

const reasons: Record<string, () => string> = {
  criterion: m.flow_reason_criterion,
  defect: m.flow_reason_defect,
  misunderstanding: m.flow_reason_misunderstanding,
  quality: m.flow_reason_quality,
  other: m.flow_reason_other,
  '': m.flow_reason_none,
}
const reason = (word: string) => reasons[word]?.() ?? word

/** What came back after it was finished, and why. */
export function ReworkReport({ scope, open }: ReportProps) {
  const today = useToday()
  const { zone } = useMe().workspace
  const asked = useFlow<Rework>('rework', scope)
  return (
    <Report asked={asked} empty={(r) => r.finished + r.returned === 0} emptyText={m.flow_rework_empty()}>
      {(r) => (
        <>
          <Numbers
            list={[
              { label: m.flow_rework_rate(), value: percent(r.rate) },
              { label: m.flow_returned(), value: r.returned, onOpen: () => open('returned') },
              { label: m.flow_finished(), value: r.finished },
              ...r.reasons.slice(0, 4).map((x) => ({ label: reason(x.reason), value: x.count })),
            ]}
          />
          <Chart
            type="bar"
            label={m.flow_rework()}
            summary={m.flow_rework_summary({ returned: r.returned, finished: r.finished })}
            categories={r.weeks.map((w) => w.on)}
            formatCategory={(day) => sayDay(day, today)}
            series={[
              { name: m.flow_finished(), values: r.weeks.map((w) => w.finished), tone: 'neutral' },
              { name: m.flow_returned(), values: r.weeks.map((w) => w.returned), tone: 'red', dashed: true },
            ]}
            height={280}
            onPick={(p) => open(p.series === m.flow_returned() ? 'returned' : 'finished', { from: p.category, to: addDays(p.category, 6) })}
          />
          {r.returns.length > 0 && (
            <Rows
              label={m.flow_came_back()}
              items={r.returns}
              limit={20}
              columns={[
                { name: m.flow_reason(), value: (x) => <span title={x.words}>{reason(x.reason)}</span> },
                { name: m.flow_day(), value: (x) => sayDay(dayIn(x.at, zone), today) },
              ]}
            />
          )}
        </>
      )}
    </Report>
  )
}
