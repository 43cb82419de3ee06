import { memo, useState } from 'react'

import { useData, useRecord } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { change, measure } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { EnterPoint } from '@/record/metric/EnterPoint'
import { recordAddress, useLink } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'
import { Trend, usePoints } from '@/record/screen/Trend'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { standingOf } from './trend'

const sources: Record<string, () => string> = { entered: m.screens_source_entered, pushed: m.screens_source_pushed, events: m.screens_source_events }

/** One metric: its last value, its way, its target. */
export const MetricRow = memo(function MetricRow({ id }: { id: string }) {
  const data = useData()
  const r = useRecord(id)
  const { points } = usePoints(id)
  const link = useLink()
  const today = useToday()
  const [entering, setEntering] = useState(false)
  if (!r) return <tr className="h-row border-b" />
  const unit = String(r.unit ?? '')
  const now = standingOf(points ?? [], r.direction, r.target)
  const may = rightTo(data, 'metric.set', r.product).may
  return (
    <tr className="h-10 border-b hover:bg-bg-hover [&>td]:px-2">
      <td className="pl-4!">
        <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 rounded">
          <span className="keyed hidden shrink-0 text-text-faint sm:inline">{r.key}</span>
          <span className="truncate font-medium" {...tip(typeof r.definition === 'string' && r.definition ? r.definition : undefined)}>
            {r.title}
          </span>
        </a>
      </td>
      <td className="tabular text-right font-medium" {...tip(now.last && m.screens_metric_at({ day: sayDay(now.last.at.slice(0, 10), today) }))}>
        {measure(now.last?.value, unit)}
      </td>
      <td className="tabular hidden text-right sm:table-cell">
        {now.change !== undefined && (
          <span className={cx('inline-flex items-center gap-1', now.good === undefined ? 'text-text-muted' : now.good ? 'text-green-text' : 'text-red-text')}>
            <Icon name={now.change > 0 ? 'arrow-up' : now.change < 0 ? 'arrow-down' : 'minus'} size={12} label={now.good === undefined ? undefined : now.good ? m.screens_metric_better() : m.screens_metric_worse()} />
            {change(now.change)}
          </span>
        )}
      </td>
      <td className="hidden md:table-cell">
        <Trend metric={id} label={r.title} />
      </td>
      <td className="tabular hidden text-right md:table-cell">
        {typeof r.target === 'number' && (
          <span className="inline-flex items-center justify-end gap-1">
            {now.reached && <Icon name="circle-check" size={14} className="text-green" label={m.screens_metric_reached()} />}
            {measure(r.target, unit)}
          </span>
        )}
      </td>
      <td className="tabular hidden whitespace-nowrap text-text-muted lg:table-cell">{sayDay(r.targetOn as string | null, today)}</td>
      <td className="hidden text-text-muted lg:table-cell">{sources[String(r.source)]?.()}</td>
      <td className="pr-4! text-right">
        {may !== 'no' && r.source !== 'events' && (
          <Button size="sm" icon="plus" aria-label={m.screens_metric_enter_of({ name: r.title })} onClick={() => setEntering(true)}>
            <span className="hidden sm:inline">{m.screens_metric_enter()}</span>
          </Button>
        )}
        {entering && <EnterPoint metric={r} last={now.last?.value} onClose={() => setEntering(false)} />}
      </td>
    </tr>
  )
})
