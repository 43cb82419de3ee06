import { useList } from '@/data/hooks'
import { number, change } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { currentOf, sprints } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Skeleton } from '@/ui/skeleton'

import type { Burn } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

/** Of nothing chosen, the sprint one works in: a burndown is about something that ends. */
export function BurndownReport(props: ReportProps) {
  const { scope } = props
  const { ids, status } = useList({ q: sprints, product: scope.product, limit: 60 })
  const current = currentOf(useRecords(ids))
  const chosen = scope.sprint ?? scope.feature ?? scope.release ?? scope.q ?? scope.from ?? scope.to
  if (!chosen && status === 'loading') return <Skeleton width="100%" height={300} />
  const sprint = chosen ? undefined : current
  return (
    <>
      {sprint && <p className="mb-3 text-13 font-medium">{sprint.title}</p>}
      <BurnReport {...props} scope={sprint ? { ...scope, sprint: sprint.key } : scope} open={(figure, over) => props.open(figure, sprint ? { ...over, sprint: sprint.key } : over)} down />
    </>
  )
}

export const BurnupReport = (props: ReportProps) => <BurnReport {...props} />

/** Both burn charts: down shows what is left, up shows what there is and what of it is done. */
function BurnReport({ scope, open, down }: ReportProps & { down?: boolean }) {
  const today = useToday()
  const asked = useFlow<Burn>('burn', scope)
  const say = (day: string) => (day === '' ? m.flow_burn_start() : sayDay(day, today))
  const how = { added: m.flow_burn_added(), removed: m.flow_burn_removed(), resized: m.flow_burn_resized() }
  return (
    <Report asked={asked} empty={(b) => b.start.items === 0 && b.days.every((d) => !d.point?.items)} emptyText={m.flow_burn_empty()}>
      {(b) => {
        const last = b.days.findLast((d) => d.point)
        const at = last?.point ?? b.start
        const values = (of: (p: typeof at) => number) => [of(b.start), ...b.days.map((d) => (d.point ? of(d.point) : null))]
        const days = ['', ...b.days.map((d) => d.on)]
        const marks = b.days.some((d) => d.on === today) ? [{ label: m.flow_today(), x: today, tone: 'neutral' as const }] : undefined
        const lines = down
          ? [
              { name: m.flow_remaining(), values: values((p) => p.remaining) },
              { name: m.flow_scope(), values: values((p) => p.scope), tone: 'neutral' as const, stepped: true },
              { name: m.flow_ideal(), values: [b.start.remaining, ...b.days.map((d) => Math.round(d.ideal * 10) / 10)], tone: 'neutral' as const, dashed: true },
            ]
          : [
              { name: m.flow_scope(), values: values((p) => p.scope), stepped: true },
              { name: m.flow_done(), values: values((p) => p.done), tone: 'green' as const },
            ]
        return (
          <>
            <Numbers
              list={[
                { label: m.flow_scope(), value: number(at.scope), onOpen: () => open('scope', { on: last?.on }) },
                { label: m.flow_done(), value: number(at.done), onOpen: () => open('done', { on: last?.on }) },
                { label: m.flow_remaining(), value: number(at.remaining), onOpen: () => open('remaining', { on: last?.on }) },
                ...(b.unsized > 0 && b.unit === 'points' ? [{ label: m.flow_unsized(), value: b.unsized }] : []),
              ]}
            />
            <Chart
              type="line"
              label={down ? m.flow_burndown() : m.flow_burnup()}
              summary={m.flow_burn_summary({ done: number(at.done), scope: number(at.scope), day: say(last?.on ?? '') })}
              categories={days}
              formatCategory={say}
              series={lines}
              marks={marks}
              height={320}
              onPick={(p) => {
                const figure = p.series === m.flow_done() ? 'done' : p.series === m.flow_scope() ? 'scope' : 'remaining'
                if (p.category) open(figure, { on: p.category })
              }}
            />
            {b.changes.length > 0 && (
              <Rows
                label={m.flow_burn_changes()}
                items={b.changes.toReversed().map((c) => ({ ...c.item, at: c.at, how: c.how, by: c.by }))}
                columns={[
                  { name: m.flow_day(), value: (c) => say(c.at.slice(0, 10)) },
                  { name: m.flow_burn_how(), value: (c) => how[c.how] },
                  { name: m.flow_burn_by(), value: (c) => change(c.by) },
                ]}
              />
            )}
          </>
        )
      }}
    </Report>
  )
}
