/**
 * Which card stands in which column and lane, by the records as one sees them: a
 * card that is moved is in its new place at once. Told only when a card changes
 * its place.
 */
import { useMemo, useSyncExternalStore } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { type Field, valueOf } from '@/record/fields/field'

import { type ColumnField, columnOf } from './shape'

type Keyed = Pick<ColumnField, 'name' | 'columns'>

/** The group that a record belongs to; '' where the field has no value. */
export function keyOf(record: Rec, field: Keyed | undefined): string {
  if (!field) return ''
  const value = valueOf(record, field)
  if (Array.isArray(value)) return value.length > 0 ? String(value[0]) : ''
  return value === null || value === undefined ? '' : columnOf(field, String(value))
}

export const cellKey = (lane: string, column: string): string => `${lane}\n${column}`

export interface Buckets {
  /** Ids by lane and column, in the order of the list. */
  cells: ReadonlyMap<string, readonly string[]>
  columns: readonly string[]
  lanes: readonly string[]
  /** Cards whose records are not here yet. */
  missing: number
}

export interface Source {
  get: (id: string) => Rec | undefined
  on: (id: string, fn: () => void) => () => void
}

const nothing: readonly string[] = []

export class BoardIndex {
  private keys = new Map<string, string>()
  private last: Buckets | undefined
  private dirty = true

  constructor(
    private readonly source: Source,
    private readonly ids: readonly string[],
    private readonly column: Keyed,
    private readonly lane: Keyed | undefined,
  ) {}

  subscribe = (fn: () => void): (() => void) => {
    const offs = this.ids.map((id) =>
      this.source.on(id, () => {
        if (this.place(id) === this.keys.get(id)) return
        this.dirty = true
        fn()
      }),
    )
    return () => offs.forEach((off) => off())
  }

  private place(id: string): string | undefined {
    const record = this.source.get(id)
    return record && cellKey(keyOf(record, this.lane), keyOf(record, this.column))
  }

  read = (): Buckets => {
    if (this.dirty || !this.last) {
      this.dirty = false
      this.last = this.sort()
    }
    return this.last
  }

  private sort(): Buckets {
    const cells = new Map<string, string[]>()
    const keys = new Map<string, string>()
    let missing = 0
    for (const id of this.ids) {
      const key = this.place(id)
      if (key === undefined) {
        missing++
        continue
      }
      keys.set(id, key)
      const cell = cells.get(key)
      if (cell) cell.push(id)
      else cells.set(key, [id])
    }
    this.keys = keys
    const part = (i: number, before: readonly string[] | undefined) => {
      const found = [...new Set([...cells.keys()].map((k) => k.split('\n')[i]!))].sort()
      return before && same(before, found) ? before : found
    }
    return { cells: this.keep(cells), lanes: part(0, this.last?.lanes), columns: part(1, this.last?.columns), missing }
  }

  /** Lists that are as they were stay the same objects, so that their columns are not drawn again. */
  private keep(cells: Map<string, string[]>): Map<string, readonly string[]> {
    const before = this.last?.cells
    if (!before) return cells
    return new Map([...cells].map(([key, ids]) => [key, same(before.get(key) ?? nothing, ids) ? before.get(key)! : ids]))
  }
}

const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((x, i) => x === b[i])

export function useBuckets(ids: readonly string[], column: ColumnField, lane: Field | undefined): Buckets {
  const data = useData()
  const index = useMemo(() => new BoardIndex({ get: (id) => data.cache.get(id), on: (id, fn) => data.cache.on(id, fn) }, ids, column, lane), [data, ids, column, lane])
  return useSyncExternalStore(index.subscribe, index.read)
}
