/** The columns and lanes of a board: all that a field can be, and what the cards have besides. */
import { useMemo } from 'react'

import { useData } from '@/data/hooks'
import type { Data } from '@/data/data'
import type { KindName } from '@/data/kinds.gen'
import type { Field } from '@/record/fields/field'

import type { ColumnField, ShapeColumn } from './shape'

export interface Column {
  /** The value; '' for cards without one. */
  key: string
  category?: string
  /** At most so many cards should stand here. */
  limit?: number
  /** What it is beyond a value of the field. */
  shape?: ShapeColumn
}

/**
 * The states of the kinds that have cards here, each once; of all kinds where there
 * is no card. A team whose stories have states of their own is not shown those of
 * bugs that it has none of.
 */
function statesOf(data: Data, product: string | undefined, kinds: readonly KindName[], cards: readonly string[]): Column[] {
  const found = new Map<string, Column>()
  const here = kinds.filter((k) => data.session.workflow(product, k).some((s) => cards.includes(s.name)))
  for (const kind of here.length > 0 ? here : kinds) for (const s of data.session.workflow(product, kind)) if (!found.has(s.name)) found.set(s.name, { key: s.name, category: s.category })
  const order = ['todo', 'doing', 'done', 'closed']
  // Workflows that differ are put together by how far along a state is.
  return [...found.values()].map((c, i) => ({ c, i })).sort((a, b) => order.indexOf(a.c.category!) - order.indexOf(b.c.category!) || a.i - b.i).map((x) => x.c)
}

/** What a column or lane is sorted by, where the field has no order of its own. */
function nameOf(data: Data, field: Field, key: string): string {
  if (field.type === 'person') return data.session.member(key)?.name ?? key
  if (field.type === 'record') return data.cache.get(key)?.title ?? key
  return key
}

/** All values in their order: those the field can have, then what the cards have besides; cards without a value first. */
export function valuesOf(data: Data, field: Field, found: readonly string[], product: string | undefined, kinds: readonly KindName[]): Column[] {
  const known: Column[] = field.type === 'state' ? statesOf(data, product, kinds, found) : (field.values ?? []).map((v) => ({ key: v.value }))
  const others = found.filter((key) => key !== '' && !known.some((c) => c.key === key))
  const sorted = known.length > 0 ? others : [...others].sort((a, b) => nameOf(data, field, a).localeCompare(nameOf(data, field, b), undefined, { numeric: true }))
  return [...(found.includes('') || field.type !== 'state' ? [{ key: '' }] : []), ...known, ...sorted.map((key) => ({ key }))]
}

const wip = (key: string) => `wip.${key}`

export function limitsOf(columns: readonly Column[], options: Readonly<Record<string, string | undefined>>): Column[] {
  return columns.map((c) => {
    const limit = Number(options[wip(c.key)])
    return limit > 0 ? { ...c, limit } : c
  })
}

export const limitOption = (key: string, limit: number | null): Record<string, string | undefined> => ({ [wip(key)]: limit ? String(limit) : undefined })

export const isOver = (column: Column, count: number): boolean => column.limit !== undefined && (column.shape?.holds ?? count) > column.limit

const shaped = (columns: readonly ShapeColumn[]): Column[] => columns.map((c) => ({ key: c.key, category: c.category, limit: c.limit, shape: c }))

export function useColumns(field: ColumnField, found: readonly string[], product: string | undefined, kinds: readonly KindName[], options: Readonly<Record<string, string | undefined>>): Column[] {
  const data = useData()
  return useMemo(() => (field.columns ? shaped(field.columns) : limitsOf(valuesOf(data, field, found, product, kinds), options)), [data, field, found, product, kinds, options])
}

/** Empty columns at the ends of the work: closed ones, and those not begun but for the last. */
export function quietColumns(columns: readonly Column[], hasCards: (key: string) => boolean): Set<string> {
  const last = columns.findLast((c) => c.category === 'todo')
  return new Set(columns.filter((c) => !hasCards(c.key) && (c.category === 'closed' || (c.category === 'todo' && c !== last))).map((c) => c.key))
}
