import { useMe } from '@/data/hooks'
import { number } from '@/lib/measure'
import { addDays, daysBetween } from '@/lib/scale'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'

import type { CycleTime, Spread } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

const said = (value: number | null) => (value === null ? '–' : number(Math.round(value * 10) / 10))

const percentiles = (s: Spread) => [
  { label: 'P50', value: said(s.p50) },
  { label: 'P70', value: said(s.p70) },
  { label: 'P85', value: said(s.p85) },
  { label: 'P95', value: said(s.p95) },
  { label: m.flow_mean(), value: said(s.mean) },
  { label: m.flow_sd(), value: said(s.sd) },
]

/** One dot for each item at the day on which it was finished, with the rolling average. */
export function ControlReport({ scope }: ReportProps) {
  const today = useToday()
  const go = useGo()
  const { zone } = useMe().workspace
  const asked = useFlow<CycleTime>('cycletime', scope)
  return (
    <Report asked={asked} empty={(c) => c.cycle.n === 0} emptyText={m.flow_cycle_empty()}>
      {(c) => {
        const x = (at: string) => daysBetween(c.from, dayIn(at, zone))
        return (
          <>
            <Numbers list={percentiles(c.cycle)} />
            <Chart
              type="scatter"
              label={m.flow_control()}
              summary={m.flow_control_summary({ count: c.cycle.n, p85: said(c.cycle.p85), window: c.window })}
              xLabel={m.flow_finished_on()}
              yLabel={m.flow_days()}
              formatX={(days) => sayDay(addDays(c.from, Math.round(days)), today)}
              series={[
                { name: m.flow_item(), points: c.points.map((p) => ({ x: x(p.finished), y: p.days, name: `${p.key} ${p.title}`, id: p.key })) },
                { name: m.flow_rolling(), points: c.points.map((p) => ({ x: x(p.finished), y: Math.round(p.rolling * 10) / 10, name: p.key })), joined: true, tone: 'neutral' },
              ]}
              marks={[
                { label: 'P50', y: c.cycle.p50 ?? 0, tone: 'green' },
                { label: 'P85', y: c.cycle.p85 ?? 0, tone: 'amber' },
                { label: 'P95', y: c.cycle.p95 ?? 0, tone: 'red' },
              ]}
              table={{ columns: [m.flow_item(), m.flow_finished_on(), m.flow_days(), m.flow_rolling()], rows: c.points.map((p) => [`${p.key} ${p.title}`, dayIn(p.finished, zone), p.days, Math.round(p.rolling * 10) / 10]) }}
              height={360}
              onPick={(p) => p.id && go(recordAddress(p.id))}
            />
            <Rows
              label={m.flow_longest()}
              items={c.points.toSorted((a, b) => b.days - a.days)}
              limit={10}
              columns={[
                { name: m.flow_finished_on(), value: (p) => sayDay(dayIn(p.finished, zone), today) },
                { name: m.flow_days(), value: (p) => p.days },
                { name: m.flow_estimate(), value: (p) => (p.estimate === null ? '–' : number(p.estimate)) },
              ]}
            />
          </>
        )
      }}
    </Report>
  )
}

/** How many items took how many days, and the percentiles of cycle and lead time. */
export function CycleReport({ scope, open }: ReportProps) {
  const asked = useFlow<CycleTime>('cycletime', scope)
  return (
    <Report asked={asked} empty={(c) => c.cycle.n === 0} emptyText={m.flow_cycle_empty()}>
      {(c) => {
        const longest = c.bars.at(-1)?.days ?? 1
        const most = Math.min(longest, 60)
        const days = Array.from({ length: most }, (_, i) => i + 1)
        const count = (d: number) => c.bars.filter((b) => (d === most ? b.days >= d : b.days === d)).reduce((sum, b) => sum + b.count, 0)
        const name = (d: number) => (d === most && longest > most ? `${d}+` : String(d))
        const mark = (label: string, value: number | null, tone: 'green' | 'amber' | 'red') => (value === null ? [] : [{ label, x: name(Math.min(value, most)), tone }])
        return (
          <>
            <Table cycle={c} onOpen={() => open('finished')} />
            <Chart
              type="bar"
              label={m.flow_cycle()}
              summary={m.flow_cycle_summary({ p50: said(c.cycle.p50), p85: said(c.cycle.p85), count: c.cycle.n })}
              xLabel={m.flow_days()}
              yLabel={m.flow_items()}
              categories={days.map(name)}
              series={[{ name: m.flow_items(), values: days.map(count) }]}
              marks={[...mark('P50', c.cycle.p50, 'green'), ...mark('P85', c.cycle.p85, 'amber'), ...mark('P95', c.cycle.p95, 'red')]}
              height={300}
              onPick={() => open('finished')}
            />
          </>
        )
      }}
    </Report>
  )
}

function Table({ cycle: c, onOpen }: { cycle: CycleTime; onOpen: () => void }) {
  const rows = [
    { name: m.flow_cycle_days(), spread: c.cycle },
    { name: m.flow_lead_days(), spread: c.lead },
    { name: m.flow_elapsed_hours(), spread: c.elapsed },
  ]
  return (
    <div className="quiet-scroll overflow-x-auto">
      <table className="border-collapse text-13">
        <caption className="sr-only">{m.flow_cycle()}</caption>
        <thead>
          <tr className="h-7 text-12 text-text-muted [&>th]:pr-6 [&>th]:text-right [&>th]:font-medium">
            <th scope="col" className="text-left!">
              <button type="button" className="rounded underline underline-offset-4" onClick={onOpen}>
                {m.flow_finished_count({ count: c.cycle.n })}
              </button>
            </th>
            {percentiles(c.cycle).map((p) => (
              <th key={p.label} scope="col">
                {p.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => (
            <tr key={r.name} className="tabular h-7 border-t [&>td]:pr-6 [&>td]:text-right">
              <th scope="row" className="pr-6 text-left font-normal whitespace-nowrap text-text-muted">
                {r.name}
              </th>
              {percentiles(r.spread).map((p) => (
                <td key={p.label}>{p.value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
