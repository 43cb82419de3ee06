/**
 * The timeline: records as bars over days. Here is what of a record stands on
 * the axis: a stretch between two of its day fields, or a point at another.
 */
import { KINDS, type KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { type Day, isDay } from '@/lib/scale'
import { boundsOf, type Grip, pulled, type Span, spanFrom } from '@/lib/scaleSpan'
import { join, sortOf } from '@/lib/query-edit'
import { type Field, patchOf, valueOf } from '@/record/fields/field'

export interface Dates {
  start?: Field
  end?: Field
  /** Days that stand for a record without a stretch, what happened before what is meant to. */
  points: readonly Field[]
}

/** How a record stands: between start and end, or at the day of one field. */
export interface Stand {
  span: Span
  point?: Field
}

/** How long something is that was only put somewhere. */
export const USUAL_LENGTH = 14

const usualStarts = ['startOn']
const usualEnds = ['endOn']
const usualPoints = ['releasedOn', 'promisedOn', 'dueOn']
const promises = ['promisedOn', 'dueOn']

export const dayFields = (fields: readonly Field[]): Field[] => fields.filter((f) => f.type === 'day')

/** The fields that make the bars, as the address says or as they are usually called. */
export function datesOf(fields: readonly Field[], options: Readonly<Record<string, string | undefined>>): Dates {
  const days = dayFields(fields)
  const named = (chosen: string | undefined, usual: readonly string[]) =>
    days.find((f) => f.name === chosen) ?? usual.map((u) => days.find((f) => f.name === u)).find((f) => f !== undefined)
  const start = named(options.start, usualStarts)
  const end = named(options.end, usualEnds)
  const rest = days.filter((f) => f !== start && f !== end)
  const rank = (f: Field) => (usualPoints.includes(f.name) ? usualPoints.indexOf(f.name) : usualPoints.length)
  return { start, end, points: rest.sort((a, b) => rank(a) - rank(b)) }
}

export const all = (dates: Dates): Field[] => [dates.start, dates.end, ...dates.points].filter((f) => f !== undefined)

/** Whether records of a kind have a field at all. */
export const hasField = (kind: KindName, field: Field): boolean => !!field.custom || field.name in (KINDS[kind]?.fields ?? {})

const dayIn = (record: Rec, field: Field | undefined): Day | null => {
  const value = field && valueOf(record, field)
  return isDay(value) ? value : null
}

/** Where a record stands; undefined for one that has no date. */
export function standOf(record: Rec, dates: Dates): Stand | undefined {
  const span = { start: dayIn(record, dates.start), end: dayIn(record, dates.end) }
  if (span.start || span.end) return { span }
  for (const point of dates.points) {
    const day = dayIn(record, point)
    if (day) return { span: { start: null, end: day }, point }
  }
  return undefined
}

/** Days that were promised beside a record's stretch. */
export function promisesOf(record: Rec, dates: Dates): { field: Field; day: Day }[] {
  return dates.points.flatMap((field) => {
    const day = promises.includes(field.name) ? dayIn(record, field) : null
    return day ? [{ field, day }] : []
  })
}

export const isPromise = (field: Field | undefined): boolean => !!field && promises.includes(field.name)

/** Whether a kind can have a stretch, and not points alone. */
export const stretches = (record: Rec, dates: Dates): boolean =>
  !!dates.start?.editable && !!dates.end?.editable && hasField(record.kind, dates.start) && hasField(record.kind, dates.end)

/** The fields that a pull at a bar changes; none where it cannot be pulled so. */
export function pulledFields(record: Rec, dates: Dates, stand: Stand, grip: Grip): Field[] {
  if (grip !== 'move' && !stretches(record, dates)) return []
  if (stand.point) return grip === 'move' ? (stand.point.editable ? [stand.point] : []) : [dates.start!, dates.end!]
  const moved = [stand.span.start && dates.start, stand.span.end && dates.end].filter((f) => !!f)
  const fields = grip === 'move' ? moved : [dates.start!, dates.end!]
  return fields.every((f) => f.editable) ? fields : []
}

export const after = (stand: Stand, grip: Grip, days: number): Span => pulled(stand.span, grip, days)

/** What is to be changed so that a record stands elsewhere; undefined where nothing is. */
export function patchFor(dates: Dates, before: Stand, span: Span): Record<string, unknown> | undefined {
  const stretched = !before.point || (span.start !== null && span.end !== null)
  const patch = stretched
    ? joined([
        span.start !== before.span.start && dates.start && patchOf(dates.start, span.start),
        (span.end !== before.span.end || before.point) && dates.end && patchOf(dates.end, span.end),
      ])
    : joined([span.end !== before.span.end && patchOf(before.point!, span.end)])
  return Object.keys(patch).length > 0 ? patch : undefined
}

/** Where a record without dates goes when it is put on a day. */
export function placement(record: Rec, dates: Dates, day: Day, length = USUAL_LENGTH): { span: Span; patch: Record<string, unknown>; field: Field } | undefined {
  if (stretches(record, dates)) {
    const span = spanFrom(day, length)
    return { span, patch: joined([patchOf(dates.start!, span.start), patchOf(dates.end!, span.end)]), field: dates.start! }
  }
  const field = dates.points.find((f) => f.editable && hasField(record.kind, f))
  return field && { span: { start: null, end: day }, patch: patchOf(field, day), field }
}

/** What takes a record off the axis; undefined where something of it cannot be taken. */
export function removal(record: Rec, dates: Dates): Record<string, unknown> | undefined {
  const held = all(dates).filter((f) => dayIn(record, f) !== null)
  return held.length > 0 && held.every((f) => f.editable) ? joined(held.map((f) => patchOf(f, null))) : undefined
}

/** One patch of several, custom fields together. */
function joined(patches: readonly (Record<string, unknown> | false | null | undefined)[]): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const p of patches) {
    if (!p) continue
    const custom = { ...(out.custom as object | undefined), ...(p.custom as object | undefined) }
    Object.assign(out, p, Object.keys(custom).length > 0 ? { custom } : {})
  }
  return out
}

/** The query of what stands on the axis, and of what does not. */
export function queriesOf(q: string, dates: Dates): { placed: string; unplaced: string } | undefined {
  const names = all(dates).flatMap((f) => f.query ?? [])
  if (names.length === 0) return undefined
  return {
    placed: join(q, names.map((n) => `has:${n}`).join(' or '), names[0]!).q,
    unplaced: join(q, names.map((n) => `no:${n}`).join(' ')).q,
  }
}

/** Questions for the first and the last that stand on the axis. */
export function edgeQueries(q: string, dates: Dates): string[] {
  const names = all(dates).slice(0, 4).flatMap((f) => f.query ?? [])
  return names.flatMap((n) => [join(q, `has:${n} sort:${n}`).q, join(q, `has:${n} sort:-${n}`).q])
}

/** Whether a list stands in the order in which its records begin. */
export function byDays(q: string, dates: Dates): boolean {
  const [first] = sortOf(q)
  return first === undefined || (!first.desc && first.field === all(dates)[0]?.query)
}

/** The question for the first that is not over. */
export function currentQuery(placed: string, dates: Dates, today: Day): string | undefined {
  const name = (dates.end ?? dates.start ?? dates.points[0])?.query
  return name && join(placed, `${name}>=${today}`).q
}

/** Every day at which any of some records stands. */
export function daysOf(records: readonly (Rec | undefined)[], dates: Dates): Day[] {
  return records.flatMap((r) => {
    const b = r && standOf(r, dates)
    const bounds = b && boundsOf(b.span)
    return bounds ? [bounds.first, bounds.last] : []
  })
}
