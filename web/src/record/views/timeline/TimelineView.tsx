import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react'

import { useData, useOrder } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { numberOf, zoomed, ZOOMS } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { screenKeys } from '@/record/screen/keys'
import { useToday } from '@/record/screen/today'
import { Frame, useSelectionStore } from '@/record/views/common/frame'
import { retryAll } from '@/record/views/common/lists'
import { useRules } from '@/record/views/common/rules'
import type { ViewProps } from '@/record/views/view'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { startCarry } from './carry'
import { type Timeline, TimelineContext } from './context'
import { Controller } from './controller'
import { byDays, currentQuery, type Dates, datesOf, dayFields, queriesOf, standOf } from './dates'
import { Grid } from './Grid'
import { groupFields, useLines } from './lines'
import { Tools } from './Tools'
import { Tray } from './Tray'
import { useAxis } from './useAxis'

export interface TimelineProps extends ViewProps {
  /** Milestones over the lines: the records of this query, each at its day. */
  milestones?: string
  /** Shown where there is nothing. */
  empty?: ReactNode
}

/** Records of any kind as bars over days. */
export function TimelineView(props: TimelineProps) {
  const { fields, options, q } = props
  const dates = useMemo(() => datesOf(fields, options), [fields, options])
  const queries = useMemo(() => queriesOf(q, dates), [q, dates])
  if (!queries) return <EmptyState icon="calendar" title={m.views_timeline_no_days()} text={m.views_timeline_no_days_text()} />
  return <OnAxis {...props} dates={dates} placed={queries.placed} unplaced={queries.unplaced} />
}

interface OnAxisProps extends TimelineProps {
  dates: Dates
  placed: string
  unplaced: string
}

const nothing: readonly string[] = []

function OnAxis(props: OnAxisProps) {
  const { product, fields, kinds, options, setOptions, open, dates, placed, unplaced, milestones = props.options.milestones } = props
  const selection = useSelectionStore(props.selection)
  const data = useData()
  const today = useToday()
  const prefix = useId()
  useRules(product)
  const [control] = useState(() => new Controller(data, prefix))
  control.dates = dates
  control.today = today
  const axis = useAxis(control, props, today)
  const [fresh, setFresh] = useState(nothing)
  const groups = useMemo(() => groupFields(fields), [fields])
  const group = groups.find((f) => f.name === options.group)
  const closed = useMemo(() => new Set(group ? options.folded?.split(',') : []), [group, options.folded])
  const still = fresh.filter((id) => stands(data.cache.get(id), dates))
  const lines = useLines(placed, product, group, closed, still.length === fresh.length ? fresh : still, m.views_timeline_rest())
  const tray = useOrder({ q: unplaced, product })
  // Ordered by days, what is over stands above what is seen first.
  const current = byDays(props.q, dates) && !group ? currentQuery(placed, dates, today) : undefined
  const first = useOrder(current === undefined ? undefined : { q: current, product, limit: 1 })
  const shown = useRef(lines.lines)
  shown.current = lines.lines
  const order = useCallback(() => shown.current.flatMap((l) => (l.is === 'item' ? [l.id] : [])), [])
  const value = useMemo<Timeline | undefined>(() => axis.scale && { control, dates, scale: axis.scale, today, now: numberOf(today), selection, order, open }, [control, dates, axis.scale, today, selection, order, open])

  const place = (id: string, day: number) => {
    const done = control.place(id, day)
    if (!done) return
    // Shown at once; the list has it in its place a moment later.
    setFresh((ids) => [...ids.filter((x) => x !== id), id])
    void done.then((ok) => ok || setFresh((ids) => ids.filter((x) => x !== id)))
    control.viewport.reveal(day, day + 1)
  }
  const fold = (key: string, on: boolean) => setOptions({ folded: [...closed].filter((k) => k !== key).concat(on ? [] : [key]).join(',') || undefined })
  const keys = useMemo(() => screenKeys({ t: () => control.viewport.show(numberOf(control.today)), '+': () => control.viewport.onZoom(1), '=': () => control.viewport.onZoom(1), '-': () => control.viewport.onZoom(-1) }), [control])
  const none = lines.lines.length === 0

  return (
    <div ref={keys} className="relative flex min-h-0 min-w-0 flex-1 flex-col">
      <Tools
        perDay={axis.perDay}
        onZoom={(zoom) => axis.zoom(ZOOMS[zoom])}
        onStep={(by) => axis.zoom(zoomed(axis.perDay, by))}
        onGo={axis.go}
        dates={dates}
        days={dayFields(fields)}
        groups={groups}
        group={group}
        tray={options.tray === 'on'}
        unplaced={tray.status === 'loading' ? undefined : tray.ids.length}
        setOptions={setOptions}
      />
      <div className="relative flex min-h-0 flex-1">
        {lines.status === 'error' ? (
          <ErrorState className="flex-1" text={lines.error?.detail} onRetry={() => retryAll(data, lines.specs)} />
        ) : lines.status === 'loading' || !value || (current !== undefined && first.status === 'loading') ? (
          <div className="flex-1">
            <SkeletonRows count={12} />
          </div>
        ) : none && tray.ids.length === 0 ? (
          <div className="flex-1">{props.empty ?? <Nothing create={props.create} />}</div>
        ) : (
          <TimelineContext value={value}>
            <Frame selection={selection} product={product} fields={fields} kinds={kinds} open={open} order={order}>
              <Grid lines={lines} fold={fold} milestones={milestones} first={first.ids[0]} product={product} />
            </Frame>
            {axis.mark}
          </TimelineContext>
        )}
        {options.tray === 'on' && <Tray q={unplaced} product={product} open={open} onCarry={(e, id) => startCarry(e.nativeEvent, control, id, place)} onPlace={(id) => place(id, control.handyDay)} onClose={() => setOptions({ tray: undefined })} />}
      </div>
    </div>
  )
}

const stands = (record: Rec | undefined, dates: Dates) => record !== undefined && standOf(record, dates) !== undefined

function Nothing({ create }: Pick<ViewProps, 'create'>) {
  const action = create && (
    <Button variant="primary" icon="plus" onClick={() => create()}>
      {m.views_timeline_create()}
    </Button>
  )
  return <EmptyState icon="chart-gantt" title={m.views_timeline_empty()} text={m.views_timeline_empty_text()} action={action} />
}
