/**
 * The grid of a month or a week: rows of seven days, beginning with the weekday
 * that people of a region begin with.
 */
import { addDays, addMonths, type Day, numberOf, weekdayOf } from './scale'

export type Reach = 'month' | 'week'

/** The first day of the week that a day is in; firstDay 1 Monday … 7 Sunday. */
export const weekStart = (day: Day, firstDay: number): Day => addDays(day, -((weekdayOf(day) - firstDay + 7) % 7))

export const monthStart = (day: Day): Day => `${day.slice(0, 8)}01`
export const monthEnd = (day: Day): Day => addDays(addMonths(monthStart(day), 1), -1)
export const sameMonth = (a: Day, b: Day): boolean => a.slice(0, 7) === b.slice(0, 7)

/** The weeks that a month or a week touches, whole ones, four to six or one. */
export function gridOf(day: Day, reach: Reach, firstDay: number): Day[][] {
  const first = weekStart(reach === 'week' ? day : monthStart(day), firstDay)
  const last = reach === 'week' ? first : weekStart(monthEnd(day), firstDay)
  const weeks: Day[][] = []
  for (let at = first; at <= last; at = addDays(at, 7)) weeks.push(Array.from({ length: 7 }, (_, i) => addDays(at, i)))
  return weeks
}

/** A month or a week on or back. */
export const turned = (day: Day, reach: Reach, by: number): Day => (reach === 'week' ? addDays(day, 7 * by) : addMonths(monthStart(day), by))

/** Where a key leads in the grid; undefined for keys that lead nowhere. */
export function stepped(day: Day, key: string, shift: boolean, reach: Reach, firstDay: number): Day | undefined {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1)
    case 'ArrowRight':
      return addDays(day, 1)
    case 'ArrowUp':
      return addDays(day, -7)
    case 'ArrowDown':
      return addDays(day, 7)
    case 'Home':
      return weekStart(day, firstDay)
    case 'End':
      return addDays(weekStart(day, firstDay), 6)
    case 'PageUp':
      return reach === 'week' ? addDays(day, -7) : addMonths(day, shift ? -12 : -1)
    case 'PageDown':
      return reach === 'week' ? addDays(day, 7) : addMonths(day, shift ? 12 : 1)
    default:
      return undefined
  }
}

/** The number of the week in its year, as ISO 8601 counts: the week that has the Thursday. */
export function weekOf(day: Day): number {
  const thursday = addDays(weekStart(day, 1), 3)
  return Math.floor((numberOf(thursday) - numberOf(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1
}

interface WeekInfo {
  firstDay: number
  weekend: number[]
}

/** Where the week begins and which days are free, by region; ISO 8601 where the browser does not say. */
export function weekInfoOf(locale: string): WeekInfo {
  const l = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => WeekInfo; weekInfo?: WeekInfo }
  const info = l.getWeekInfo?.() ?? l.weekInfo
  return { firstDay: info?.firstDay ?? 1, weekend: info?.weekend ?? [6, 7] }
}

/** Puts what has a day under its day, in the order given. */
export function byDay<T>(items: readonly T[], dayOf: (item: T) => Day | undefined): Map<Day, T[]> {
  const out = new Map<Day, T[]>()
  for (const item of items) {
    const day = dayOf(item)
    if (!day) continue
    const list = out.get(day)
    if (list) list.push(item)
    else out.set(day, [item])
  }
  return out
}

/** How many fit of so many where `room` rows are free: all, or one fewer, for the row that says how many more. */
export const shownOf = (count: number, room: number): number => (count <= room ? count : Math.max(0, room - 1))
