/** Days of the calendar, without a time and a zone: reading, counting, the weeks of a month. */
import { Temporal } from 'temporal-polyfill'

export type Day = string

export const today = (): Day => Temporal.Now.plainDateISO().toString()
export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readIso(text) !== undefined

export const addDays = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString()
export const addMonths = (day: Day, months: number): Day => Temporal.PlainDate.from(day).add({ months }).toString()

/** Where weeks begin for this reader: 1 is Monday, 7 Sunday. */
export function firstWeekday(locale: string = navigator.language): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } }
  return (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1
}

export const weekStart = (day: Day, first: number): Day => addDays(day, -((Temporal.PlainDate.from(day).dayOfWeek - first + 7) % 7))

/** Six weeks that hold the month of the day, so that the grid never changes its height. */
export function monthGrid(day: Day, first: number): Day[][] {
  const start = weekStart(`${day.slice(0, 7)}-01`, first)
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, i) => addDays(start, week * 7 + i)))
}

// Making a formatter takes far longer than using it.
const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`
  let found = formatters.get(name)
  if (!found) formatters.set(name, (found = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })))
  return found
}

const utc = (day: Day) => new Date(`${day}T00:00:00Z`)

/** For a reader: "22 Nov 2026" in the manner of the locale; without the year where it is this one. */
export function showDay(day: Day, { now = today(), weekday = false, locale }: { now?: Day; weekday?: boolean; locale?: string } = {}): string {
  const year = day.slice(0, 4) === now.slice(0, 4) ? undefined : ('numeric' as const)
  return formatter(locale, { day: 'numeric', month: 'short', year, weekday: weekday ? 'short' : undefined }).format(utc(day))
}

export const showDayInFull = (day: Day, locale?: string): string => formatter(locale, { dateStyle: 'full' }).format(utc(day))

export const showMonth = (day: Day, locale?: string): string =>
  formatter(locale, { month: 'long', year: 'numeric' }).format(utc(day))

export function weekdayNames(first: number, style: 'narrow' | 'short' | 'long', locale?: string): string[] {
  const named = formatter(locale, { weekday: style })
  // 2024-01-01 was a Monday.
  return Array.from({ length: 7 }, (_, i) => named.format(utc(addDays('2024-01-01', first - 1 + i))))
}

function readIso(text: string): Day | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
  } catch {
    return undefined
  }
}

/**
 * Reads what people type: 2026-11-22, 22 nov, nov 22 2027, today, tomorrow,
 * friday, +3d, 2w, -1m. A day without a year is the next one of that name.
 */
export function readDay(typed: string, now: Day = today(), locale?: string): Day | undefined {
  const text = typed.trim().toLowerCase()
  if (text === '') return undefined
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return readIso(text.replaceAll(/-(\d)(?!\d)/g, '-0$1'))
  return readWord(text, now) ?? readStep(text, now) ?? readWeekday(text, now, locale) ?? readNamedMonth(text, now, locale)
}

function readWord(text: string, now: Day): Day | undefined {
  const steps: Record<string, number> = { today: 0, now: 0, tomorrow: 1, tom: 1, yesterday: -1 }
  const step = steps[text]
  return step === undefined ? undefined : addDays(now, step)
}

function readStep(text: string, now: Day): Day | undefined {
  const found = /^(?:in )?([+-]?\d{1,4})\s*(d|day|days|w|week|weeks|m|month|months|y|year|years)$/.exec(text)
  if (!found) return undefined
  const count = Number(found[1])
  const unit = ({ d: 'days', w: 'weeks', m: 'months', y: 'years' } as const)[found[2]![0] as 'd' | 'w' | 'm' | 'y']
  return Temporal.PlainDate.from(now).add({ [unit]: count }).toString()
}

function readWeekday(text: string, now: Day, locale?: string): Day | undefined {
  const word = text.replace(/^next /, '')
  if (word.length < 2) return undefined
  for (const names of [weekdayNames(1, 'long', 'en'), weekdayNames(1, 'long', locale)]) {
    const found = names.findIndex((n) => n.toLowerCase().startsWith(word))
    if (found < 0) continue
    const ahead = (found + 1 - Temporal.PlainDate.from(now).dayOfWeek + 7) % 7
    return addDays(now, ahead === 0 ? 7 : ahead)
  }
  return undefined
}

function readNamedMonth(text: string, now: Day, locale?: string): Day | undefined {
  const found = /^(\d{1,2})[.\s]+(\p{L}{3,})\.?(?:[,\s]+(\d{4}))?$/u.exec(text) ?? /^(\p{L}{3,})\.?\s+(\d{1,2})(?:[,\s]+(\d{4}))?$/u.exec(text)
  if (!found) return undefined
  const [, one, two, year] = found as unknown as [string, string, string, string | undefined]
  const [day, word] = /^\d/.test(one) ? [one, two] : [two, one]
  const month = monthOf(word, locale)
  if (!month) return undefined
  const inYear = (y: number) => readIso(`${y}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (year) return inYear(Number(year))
  const thisYear = Number(now.slice(0, 4))
  const here = inYear(thisYear)
  return here && here >= now ? here : inYear(thisYear + 1)
}

function monthOf(word: string, locale?: string): number | undefined {
  for (const language of ['en', locale]) {
    const named = formatter(language, { month: 'long' })
    for (let month = 1; month <= 12; month++)
      if (named.format(new Date(Date.UTC(2024, month - 1, 1))).toLowerCase().startsWith(word)) return month
  }
  return undefined
}
