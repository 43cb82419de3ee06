/** The calendar: records of any kind under the day of one of their fields. */
import type { Rec } from '@/data/types'
import { type Day, isDay } from '@/lib/scale'
import { join } from '@/lib/query-edit'
import { dayIn } from '@/lib/when'
import { type Field, valueOf } from '@/record/fields/field'

const usual = ['dueOn', 'endOn', 'startOn', 'releasedOn']

/** Fields under whose day a record can stand; moments stand under theirs and cannot be moved. */
export const datedFields = (fields: readonly Field[]): Field[] => fields.filter((f) => f.query && (f.type === 'day' || f.type === 'instant'))

export function fieldOf(fields: readonly Field[], chosen: string | undefined): Field | undefined {
  const dated = datedFields(fields)
  return dated.find((f) => f.name === chosen) ?? usual.map((u) => dated.find((f) => f.name === u)).find((f) => f) ?? dated.find((f) => f.type === 'day') ?? dated[0]
}

/** The day under which a record stands. */
export function dayOfRecord(record: Rec, field: Field, zone: string): Day | undefined {
  const value = valueOf(record, field)
  if (typeof value !== 'string' || value === '') return undefined
  const day = field.type === 'instant' ? dayIn(value, zone) : value
  return isDay(day) ? day : undefined
}

/** The question for what stands between two days, both included. */
export function betweenQuery(q: string, field: Field, first: Day, last: Day): string {
  return join(q, `${field.query}>=${first} ${field.query}<=${last}`, field.query).q
}

/** Which of a day's records are drawn in so many rows: the first ones, or those around the one at hand. */
export function drawn(ids: readonly string[], room: number, at: string | undefined): { ids: readonly string[]; more: number } {
  if (ids.length <= room) return { ids, more: 0 }
  const rows = Math.max(0, room - 1)
  const here = at === undefined ? -1 : ids.indexOf(at)
  const start = here < rows ? 0 : Math.min(here - rows + 1, ids.length - rows)
  return { ids: ids.slice(start, start + rows), more: ids.length - rows }
}
