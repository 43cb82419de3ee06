import { type KeyboardEvent, useCallback, useMemo, useState, useSyncExternalStore } from 'react'

import type { Rec } from '@/data/types'
import { type Reach, sameMonth } from '@/lib/calendar'
import { dateOf, type Day } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { takeSteps } from '@/record/views/common/frame'
import type { ViewProps } from '@/record/views/view'
import { cx } from '@/ui/cx'

import { Cell } from './Cell'
import { useCalendar } from './context'
import { actOf, type Spot } from './keys'
import { Room } from './room'

interface GridProps {
  weeks: readonly (readonly Day[])[]
  at: Day
  reach: Reach
  week: { firstDay: number; weekend: readonly number[] }
  days: ReadonlyMap<Day, readonly Rec[]>
  busy: boolean
  go: (day: Day) => void
  create: ViewProps['create']
}

const long = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' })
const none: readonly string[] = []

export const spotKey = (s: Spot): string => (s.id === undefined ? s.day : `${s.day}_${s.id}`)

export function Grid({ weeks, at, reach, week, days, busy, go, create }: GridProps) {
  const { control, selection, open, field } = useCalendar()
  const [room] = useState(() => new Room())
  const rows = useSyncExternalStore(room.on, () => room.rows(weeks.length))
  const [spot, setSpot] = useState<Spot>({ day: at })
  // Turned over with the pointer, the day at hand is the one that was gone to.
  const here = weeks.some((w) => w.includes(spot.day)) ? spot : { day: at }
  control.cursor.moveTo(spotKey(here))
  const ids = useMemo(() => new Map([...days].map(([day, list]) => [day, list.map((r) => r.id)])), [days])
  const box = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      const offs = [control.cursor.attach(element), room.attach(element), takeSteps(selection, () => element.focus())]
      return () => offs.forEach((off) => off?.())
    },
    [control, room, selection],
  )
  const reachDay = (to: Spot) => {
    setSpot(to)
    if (to.id) selection.moveTo(to.id)
    if (!weeks.some((w) => w.includes(to.day)) || (reach === 'month' && !sameMonth(to.day, at))) go(to.day)
  }
  const keys = (e: KeyboardEvent) => {
    if (e.target !== e.currentTarget) return
    const act = actOf(e, here, ids.get(here.day) ?? none, { reach, firstDay: week.firstDay, moving: control.moving })
    if (!act) return
    e.preventDefault()
    e.stopPropagation()
    if (act.do !== 'move' && act.do !== 'leave') control.settle()
    if (act.do === 'go') reachDay(act.to)
    else if (act.do === 'open') open(act.id, act.how)
    else if (act.do === 'new') create?.({ [field.name]: act.day })
    else if (act.do === 'move') {
      if (control.step(act.id, here.day, act.to)) reachDay({ day: act.to, id: act.id })
    } else if (act.do === 'leave') {
      if (control.cancel() || here.id !== undefined) setSpot({ day: here.day })
      else selection.clear()
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid holds the focus for its days
    <div ref={box} role="grid" tabIndex={0} aria-label={m.views_calendar_name()} aria-busy={busy} onKeyDown={keys} onBlur={() => control.settle()} className="group/grid flex min-h-0 flex-1 flex-col overflow-auto outline-none select-none quiet-scroll">
      <div role="row" className="grid shrink-0 grid-cols-7 border-b">
        {weeks[0]!.map((day) => (
          <div key={day} role="columnheader" aria-label={long.format(dateOf(day))} className="px-2 py-1 text-12 font-medium text-text-faint max-sm:text-center">
            {short.format(dateOf(day))}
          </div>
        ))}
      </div>
      {weeks.map((days, i) => (
        <div key={i} role="row" className={cx('grid flex-1 grid-cols-7', i > 0 && 'border-t', reach === 'month' ? 'min-h-20' : 'min-h-0')}>
          {days.map((day) => (
            <Cell key={day} day={day} ids={ids.get(day) ?? none} at={here.day === day ? (here.id ?? '') : undefined} out={reach === 'month' && !sameMonth(day, at)} rows={reach === 'week' ? Infinity : rows} weekend={week.weekend} onPress={reachDay} create={create} />
          ))}
        </div>
      ))}
    </div>
  )
}
