import { useCallback, useId, useMemo, useState } from 'react'

import { useData, useMe, useOrder } from '@/data/hooks'
import { byDay, gridOf, type Reach, turned, weekInfoOf } from '@/lib/calendar'
import { isDay } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { screenKeys } from '@/record/screen/keys'
import { useToday } from '@/record/screen/today'
import { Frame, useSelectionStore } from '@/record/views/common/frame'
import { useRecs } from '@/record/views/common/lists'
import { useRules } from '@/record/views/common/rules'
import type { ViewProps } from '@/record/views/view'
import { EmptyState, ErrorState } from '@/ui/state'
import type { Field } from '@/record/fields/field'

import { CalendarContext } from './context'
import { Controller, useMoved } from './controller'
import { Grid } from './Grid'
import { betweenQuery, datedFields, dayOfRecord, fieldOf } from './model'
import { Tools } from './Tools'

/** Records of any kind in the days of a month or a week. */
export function CalendarView(props: ViewProps) {
  const field = useMemo(() => fieldOf(props.fields, props.options.on), [props.fields, props.options.on])
  if (!field) return <EmptyState icon="calendar" title={m.views_calendar_no_days()} text={m.views_calendar_no_days_text()} />
  return <Calendar {...props} field={field} />
}

function Calendar({ q, product, fields, kinds, options, setOptions, field, open, create, ...props }: ViewProps & { field: Field }) {
  const selection = useSelectionStore(props.selection)
  const data = useData()
  const { zone } = useMe().workspace
  const today = useToday()
  const prefix = useId()
  useRules(product)
  const [control] = useState(() => new Controller(data, prefix))
  control.field = field
  control.today = today
  const at = isDay(options.day) ? options.day : today
  const reach: Reach = options.reach === 'week' ? 'week' : 'month'
  const week = useMemo(() => weekInfoOf(navigator.language), [])
  const weeks = useMemo(() => gridOf(at, reach, week.firstDay), [at, reach, week])
  const list = useOrder({ q: betweenQuery(q, field, weeks[0]![0]!, weeks.at(-1)!.at(-1)!), product })
  const records = useRecs(list.ids)
  const moved = useMoved(control)
  const days = useMemo(() => {
    const held = records.flatMap((r) => (r ? [r] : []))
    return byDay(held, (r) => (moved?.id === r.id ? moved.day : dayOfRecord(r, field, zone)))
  }, [records, field, zone, moved])
  const go = useCallback((day: string) => setOptions({ day: day === today ? undefined : day }), [setOptions, today])
  const keys = useMemo(() => screenKeys({ t: () => go(today) }), [go, today])
  const value = useMemo(() => ({ control, field, today, selection, open }), [control, field, today, selection, open])
  return (
    <div ref={keys} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Tools at={at} reach={reach} firstDay={week.firstDay} fields={datedFields(fields)} field={field} onTurn={(by) => go(turned(at, reach, by))} onToday={() => go(today)} setOptions={setOptions} />
      {list.status === 'error' && list.ids.length === 0 ? (
        <ErrorState text={list.error?.detail} onRetry={list.retry} />
      ) : (
        <CalendarContext value={value}>
          <Frame selection={selection} product={product} fields={fields} kinds={kinds} open={open} order={() => list.ids}>
            <Grid weeks={weeks} at={at} reach={reach} week={week} days={days} busy={list.status === 'loading'} go={go} create={create} />
          </Frame>
        </CalendarContext>
      )}
    </div>
  )
}
