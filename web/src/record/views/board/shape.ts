/**
 * What a board may be beyond a column for each value of a field: columns that
 * stand for several values, limits and policies on them, and what somebody knows
 * of the cards. The view draws it and knows no more.
 */
import { createContext, useContext } from 'react'

import type { Data } from '@/data/data'
import type { Problem, Rec } from '@/data/types'
import type { Field } from '@/record/fields/field'

export interface ShapeColumn {
  key: string
  name: string
  /** The values whose cards stand in it; what is moved here gets the first that fits its kind. */
  values: readonly string[]
  category?: string
  limit?: number
  /** What counts against the limit now. */
  holds?: number
  /** What the team has agreed on, in Markdown. */
  policy?: string
  /** Said beside the count: how long cards usually stand here. */
  note?: string
}

/** What is known of a card beside its record. */
export interface CardFact {
  /** For how many days it has stood where it stands. */
  days?: number
  /** Longer than most. */
  aged?: boolean
  /** Said of its age. */
  age?: string
  /** It is held up: why, and how long in short. */
  block?: { reason: string; long: string }
  /** A sign of its own. */
  mark?: { label: string; icon: string; loud?: boolean }
}

/** A move that was refused: what it would have set, and where the card would have stood. */
export interface Refused {
  ids: readonly string[]
  patch: Record<string, unknown>
  place?: { after?: string; before?: string }
  problem: Problem
}

export interface BoardShape {
  /** The field that the columns stand for. */
  field: string
  columns: readonly ShapeColumn[]
  facts: ReadonlyMap<string, CardFact>
  /** Somebody may know a way for what was refused. */
  refused?: (move: Refused) => void
}

/** A field whose values are put together into columns. */
export interface ColumnField extends Field {
  columns?: readonly ShapeColumn[]
}

/** The key of the column that a value stands in; a value that none stands for is its own. */
export function columnOf(field: Pick<ColumnField, 'columns'>, value: string): string {
  return field.columns?.find((c) => c.values.includes(value))?.key ?? value
}

/** The value that a record gets in a column. */
export function valueFor(data: Data, record: Rec, field: ColumnField, key: string): unknown {
  const column = field.columns?.find((c) => c.key === key)
  if (!column) return key === '' ? null : key
  if (field.type !== 'state') return column.values[0] ?? null
  const states = data.session.workflow(record.product, record.kind)
  return column.values.find((v) => states.some((s) => s.name === v)) ?? column.values[0]
}

export const Facts = createContext<ReadonlyMap<string, CardFact>>(new Map())

export const useFact = (id: string): CardFact | undefined => useContext(Facts).get(id)
