import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { Chart } from '@/ui/chart'

import type { Age } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

/** How old the work in progress is, state by state, against how long finished work took. */
export function AgeReport({ scope }: ReportProps) {
  const go = useGo()
  const asked = useFlow<Age>('age', scope)
  return (
    <Report asked={asked} empty={(a) => a.open.length === 0} emptyText={m.flow_age_empty()}>
      {(a) => {
        const old = a.open.filter((o) => a.cycle.p85 !== null && o.days > a.cycle.p85)
        const marks = a.cycle.p50 === null ? undefined : [{ label: 'P50', y: a.cycle.p50, tone: 'green' as const }, { label: 'P85', y: a.cycle.p85!, tone: 'amber' as const }]
        const oldest = a.open.slice(0, 30)
        return (
          <>
            <Numbers list={[{ label: m.flow_in_progress(), value: a.open.length }, { label: m.flow_age_oldest(), value: m.flow_days_count({ count: a.open[0]!.days }) }, ...(a.cycle.p85 === null ? [] : [{ label: m.flow_age_old({ days: a.cycle.p85 }), value: old.length }])]} />
            <Chart
              type="bar"
              label={m.flow_age()}
              summary={m.flow_age_summary({ count: a.open.length, old: old.length })}
              categories={oldest.map((o) => o.key)}
              series={[
                { name: m.flow_age_days(), values: oldest.map((o) => o.days) },
                { name: m.flow_age_state(), values: oldest.map((o) => o.inState), dashed: true, tone: 'neutral' },
              ]}
              marks={marks}
              yLabel={m.flow_days()}
              height={300}
              onPick={(p) => go(recordAddress(p.category))}
            />
            <Rows
              label={m.flow_item()}
              items={a.open}
              columns={[
                { name: m.flow_state(), value: (o) => o.stood },
                { name: m.flow_age_days(), value: (o) => o.days },
                { name: m.flow_age_state(), value: (o) => o.inState },
                { name: m.flow_age_older(), value: (o) => percent(o.older) },
              ]}
            />
          </>
        )
      }}
    </Report>
  )
}
