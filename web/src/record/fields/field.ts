/**
 * What the client knows of a field of a kind: from one line come the property
 * panel's row, the table's column, the filter, the grouping, the sentence in
 * the history and the bulk edit. No view knows a kind; they know fields.
 */
import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import type { Tone } from '@/ui/styles'

/** How a value is shown and edited. */
export type FieldType =
  | 'text' // one line
  | 'markdown' // a document
  | 'number'
  | 'money' // integer minor units
  | 'day' // 2026-11-22
  | 'instant' // 2026-11-22T09:36:20Z
  | 'bool'
  | 'choice' // one of values
  | 'choices' // several of values
  | 'state' // a state of the kind's workflow in the record's product
  | 'person' // a member's id
  | 'record' // a record's id, of the kinds in `refs`
  | 'link' // records joined by a link of type `link`
  | 'tags'
  | 'url'
  | 'criteria'
  | 'list' // structured, shown by an own part on the page

export interface Choice {
  value: string
  label: string
}

/** What stands in place of a value: a word, its day, and what else is known. */
export interface Said {
  text: string
  day?: string
  more?: string
  icon: string
  tone: Tone
}

export interface Field {
  /** As in a record's JSON; custom fields are custom.name. */
  name: string
  label: string
  type: FieldType
  /** What it means, shown with the label. */
  help?: string
  values?: readonly Choice[]
  /** Kinds that a record or link field points to. */
  refs?: readonly KindName[]
  /** What it is called where it has no value, if that means something. */
  none?: string
  /** Link fields: the type and the direction, seen from the record. */
  link?: { type: string; direction: 'out' | 'in' | 'both' }
  /** Its name in the query language; absent where it cannot be asked for. */
  query?: string
  sortable?: boolean
  groupable?: boolean
  /** Fields that follow from something else cannot be set. */
  editable: boolean
  /** Decisions that a change of it takes. */
  decisions: readonly string[]
  /** Column width in px where the type's own does not fit. */
  width?: number
  custom?: boolean
}

/** The value of a field in a record, custom fields included. */
export function valueOf(record: Rec, field: Pick<Field, 'name'>): unknown {
  return field.name.startsWith('custom.') ? record.custom[field.name.slice(7)] : record[field.name]
}

/** The patch that sets a field. */
export function patchOf(field: Pick<Field, 'name'>, value: unknown): Record<string, unknown> {
  return field.name.startsWith('custom.') ? { custom: { [field.name.slice(7)]: value } } : { [field.name]: value }
}
