/**
 * Sums over the items of a sprint or a release: what of them is done, how many
 * days there are, and how it came to that day by day. Plain numbers from plain
 * records; nothing here asks or shows.
 */
import { Temporal } from 'temporal-polyfill'

/** What of an item counts. */
export interface Sized {
  id: string
  estimate: number | null
  category: string
  /** Since when it awaits, or has had, its verdict. */
  doneAt: string | null
}

export interface Sum {
  items: number
  points: number
}

export interface Progress {
  all: Sum
  todo: Sum
  doing: Sum
  /** Done, and awaiting a verdict. */
  done: Sum
  accepted: Sum
  /** Items without an estimate: the points say nothing of them. */
  unsized: number
  /** 0 to 1: by points, or by number where nothing is estimated. */
  share: number
}

type Part = 'todo' | 'doing' | 'done' | 'accepted'

/** Where an item counts; undefined where it was dropped, so counts nowhere. */
export function partOf(item: Pick<Sized, 'category' | 'doneAt'>): Part | undefined {
  if (item.category === 'closed') return item.doneAt ? 'accepted' : undefined
  return item.category === 'done' ? 'done' : item.category === 'doing' ? 'doing' : 'todo'
}

/** What of some items is done, in items and in points. */
export function progressOf(items: readonly Sized[]): Progress {
  const p: Progress = { all: zero(), todo: zero(), doing: zero(), done: zero(), accepted: zero(), unsized: 0, share: 0 }
  for (const i of items) {
    const part = partOf(i)
    if (!part) continue
    for (const sum of [p.all, p[part]]) {
      sum.items++
      sum.points += i.estimate ?? 0
    }
    if (i.estimate === null || i.estimate === undefined) p.unsized++
  }
  const unit = p.all.points > 0 ? 'points' : 'items'
  if (p.all[unit] > 0) p.share = (p.done[unit] + p.accepted[unit]) / p.all[unit]
  return p
}

const zero = (): Sum => ({ items: 0, points: 0 })

/** Mondays to Fridays from one day to another, both counted; 0 when the second is before the first. */
export function workdays(from: string, to: string): number {
  const a = Temporal.PlainDate.from(from)
  const days = a.until(Temporal.PlainDate.from(to)).days + 1
  if (days <= 0) return 0
  const weeks = Math.floor(days / 7)
  let n = weeks * 5
  for (let i = weeks * 7; i < days; i++) if (a.add({ days: i }).dayOfWeek <= 5) n++
  return n
}

export interface Span {
  /** Working days from today to the end, today counted. */
  left: number
  /** Working days of the whole. */
  whole: number
  /** 0 to 1: how much of the time is over. */
  gone: number
  /** Days since it should have ended, 0 while it runs. */
  over: number
  /** It has not begun. */
  ahead: boolean
}

/** How a stretch of days stands today; undefined while a day is missing. */
export function spanOf(startOn: string | null | undefined, endOn: string | null | undefined, today: string): Span | undefined {
  if (!startOn || !endOn) return undefined
  const whole = workdays(startOn, endOn)
  const ahead = today < startOn
  const left = workdays(ahead ? startOn : today, endOn)
  const over = today > endOn ? Temporal.PlainDate.from(endOn).until(Temporal.PlainDate.from(today)).days : 0
  return { left, whole, gone: whole > 0 ? Math.min(1, (whole - left) / whole) : 1, over, ahead }
}

/** A row of the ledger, as far as a burndown reads it. */
export interface Row {
  at: string
  entity: string
  act: string
  diff: Readonly<Record<string, readonly [unknown, unknown]>>
}

/** An item as it is now, with the sprint it stands in. */
export interface Placed extends Sized {
  sprint: string | null
  archivedAt?: string | null
}

export interface Day {
  day: string
  /** Points not done at the end of the day; null in days to come. */
  left: number | null
  /** Points in the sprint at the end of the day; null in days to come. */
  scope: number | null
  /** What would be left if the work went evenly. */
  even: number
}

export interface Stretch {
  sprint: string
  startOn: string
  endOn: string
  zone: string
  /** The last moment that the items and rows speak of: now, or when it was closed. */
  until: string
}

/**
 * Goes back from the items as they are, through the ledger's rows since the
 * sprint began, and gives what was left on each day. Items that left the sprint
 * meanwhile must be among the items, or they are missing in the days before.
 */
export function burndown(items: readonly Placed[], rows: readonly Row[], s: Stretch): Day[] {
  const was = new Map<string, Record<string, unknown>>(items.map((i) => [i.id, { ...i }]))
  const back = [...rows].sort((a, b) => (a.at < b.at ? 1 : -1))
  let next = 0
  const out: Day[] = []
  const days = daysOf(s.startOn, s.endOn)
  for (let i = days.length - 1; i >= 0; i--) {
    const day = days[i]!
    const end = endOf(day, s.zone)
    for (; next < back.length && Date.parse(back[next]!.at) >= end; next++) undo(was, back[next]!)
    const reached = startOf(day, s.zone) <= Date.parse(s.until)
    out.push({ day, even: 0, ...(reached ? measure(was, s.sprint) : { left: null, scope: null }) })
  }
  out.reverse()
  return out.map((d) => ({ ...d, even: evenly(d.day, out[0]?.scope ?? 0, s) }))
}

/** Takes one row back. */
function undo(was: Map<string, Record<string, unknown>>, row: Row): void {
  if (row.act === 'create') {
    was.delete(row.entity)
    return
  }
  const item = was.get(row.entity)
  if (!item) return
  for (const name of ['sprint', 'estimate', 'doneAt', 'category', 'archivedAt']) {
    const change = row.diff[name]
    if (change) item[name] = change[0] ?? null
  }
}

function measure(was: Map<string, Record<string, unknown>>, sprint: string): { left: number; scope: number } {
  let left = 0
  let scope = 0
  for (const i of was.values()) {
    if (i.sprint !== sprint || i.archivedAt || (i.category === 'closed' && !i.doneAt)) continue
    const points = typeof i.estimate === 'number' ? i.estimate : 0
    scope += points
    if (!i.doneAt) left += points
  }
  return { left, scope }
}

/** The even line falls on working days only, from the first day's scope to nothing. */
function evenly(day: string, scope: number, s: Stretch): number {
  const whole = workdays(s.startOn, s.endOn)
  return whole === 0 ? 0 : scope * (1 - workdays(s.startOn, day) / whole)
}

function daysOf(from: string, to: string): string[] {
  const out: string[] = []
  // A sprint of more than a year is a mistake in its dates, not a chart.
  for (let d = Temporal.PlainDate.from(from); out.length < 400 && d.toString() <= to; d = d.add({ days: 1 })) out.push(d.toString())
  return out
}

const startOf = (day: string, zone: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds
const endOf = (day: string, zone: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds
