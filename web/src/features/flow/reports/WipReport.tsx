import { number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Callout } from '@/ui/state'

import type { Wip } from '../answers'
import { Numbers, Report } from '../Report'
import { type ReportProps, useFlow } from '../scope'

const said = (value: number | null, digits = 1) => (value === null ? '–' : number(Math.round(value * 10 ** digits) / 10 ** digits))

/** Work in progress, and Little's law with its conditions. */
export function WipReport({ scope, open }: ReportProps) {
  const today = useToday()
  const asked = useFlow<Wip>('wip', scope)
  return (
    <Report asked={asked} empty={(w) => w.looked === 0} emptyText={m.flow_wip_empty()}>
      {({ days, little: l }) => (
        <>
          <Numbers
            list={[
              { label: m.flow_wip_mean(), value: said(l.wip) },
              { label: m.flow_wip_rate(), value: said(l.rate, 2) },
              { label: m.flow_wip_cycle(), value: said(l.cycle) },
              { label: m.flow_wip_expected(), value: said(l.expected) },
              { label: m.flow_begun(), value: l.arrived, onOpen: () => open('started') },
              { label: m.flow_finished(), value: l.departed, onOpen: () => open('finished') },
            ]}
          />
          {l.warnings.length === 0 ? (
            <p className="text-13 text-text-muted">{m.flow_wip_holds({ wip: said(l.wip), rate: said(l.rate, 2), cycle: said(l.expected) })}</p>
          ) : (
            l.warnings.map((w) => (
              <Callout key={w} tone="amber">
                {w}
              </Callout>
            ))
          )}
          <Chart
            type="line"
            label={m.flow_wip()}
            summary={m.flow_wip_summary({ mean: said(l.wip) })}
            categories={days.map((d) => d.on)}
            formatCategory={(day) => sayDay(day, today)}
            series={[{ name: m.flow_in_progress(), values: days.map((d) => d.items) }]}
            marks={[{ label: m.flow_mean(), y: Math.round(l.wip * 10) / 10 }]}
            height={300}
            onPick={(p) => open('doing', { on: p.category })}
          />
        </>
      )}
    </Report>
  )
}
