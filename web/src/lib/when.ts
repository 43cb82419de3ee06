/**
 * Days and moments as people say them: "22 Nov", "22 Nov 2025", "3 days ago".
 * Days are plain (2026-11-22) and know no zone; moments are in a zone.
 */
import { Temporal } from 'temporal-polyfill'

import { daysBetween } from './scale'

const made = new Map<string, Intl.DateTimeFormat | Intl.RelativeTimeFormat>()

function once<T extends Intl.DateTimeFormat | Intl.RelativeTimeFormat>(key: string, make: () => T): T {
  let f = made.get(key) as T | undefined
  if (!f) made.set(key, (f = make()))
  return f
}

/** A day in few letters; its year only where it is not this one. */
export function sayDay(day: string | null | undefined, today: string, locale?: string): string {
  if (!day) return ''
  const year = day.slice(0, 4) !== today.slice(0, 4)
  const f = once(`d${locale}${year}`, () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: year ? 'numeric' : undefined, timeZone: 'UTC' }))
  return f.format(Date.parse(`${day}T12:00:00Z`))
}

/** The day of a moment in a zone. */
export function dayIn(at: string, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The moment at which a day begins in a zone. */
export function momentOf(day: string, zone: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant().toString()
}

/** How long ago a day is, or how far ahead: "3 days ago", "in 2 weeks", "today". */
export function sayDistance(day: string, today: string, locale?: string): string {
  const days = daysBetween(today, day)
  const f = once(`r${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }))
  const far = Math.abs(days)
  if (far < 14) return f.format(days, 'day')
  if (far < 60) return f.format(Math.round(days / 7), 'week')
  if (far < 700) return f.format(Math.round(days / 30.4), 'month')
  return f.format(Math.round(days / 365.25), 'year')
}

/** How long ago a moment is, in one short word: "now", "5m", "3h", "2d", "6w", "7y". */
export function sayAge(at: string, now: number = Date.now(), locale?: string): string {
  const seconds = Math.max(0, (now - Date.parse(at)) / 1000)
  const steps: [number, Intl.RelativeTimeFormatUnit][] = [
    [31_557_600 * 2, 'year'],
    [604_800 * 8, 'month'],
    [86_400 * 14, 'week'],
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ]
  const lengths: Record<string, number> = { year: 31_557_600, month: 2_629_800, week: 604_800, day: 86_400, hour: 3600, minute: 60 }
  const step = steps.find(([from]) => seconds >= from)
  const f = once(`a${locale}`, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' }))
  return step ? f.format(-Math.floor(seconds / lengths[step[1]]!), step[1]) : f.format(0, 'second')
}
