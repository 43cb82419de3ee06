/**
 * Days and the axis they stand on. A day is text, 2026-11-22, and is counted in
 * whole days since 1970: no clock and no zone takes part, so that nothing slips
 * by a day where summer time begins or the zone is far from Greenwich.
 */
import { scaleUtc } from 'd3-scale'
import { type CountableTimeInterval, utcDay, utcFriday, utcMonday, utcMonth, utcSaturday, utcSunday, utcThursday, utcTuesday, utcWednesday, utcYear } from 'd3-time'

export type Day = string

const DAY = 86_400_000

/** Whether a text is a day of the calendar. */
export function isDay(text: unknown): text is Day {
  return typeof text === 'string' && /^\d{4}-\d\d-\d\d$/.test(text) && dayOf(numberOf(text)) === text
}

/** Days since 1970-01-01. */
export function numberOf(day: Day): number {
  return Date.UTC(+day.slice(0, 4), +day.slice(5, 7) - 1, +day.slice(8, 10)) / DAY
}

export function dayOf(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

export const addDays = (day: Day, days: number): Day => dayOf(numberOf(day) + days)

/** How many days lie from a to b; negative when b is earlier. */
export const daysBetween = (a: Day, b: Day): number => numberOf(b) - numberOf(a)

/** The same day of another month, or its last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const at = +day.slice(0, 4) * 12 + +day.slice(5, 7) - 1 + months
  const first = Date.UTC(Math.floor(at / 12), at - Math.floor(at / 12) * 12, 1) / DAY
  return dayOf(first + Math.min(+day.slice(8, 10), monthLength(first)) - 1)
}

/** Days in the month that begins at a day. */
function monthLength(first: number): number {
  const d = new Date(first * DAY)
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1) / DAY - first
}

/** 1 Monday … 7 Sunday, as ISO 8601 counts. */
export const weekdayOf = (day: Day | number): number => ((((typeof day === 'number' ? day : numberOf(day)) + 3) % 7) + 7) % 7 + 1

/** Midnight at Greenwich, for formatting with `timeZone: 'UTC'` only. */
export const dateOf = (day: Day | number): Date => new Date((typeof day === 'number' ? day : numberOf(day)) * DAY)

const calendars = new Map<string | undefined, { format: Intl.DateTimeFormat; minute: number; day: Day }>()

/** What day it is in a zone. Every card of a board asks, so it is worked out once a minute. */
export function todayIn(zone?: string, now = new Date()): Day {
  const minute = Math.floor(now.getTime() / 60_000)
  let c = calendars.get(zone)
  if (c?.minute === minute) return c.day
  c ??= { format: new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory', numberingSystem: 'latn' }), minute, day: '' }
  const parts = c.format.formatToParts(now)
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  calendars.set(zone, Object.assign(c, { minute, day: `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}` }))
  return c.day
}

/** Pixels for a day at the zooms that have a name. */
export const ZOOMS = { weeks: 28, months: 8, quarters: 3, years: 1 } as const
export type Zoom = keyof typeof ZOOMS

/** The steps between which + and − and the wheel move. */
const STEPS = [0.35, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 12, 18, 28, 40, 56]

/** Pixels for a day, from what stands in the address. */
export function perDayOf(zoom: string | undefined): number {
  if (zoom && zoom in ZOOMS) return ZOOMS[zoom as Zoom]
  const n = Number(zoom)
  return zoom && n > 0 ? Math.min(Math.max(n, STEPS[0]!), STEPS.at(-1)!) : ZOOMS.months
}

/** What stands in the address for so many pixels for a day. */
export function zoomOf(perDay: number): string {
  return Object.entries(ZOOMS).find(([, n]) => n === perDay)?.[0] ?? String(perDay)
}

/** The next step in or out. */
export function zoomed(perDay: number, by: 1 | -1): number {
  return by > 0 ? (STEPS.find((s) => s > perDay) ?? STEPS.at(-1)!) : (STEPS.findLast((s) => s < perDay) ?? STEPS[0]!)
}

/** The axis: days from `from` up to, but not including, `to`. */
export interface Scale {
  from: number
  to: number
  perDay: number
  width: number
  /** Where a day begins, in pixels. */
  x: (day: number) => number
  /** The day at a place. */
  at: (x: number) => number
}

export function scaleOf(from: number, to: number, perDay: number): Scale {
  const width = (to - from) * perDay
  const scale = scaleUtc().domain([dateOf(from), dateOf(to)]).range([0, width])
  return { from, to, perDay, width, x: (day) => scale(dateOf(day)), at: (x) => Math.floor(scale.invert(x).getTime() / DAY + 1e-6) }
}

/** The days an axis must hold, whole years, with room for `pad` days on either side. */
export function rangeOf(days: readonly (Day | undefined)[], pad: number): { from: number; to: number } {
  const at = days.filter(isDay).map(numberOf)
  const from = utcMonth.floor(dateOf(Math.min(...at) - pad))
  const to = utcMonth.ceil(dateOf(Math.max(...at) + 1 + pad))
  return { from: from.getTime() / DAY, to: to.getTime() / DAY }
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year'

export interface Tick {
  unit: Unit
  /** The day it begins. */
  day: number
  x: number
  width: number
}

const WEEKS: Record<number, CountableTimeInterval> = { 1: utcMonday, 2: utcTuesday, 3: utcWednesday, 4: utcThursday, 5: utcFriday, 6: utcSaturday, 7: utcSunday }

/** What the two rows of the axis count at a zoom. */
export function unitsAt(perDay: number): { major: Unit; minor: Unit } {
  if (perDay >= 17) return { major: 'month', minor: 'day' }
  if (perDay >= 5) return { major: 'month', minor: 'week' }
  if (perDay >= 1.3) return { major: 'year', minor: 'month' }
  return { major: 'year', minor: 'quarter' }
}

/** The marks of a unit that can be seen between two places of the axis. */
export function ticksOf(scale: Scale, unit: Unit, left: number, right: number, firstDay = 1): Tick[] {
  const interval = { day: utcDay, week: WEEKS[firstDay] ?? utcMonday, month: utcMonth, quarter: utcMonth.every(3)!, year: utcYear }[unit]
  const first = interval.floor(dateOf(Math.max(scale.from, scale.at(left))))
  const stop = Math.min(scale.to, scale.at(right) + 1)
  const starts = interval.range(first, dateOf(stop)).map((d) => d.getTime() / DAY)
  return starts.map((day) => {
    const next = interval.offset(dateOf(day), 1).getTime() / DAY
    return { unit, day, x: scale.x(day), width: (next - day) * scale.perDay }
  })
}
