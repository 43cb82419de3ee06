import { memo, type MouseEvent } from 'react'

import { numberOf } from '@/lib/scale'
import { boundsOf, lengthOf } from '@/lib/scaleSpan'
import { m } from '@/locales/gen/messages.js'
import { useSelected } from '@/record/list/selection'
import { useAtCursor } from '@/record/views/common/cursor'
import { plain, pressRow } from '@/record/views/common/frame'
import { RecordTitle } from '@/record/views/common/title'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { Bar } from './Bar'
import { useConflict } from './conflicts'
import { type Standing, useStanding, useTimeline } from './context'
import { promisesOf } from './dates'
import { dayText, spanSaid } from './labels'
import { Odds, saidOdds, useLineOdds } from './Odds'
import { progressOf } from './progress'
import { useSide } from './viewport'

interface RowProps {
  line: string
  id: string
  index: number
  top: number
  height: number
}

export const ROW = 34

/** One record: its title at the left, its bar on the axis. */
export const Row = memo(function Row({ line, id, index, top, height }: RowProps) {
  const { control, selection, order, open, scale, today } = useTimeline()
  const { record, standing } = useStanding(id)
  const selected = useSelected(selection, id)
  const here = useAtCursor(control.cursor, line)
  const conflict = useConflict(record, standing?.span)
  const late = !!standing && isLate(standing, today)
  const odd = useLineOdds(record)
  const press = (e: MouseEvent) => {
    control.cursor.moveTo(line)
    pressRow(e, selection, id, order)
  }
  return (
    <div
      role="row"
      data-id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onMouseDown={press}
      onDoubleClick={() => open(id, 'page')}
      className={cx('group/row absolute left-0 flex', selected ? 'bg-bg-selected' : 'hover:bg-bg-hover/50')}
      style={{ top, height, width: `calc(var(--gutter) + ${scale.width}px)` }}
    >
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid has the keys */}
      <div
        role="rowheader"
        onClick={(e) => plain(e) && open(id, 'panel')}
        className={cx('sticky left-0 z-20 flex w-(--gutter) shrink-0 cursor-pointer items-center border-r border-b border-b-line/60 px-3', selected ? 'bg-bg-selected' : 'bg-bg group-hover/row:bg-bg-hover', here && 'rounded-sm group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus')}
        {...tip(record?.title)}
      >
        {record ? <RecordTitle record={record} /> : <Skeleton width="60%" />}
        {conflict && <Icon name="triangle-alert" size={14} label={conflict} className="ml-auto pl-1 text-red" />}
      </div>
      <div role="gridcell" id={control.cursor.idOf(line)} className={cx('relative grow border-b border-b-line/60', here && 'group-focus-visible/grid:bg-bg-hover')}>
        {record && <span className="sr-only">{[said(record.title, standing, conflict, today), saidOdds(odd, today)].filter(Boolean).join(', ')}</span>}
        {standing && (
          // Said above, in words.
          <div aria-hidden className="contents">
            {odd && <Odds odd={odd} />}
            <Bar standing={standing} late={late} conflict={conflict} />
            <Promises standing={standing} />
            <Elsewhere standing={standing} />
          </div>
        )}
      </div>
    </div>
  )
})

function isLate({ record, span }: Standing, today: string): boolean {
  const b = boundsOf(span)
  return !!b && b.last < today && (record.category === 'todo' || record.category === 'doing')
}

function said(title: string, standing: Standing | undefined, conflict: string | undefined, today: string): string {
  if (!standing) return `${title}, ${m.views_timeline_nowhere()}`
  const done = progressOf(standing.record)
  return [title, spanSaid(standing.span, today), standing.record.state, done !== undefined && m.views_timeline_done({ percent: Math.round(done * 100) }), conflict].filter(Boolean).join(', ')
}

/** Flags at the days that were promised beside the bar; red where the bar ends later. */
function Promises({ standing }: { standing: Standing }) {
  const { dates, scale, today } = useTimeline()
  if (standing.point) return null
  const last = boundsOf(standing.span)!.last
  return promisesOf(standing.record, dates).map(({ field, day }) => {
    const broken = last > day
    const text = m.views_timeline_promise({ label: field.label, day: dayText(numberOf(day), today) })
    return (
      <span key={field.name} className="absolute inset-y-0 z-10 grid w-5 place-items-center" style={{ left: scale.x(numberOf(day) + 1) - 4 }} {...tip(broken ? `${text} · ${m.views_timeline_broken()}` : text)}>
        <Icon name="flag" size={14} label={text} className={broken ? 'fill-red-soft text-red' : 'fill-green-soft text-green'} />
      </span>
    )
  })
}

/** Where the bar is when it is not in sight; a press goes there. */
function Elsewhere({ standing }: { standing: Standing }) {
  const { control, scale, today } = useTimeline()
  const b = boundsOf(standing.span)!
  const x = scale.x(numberOf(b.first))
  const side = useSide(control.viewport, x, x + lengthOf(standing.span) * scale.perDay)
  if (side === 'in') return null
  const left = side === 'left'
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => control.viewport.show(numberOf(left ? b.last : b.first), left ? 0.6 : 0.25)}
      className={cx('sticky z-10 mt-1 flex h-6 w-max items-center gap-1 rounded-sm px-1 text-12 text-text-faint hover:bg-bg-hover hover:text-text', left ? 'left-[calc(var(--gutter)+4px)]' : 'right-1 ml-auto')}
    >
      {left && <Icon name="arrow-left" size={12} />}
      {dayText(numberOf(left ? b.last : b.first), today)}
      {!left && <Icon name="arrow-right" size={12} />}
    </button>
  )
}
