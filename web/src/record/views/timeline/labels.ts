/** Days, lengths and the marks of the axis in words. */
import { dateOf, dayOf, type Tick } from '@/lib/scale'
import { boundsOf, lengthOf, type Span } from '@/lib/scaleSpan'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let f = formats.get(name)
  if (!f) formats.set(name, (f = new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' })))
  return f
}

/** What stands at a mark of the axis; months in the upper row are told with their year. */
export function tickText(tick: Tick, major: boolean): string {
  const date = dateOf(tick.day)
  switch (tick.unit) {
    case 'day':
    case 'week':
      return format('day', { day: 'numeric' }).format(date)
    case 'month':
      return major ? format('month', { month: 'long', year: 'numeric' }).format(date) : format('short', { month: tick.width < 40 ? 'narrow' : 'short' }).format(date)
    case 'quarter':
      return m.views_timeline_quarter({ number: Math.floor(date.getUTCMonth() / 3) + 1 })
    default:
      return format('year', { year: 'numeric' }).format(date)
  }
}

/** "3 Mar – 14 Mar · 12 days", or the one day. */
export function spanText(span: Span, today: string): string {
  const b = boundsOf(span)
  if (!b) return ''
  if (b.first === b.last) return sayDay(b.first, today)
  return m.views_timeline_span({ from: sayDay(b.first, today), to: sayDay(b.last, today), length: m.views_timeline_length({ count: lengthOf(span) }) })
}

/** The same to be read aloud. */
export function spanSaid(span: Span, today: string): string {
  const b = boundsOf(span)
  if (!b) return m.views_timeline_nowhere()
  if (b.first === b.last) return m.views_timeline_said_day({ day: sayDay(b.first, today) })
  return m.views_timeline_said({ from: sayDay(b.first, today), to: sayDay(b.last, today), length: m.views_timeline_length({ count: lengthOf(span) }) })
}

export const dayText = (day: number, today: string): string => sayDay(dayOf(day), today)
