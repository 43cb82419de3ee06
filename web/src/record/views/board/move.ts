/** Moves cards into another column or lane, and between the cards there. */
import type { Data } from '@/data/data'
import type { Right } from '@/data/rights'
import type { Outcome, Rec } from '@/data/types'
import { fieldRight, leastOf, rankRight } from '@/record/fields/editor-right'
import { type Field, patchOf } from '@/record/fields/field'
import { dropAt } from '@/record/list/rank'

import { keyOf } from './buckets'
import { type ColumnField, valueFor } from './shape'

export interface Target {
  column: string
  lane: string
  /** Before which card; the end if left out. */
  index?: number
}

export interface Board {
  column: ColumnField
  lane: Field | undefined
  /** The list stands in the order made by hand. */
  ranked: boolean
  cell: (lane: string, column: string) => readonly string[]
}

interface Step {
  field: Field
  value: unknown
}

/** The fields that a card gets at a place. */
export function stepsOf(data: Data, record: Rec, { column, lane }: Pick<Board, 'column' | 'lane'>, to: Target): Step[] {
  const steps: Step[] = []
  if (keyOf(record, column) !== to.column) steps.push({ field: column, value: valueFor(data, record, column, to.column) })
  if (lane && keyOf(record, lane) !== to.lane) steps.push({ field: lane, value: valueFor(data, record, lane, to.lane) })
  return steps
}

/** What one may do there: known before anything is dropped. */
export function rightAt(data: Data, board: Board, records: readonly Rec[], to: Target): Right {
  const rights = records.flatMap((r) => stepsOf(data, r, board, to).map((s) => fieldRight(data, r, s.field, s.value)))
  if (rights.length > 0) return leastOf(rights)
  return board.ranked ? rankRight(data, records) : { may: 'act' }
}

/** What the cards get there. */
export function patchFor(data: Data, board: Board, ids: readonly string[], to: Target): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  const records = ids.flatMap((id) => data.cache.get(id) ?? [])
  for (const step of records.flatMap((r) => stepsOf(data, r, board, to))) Object.assign(patch, merged(patch, patchOf(step.field, step.value)))
  return patch
}

/** Between which cards they come to stand there, where the order is one made by hand. */
export const placeFor = (board: Board, ids: readonly string[], to: Target) => (board.ranked ? placeAt(board.cell(to.lane, to.column), ids, to.index) : undefined)

/** Does it, in one step to undo where there is one operation for it. */
export async function moveCards(data: Data, board: Board, ids: readonly string[], to: Target): Promise<Outcome[]> {
  const records = ids.flatMap((id) => data.cache.get(id) ?? [])
  const patch = patchFor(data, board, ids, to)
  const ranking = placeFor(board, ids, to)
  const changes = Object.keys(patch)
  if (changes.length === 0) return ranking ? [await data.rank(ranking.ids, ranking.to)] : []
  // Whoever moves the work need not own the order: then the card keeps its rank.
  const place = ranking && rankRight(data, records).may === 'act' ? ranking : undefined
  const state = patch.state
  if (place && changes.length === 1 && typeof state === 'string' && rightAt(data, board, records, to).may === 'act') return [await data.rank(place.ids, { ...place.to, state })]
  const outcomes = data.changeMany(ids, patch)
  if (place) void data.rank(place.ids, place.to)
  return outcomes
}

const merged = (before: Record<string, unknown>, add: Record<string, unknown>) => (before.custom && add.custom ? { ...add, custom: { ...(before.custom as object), ...(add.custom as object) } } : add)

/** Where cards of this or another column come to stand among those that are there. */
export function placeAt(cell: readonly string[], ids: readonly string[], index: number | undefined) {
  const moving = new Set(ids)
  const at = index ?? cell.length
  if (ids.every((id) => cell.includes(id))) return dropAt(cell, moving, at)
  const rest = cell.filter((id) => !moving.has(id))
  const place = cell.slice(0, at).filter((id) => !moving.has(id)).length
  const [after, before] = [rest[place - 1], rest[place]]
  if (after !== undefined) return { ids: [...ids], to: { after } }
  return before === undefined ? undefined : { ids: [...ids], to: { before } }
}
