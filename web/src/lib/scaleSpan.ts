/**
 * Stretches of days as a bar shows them, and what pulling at them makes of them.
 * Both ends belong to the stretch: from the 3rd to the 3rd is one day.
 */
import { addDays, type Day, daysBetween } from './scale'

export interface Span {
  start: Day | null
  end: Day | null
}

/** Where one takes hold of a bar. */
export type Grip = 'move' | 'start' | 'end'

/** Whole days for a way in pixels. */
export const snap = (pixels: number, perDay: number): number => Math.round(pixels / perDay) || 0

/** The span after a pull by so many days. An end that is pulled never passes the other. */
export function pulled(span: Span, grip: Grip, days: number): Span {
  const { start, end } = span
  const first = start ?? end
  const last = end ?? start
  if (!first || !last) return span
  if (grip === 'move') return { start: start && addDays(start, days), end: end && addDays(end, days) }
  if (grip === 'start') return { start: earlier(addDays(first, days), last), end: last }
  return { start: first, end: later(addDays(last, days), first) }
}

/** A span of a length from a day on. */
export const spanFrom = (day: Day, length: number): Span => ({ start: day, end: addDays(day, Math.max(1, length) - 1) })

/** First and last day, for a span of which one may be missing or which is the wrong way round. */
export function boundsOf(span: Span): { first: Day; last: Day } | undefined {
  const a = span.start ?? span.end
  const b = span.end ?? span.start
  return a && b ? { first: earlier(a, b), last: later(a, b) } : undefined
}

/** How many days it holds, both ends counted; 0 when it stands nowhere. */
export function lengthOf(span: Span): number {
  const b = boundsOf(span)
  return b ? daysBetween(b.first, b.last) + 1 : 0
}

export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

/**
 * By how many days what is blocked begins before what blocks it ends; 0 where
 * the order holds or one of them stands nowhere.
 */
export function conflictOf(blocker: Span, blocked: Span): number {
  const a = boundsOf(blocker)
  const b = boundsOf(blocked)
  return a && b ? Math.max(0, daysBetween(b.first, a.last)) : 0
}

// Days compare as text because they are written largest unit first.
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)
const later = (a: Day, b: Day): Day => (a > b ? a : b)

/**
 * The line from the end of one bar to the start of another: out to the right,
 * along, and in from the left; around, between the rows, when the second begins
 * too early for that.
 */
export function linePath(x1: number, y1: number, x2: number, y2: number, rowHeight: number, stub = 10): string {
  if (y1 === y2) return `M${x1},${y1} H${x2}`
  const down = y2 > y1 ? 1 : -1
  const r = Math.min(5, Math.abs(y2 - y1) / 4)
  const corner = (dx: number, dy: number, first: 'h' | 'v') => (first === 'h' ? `q${dx},0 ${dx},${dy}` : `q0,${dy} ${dx},${dy}`)
  if (x2 - x1 >= 2 * stub) {
    const x = x2 - stub
    return `M${x1},${y1} H${x - r} ${corner(r, down * r, 'h')} V${y2 - down * r} ${corner(r, down * r, 'v')} H${x2}`
  }
  const right = x1 + stub
  const left = x2 - stub
  const between = y2 - (down * rowHeight) / 2
  return [
    `M${x1},${y1} H${right - r} ${corner(r, down * r, 'h')} V${between - down * r} ${corner(-r, down * r, 'v')}`,
    `H${left + r} ${corner(-r, down * r, 'h')} V${y2 - down * r} ${corner(r, down * r, 'v')} H${x2}`,
  ].join(' ')
}
