import { useState } from 'react'

import { useData, useList, useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { measure } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { Chart, type Mark } from '@/ui/chart'

import { marksOf, seriesOf, type Event, type MetricChart } from './chart'

/** The points as a line, with the way to the target, the releases and the changes of the definition. */
export function MetricDrawing({ record, chart }: { record: Rec; chart: MetricChart }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const releases = useReleases(record.product)
  const unit = typeof record.unit === 'string' ? record.unit : ''
  const { points, line } = chart
  if (points.length === 0) return <p className="text-13 text-text-faint">{m.record_points_empty()}</p>
  const days = points.map((p) => dayIn(p.at, zone))
  const changes = chart.changes.map((c) => ({ day: dayIn(c.at, zone), label: m.metric_redefined({ version: c.version }) }))
  const target: Mark[] = typeof record.target === 'number' ? [{ label: m.record_points_target(), y: record.target }] : []
  return (
    <>
      <Chart
        type="line"
        label={record.title}
        height={240}
        summary={releases.length > 0 ? m.metric_marks_releases() : undefined}
        categories={days}
        formatCategory={(day) => sayDay(day, today)}
        format={(v) => measure(v, unit)}
        series={seriesOf(points, record.title, line, m.metric_line())}
        marks={[...target, ...marksOf(days, releases, 'blue'), ...marksOf(days, changes, 'violet')]}
        table={{ columns: [m.record_points_day(), record.title, m.record_points_note()], rows: points.map((p, i) => [days[i]!, p.value, p.note]) }}
      />
      {chart.changes.length > 0 && (
        <ul className="flex flex-col gap-1 text-12 text-text-muted">
          {chart.changes.map((c) => (
            <li key={c.version}>{m.metric_redefined_at({ day: sayDay(dayIn(c.at, zone), today), version: c.version, before: c.before || m.metric_redefined_nothing() })}</li>
          ))}
        </ul>
      )}
      <Latest record={record} chart={chart} />
    </>
  )
}

/** What went out, as events on the axis of time. */
function useReleases(product: string | null): Event[] {
  const data = useData()
  const list = useList(product ? { q: 'type:release state:released sort:-updated', product, limit: 50 } : undefined)
  return list.ids.flatMap((id) => {
    const r = data.cache.get(id)
    return r && typeof r.releasedOn === 'string' ? [{ day: r.releasedOn, label: r.title }] : []
  })
}

const few = 5

/** The newest points, each with its note, and the way to take one out that should never have been entered. */
function Latest({ record, chart }: { record: Rec; chart: MetricChart }) {
  const act = useAct()
  const today = useToday()
  const zone = useMe().workspace.zone
  const [all, setAll] = useState(false)
  const unit = typeof record.unit === 'string' ? record.unit : ''
  const newest = chart.points.toReversed()
  const shown = all ? newest.slice(0, 200) : newest.slice(0, few)
  return (
    <div>
      <ul aria-label={m.metric_latest()} className="flex flex-col">
        {shown.map((p) => (
          <li key={p.at} className="group/row flex h-7 items-center gap-3 text-13">
            <span className="tabular w-24 shrink-0 text-text-muted">{sayDay(dayIn(p.at, zone), today)}</span>
            <span className="tabular w-28 shrink-0 text-right font-medium">{measure(p.value, unit)}</span>
            <span className="min-w-0 flex-1 truncate text-text-muted">{p.note}</span>
            {record.source !== 'events' && !record.archivedAt && (
              <IconButton
                size="sm"
                icon="trash-2"
                label={m.metric_remove({ day: sayDay(dayIn(p.at, zone), today) })}
                onClick={() => void act('POST', `/metrics/${record.id}/remove`, { at: [p.at] }, m.metric_removed({ day: sayDay(dayIn(p.at, zone), today) }))}
                className="opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100"
              />
            )}
          </li>
        ))}
      </ul>
      {newest.length > few && (
        <Button size="sm" variant="ghost" onClick={() => setAll(!all)}>
          {all ? m.metric_latest_few() : m.metric_latest_all({ count: newest.length })}
        </Button>
      )}
    </div>
  )
}
