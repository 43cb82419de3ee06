import { type KeyboardEvent, useState } from 'react'

import { m } from '@/locales/gen/messages.js'

import { IconButton } from './button'
import { cx } from './cx'
import { addDays, addMonths, type Day, firstWeekday, monthGrid, showDayInFull, showMonth, today, weekdayNames, weekStart } from './day'

interface CalendarProps {
  /** What is chosen; both for a range, of which the second may still be open. */
  from: Day | null
  to?: Day | null
  onPick: (day: Day) => void
  now?: Day
  min?: Day
  max?: Day
  /** Takes the focus as soon as it is there. */
  autoFocus?: boolean
}

/** A month as a grid. Arrows go by days and weeks, Page by months, Home and End within the week. */
export function Calendar({ from, to, onPick, now = today(), min, max, autoFocus }: CalendarProps) {
  const [cursor, setCursor] = useState<Day>(from ?? now)
  const [held, setHeld] = useState(Boolean(autoFocus))
  const first = firstWeekday()
  const [short, long] = [weekdayNames(first, 'narrow'), weekdayNames(first, 'long')]
  const out = (day: Day) => (min !== undefined && day < min) || (max !== undefined && day > max)
  const keys = (event: KeyboardEvent) => {
    const next = moved(event.key, cursor, first)
    if (!next) return
    event.preventDefault()
    setHeld(true)
    setCursor(next)
  }
  return (
    <div className="w-60 select-none">
      <div className="mb-1 flex items-center">
        <span aria-live="polite" className="grow px-1.5 text-13 font-semibold">
          {showMonth(cursor)}
        </span>
        <IconButton size="sm" icon="chevron-left" label={m.ui_date_previous_month()} onClick={() => setCursor(addMonths(cursor, -1))} />
        <IconButton size="sm" icon="chevron-right" label={m.ui_date_next_month()} onClick={() => setCursor(addMonths(cursor, 1))} />
      </div>
      <table role="grid" aria-label={showMonth(cursor)} className="w-full table-fixed border-collapse" onKeyDown={keys}>
        <thead>
          <tr>
            {short.map((name, i) => (
              <th key={i} scope="col" abbr={long[i]} className="h-6 text-12 font-normal text-text-faint">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthGrid(cursor, first).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <DayCell
                  key={day}
                  day={day}
                  chosen={day === from || day === to}
                  within={Boolean(from && to && day > from && day < to)}
                  here={day === now}
                  outside={day.slice(0, 7) !== cursor.slice(0, 7)}
                  disabled={out(day)}
                  cursor={day === cursor}
                  hold={held && day === cursor}
                  onPick={() => {
                    setCursor(day)
                    onPick(day)
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function moved(key: string, day: Day, first: number): Day | undefined {
  const byDays: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = byDays[key]
  if (step) return addDays(day, step)
  if (key === 'PageUp') return addMonths(day, -1)
  if (key === 'PageDown') return addMonths(day, 1)
  if (key === 'Home') return weekStart(day, first)
  if (key === 'End') return addDays(weekStart(day, first), 6)
  return undefined
}

interface DayCellProps {
  day: Day
  chosen: boolean
  within: boolean
  here: boolean
  outside: boolean
  disabled: boolean
  cursor: boolean
  /** The focus goes with the cursor. */
  hold: boolean
  onPick: () => void
}

function DayCell({ day, chosen, within, here, outside, disabled, cursor, hold, onPick }: DayCellProps) {
  return (
    <td aria-selected={chosen || within} className={cx('p-0', within && 'bg-accent-soft')}>
      <button
        type="button"
        ref={hold ? (el) => el?.focus() : undefined}
        tabIndex={cursor ? 0 : -1}
        aria-label={showDayInFull(day)}
        aria-current={here ? 'date' : undefined}
        disabled={disabled}
        onClick={onPick}
        className={cx(
          'mx-auto grid h-8 w-full place-items-center rounded text-13 tabular transition-colors disabled:text-text-disabled disabled:line-through',
          chosen ? 'bg-accent font-semibold text-on-accent' : 'hover:bg-bg-hover',
          !chosen && here && 'font-semibold text-accent-text',
          !chosen && !here && outside && 'text-text-faint',
        )}
      >
        <span className={cx(here && 'underline decoration-2 underline-offset-3')}>{Number(day.slice(8))}</span>
      </button>
    </td>
  )
}
