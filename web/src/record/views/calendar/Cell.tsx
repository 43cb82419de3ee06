import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { memo, useCallback, useState } from 'react'

import { dateOf, type Day, weekdayOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import type { ViewProps } from '@/record/views/view'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'

import { Chip } from './Chip'
import { useCalendar } from './context'
import { useDragged } from './controller'
import type { Spot } from './keys'
import { drawn } from './model'
import { More } from './More'

interface CellProps {
  day: Day
  ids: readonly string[]
  /** The day has the keys: '' itself, or the record of it that has. */
  at: string | undefined
  /** Belongs to the month before or after. */
  out: boolean
  rows: number
  weekend: readonly number[]
  onPress: (to: Spot) => void
  create: ViewProps['create']
}

const said = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
const first = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })

export const Cell = memo(function Cell({ day, ids, at, out, rows, weekend, onPress, create }: CellProps) {
  const { control, field, today } = useCalendar()
  const [over, setOver] = useState(false)
  const drop = useCallback(
    (element: HTMLElement | null) =>
      element
        ? dropTargetForElements({
            element,
            canDrop: ({ source }) => typeof source.data.calendar === 'string' && source.data.day !== day,
            onDragEnter: () => setOver(true),
            onDragLeave: () => setOver(false),
            onDrop: ({ source }) => {
              setOver(false)
              control.drop(source.data.calendar as string, day)
            },
          })
        : undefined,
    [control, day],
  )
  const shown = drawn(ids, rows, at || undefined)
  const number = Number(day.slice(8))
  return (
    <div
      ref={drop}
      role="gridcell"
      id={control.cursor.idOf(day)}
      aria-current={day === today ? 'date' : undefined}
      onClick={() => onPress({ day })}
      onDoubleClick={() => create?.({ [field.name]: day })}
      className={cx(
        'group/cell relative flex min-w-0 flex-col border-l pb-0.5 first:border-l-0',
        weekend.includes(weekdayOf(day)) && 'bg-bg-sunken',
        over && 'bg-accent-soft!',
        at === '' && 'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
      )}
    >
      <div className="flex h-7 shrink-0 items-center justify-between pr-0.5 pl-1">
        <span className="sr-only">{m.views_calendar_day({ day: said.format(dateOf(day)), count: ids.length })}</span>
        <span aria-hidden className={cx('tabular grid h-5 min-w-5 place-items-center rounded-full px-1 text-12', day === today ? 'bg-accent font-semibold text-on-accent' : out ? 'text-text-faint' : 'text-text')}>{number === 1 ? first.format(dateOf(day)) : number}</span>
        {over ? <Hint /> : create && <IconButton icon="plus" size="sm" tabIndex={-1} label={m.views_calendar_new()} kbd="N" className="opacity-0 group-hover/cell:opacity-100 max-sm:hidden" onClick={() => create({ [field.name]: day })} />}
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-1 quiet-scroll max-sm:px-0.5">
        {shown.ids.map((id) => (
          <Chip key={id} id={id} day={day} here={at === id} onPress={onPress} />
        ))}
        {shown.more > 0 && <More day={day} ids={ids} count={shown.more} label={said.format(dateOf(day))} />}
      </div>
    </div>
  )
}, sameCell)

/** The ids of a day come in a new list whenever any record changes. */
function sameCell(a: CellProps, b: CellProps): boolean {
  return (Object.keys(b) as (keyof CellProps)[]).every((k) => a[k] === b[k] || (k === 'ids' && a.ids.length === b.ids.length && a.ids.every((id, i) => id === b.ids[i])))
}

/** Over a day that would take it: who decides. */
function Hint() {
  const hint = useDragged(useCalendar().control)?.hint
  return hint ? <span className="truncate text-12 text-violet-text">{hint}</span> : null
}
