/** Now, next, later: records in a column for each value of one choice, and one for those without. */
import { join } from '@/lib/query-edit'
import type { Field } from '@/record/fields/field'

/** The value of the column of what has none. */
export const NONE = ''

export interface Move {
  id: string
  to: string
}

export interface Column {
  value: string
  label: string
  ids: readonly string[]
}

/** The field whose values are the columns. */
export function columnField(fields: readonly Field[], chosen: string | undefined): Field | undefined {
  const choices = fields.filter((f) => f.type === 'choice' && f.query && f.values?.length)
  return choices.find((f) => f.name === chosen) ?? choices.find((f) => f.name === 'horizon') ?? choices.find((f) => f.editable)
}

/** The values of the columns, what has none last. */
export const valuesOf = (field: Field): string[] => [...(field.values ?? []).map((v) => v.value), NONE]

/** The query for those kinds alone that can stand in a column. */
export const ofKinds = (q: string, kinds: readonly string[], able: readonly string[]): string => (able.length === 0 || able.length === kinds.length ? q : join(q, `type:${able.join(',')}`).q)

/** The question for one column. */
export const columnQuery = (q: string, field: Field, value: string): string =>
  join(q, value === NONE ? `no:${field.query}` : `${field.query}:${/\s/.test(value) ? `"${value}"` : value}`).q

/** The columns with what was moved where it was moved to, and the moves that the lists do not show yet. */
export function moved(lists: readonly { value: string; ids: readonly string[] }[], moves: readonly Move[]): { lists: { value: string; ids: readonly string[] }[]; pending: Move[] } {
  const pending = moves.filter((mv) => lists.some((l) => l.ids.includes(mv.id) !== (l.value === mv.to)))
  const out = lists.map((l) => {
    const away = new Set(pending.filter((mv) => mv.to !== l.value).map((mv) => mv.id))
    const here = pending.filter((mv) => mv.to === l.value && !l.ids.includes(mv.id)).map((mv) => mv.id)
    return away.size === 0 && here.length === 0 ? l : { ...l, ids: [...l.ids.filter((id) => !away.has(id)), ...here] }
  })
  return { lists: out, pending }
}

/** Where a key leads: another card of the column, or the one at the same height of the next column that has any. */
export function cardStep(columns: readonly { ids: readonly string[] }[], id: string, key: string): string | undefined {
  const at = columns.findIndex((c) => c.ids.includes(id))
  const ids = columns[at]?.ids ?? []
  const row = ids.indexOf(id)
  if (key === 'ArrowUp' || key === 'ArrowDown') return ids[row + (key === 'ArrowUp' ? -1 : 1)]
  if (key === 'Home') return ids[0]
  if (key === 'End') return ids.at(-1)
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const by = key === 'ArrowLeft' ? -1 : 1
  for (let c = at + by; c >= 0 && c < columns.length; c += by) {
    const there = columns[c]!.ids
    if (there.length > 0) return there[Math.min(row, there.length - 1)]
  }
  return undefined
}
