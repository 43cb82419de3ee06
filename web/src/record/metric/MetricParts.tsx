/** What hangs on a metric: its way with all that explains it, the value that is entered next, tables, alerts. */
import { useState } from 'react'

import { useAsk, useMe, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { measure } from '@/lib/measure'
import { addDays } from '@/lib/scale'
import { dayIn, momentOf, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { tip } from '@/ui/tooltip'

import { Alerts } from './Alerts'
import type { MetricChart } from './chart'
import { EnterPoint } from './EnterPoint'
import { ImportDialog } from './ImportDialog'
import { MetricDrawing } from './MetricDrawing'

const spans = { half: 182, year: 365, all: 0 }

export function MetricParts({ record }: { record: Rec }) {
  const today = useToday()
  const zone = useMe().workspace.zone
  const right = useRight(record, 'target')
  const [span, setSpan] = useState<keyof typeof spans>('half')
  const [doing, setDoing] = useState<'enter' | 'import'>()
  const from = spans[span] ? `?from=${momentOf(addDays(today, -spans[span]), zone)}` : ''
  const { value, status, error, retry } = useAsk<MetricChart>(`/metrics/${record.id}/chart${from}`, ['metric', 'metric_point', 'metric_alert'])
  const unit = typeof record.unit === 'string' ? record.unit : ''
  const last = value?.points.at(-1)
  const may = right.may !== 'no' && record.source !== 'events' && !record.archivedAt
  return (
    <>
      <section aria-label={m.record_points()} className="flex flex-col gap-2">
        <SectionHeader
          title={m.record_points()}
          actions={
            <>
              {last && <span className="tabular text-13 font-medium">{m.record_points_last({ value: measure(last.value, unit), day: sayDay(dayIn(last.at, zone), today) })}</span>}
              {value?.line && last && (value.behind ? <Badge tone="amber">{m.metric_behind({ by: measure(value.behind, unit) })}</Badge> : <Badge tone="green">{m.metric_on_line()}</Badge>)}
              {may && (
                <>
                  <Button size="sm" variant="ghost" icon="table" {...tip(proposes(right))} onClick={() => setDoing('import')}>
                    {m.metric_import()}
                  </Button>
                  <Button size="sm" variant="ghost" icon="plus" {...tip(proposes(right))} onClick={() => setDoing('enter')}>
                    {m.record_points_enter()}
                  </Button>
                </>
              )}
            </>
          }
        />
        <div className="flex flex-wrap items-center gap-2">
          <Segmented
            size="sm"
            label={m.metric_span()}
            value={span}
            onChange={setSpan}
            options={[
              { value: 'half', label: m.metric_span_half() },
              { value: 'year', label: m.metric_span_year() },
              { value: 'all', label: m.metric_span_all() },
            ]}
          />
          {value?.more && <span className="text-12 text-text-muted">{m.metric_span_more()}</span>}
        </div>
        {status === 'loading' && !value && <Skeleton height={220} />}
        {status === 'error' && <ErrorState title={m.record_points_failed()} text={error?.detail} onRetry={retry} />}
        {value && <MetricDrawing record={record} chart={value} />}
      </section>
      {value && <Alerts record={record} alerts={value.alerts} right={right} line={value.line !== null} />}
      {doing === 'enter' && <EnterPoint metric={record} last={last?.value} onClose={() => setDoing(undefined)} />}
      {doing === 'import' && <ImportDialog metric={record} onClose={() => setDoing(undefined)} />}
    </>
  )
}
