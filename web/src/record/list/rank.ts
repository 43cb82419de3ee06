/** Where records go when they are ranked: among the ids as they are shown. */
export interface Place {
  after?: string
  before?: string
  position?: number
}

export interface Ranking {
  /** In the order in which they shall stand. */
  ids: string[]
  to: Place
}

/** Dropped before the row at this index; undefined where nothing would change. */
export function dropAt(order: readonly string[], moving: ReadonlySet<string>, index: number): Ranking | undefined {
  // No copies: an order may hold a hundred thousand, and this is asked at each press of a key.
  const ids: string[] = []
  for (let i = 0; i < order.length && ids.length < moving.size; i++) if (moving.has(order[i]!)) ids.push(order[i]!)
  let up = Math.min(index, order.length) - 1
  while (up >= 0 && moving.has(order[up]!)) up--
  let down = Math.max(0, index)
  while (down < order.length && moving.has(order[down]!)) down++
  const [after, before] = [order[up], order[down]]
  const first = order.indexOf(ids[0] ?? '')
  const together = ids.every((id, i) => order[first + i] === id)
  if (ids.length === 0 || (together && order[first - 1] === after && order[first + ids.length] === before)) return undefined
  if (after !== undefined) return { ids, to: { after } }
  return before === undefined ? undefined : { ids, to: { before } }
}

export type Step = 'up' | 'down' | 'top' | 'bottom'

/** One step up or down from the first or last of them, or to an end. */
export function stepTo(order: readonly string[], moving: ReadonlySet<string>, step: Step): Ranking | undefined {
  const first = order.findIndex((id) => moving.has(id))
  if (first < 0) return undefined
  const last = order.findLastIndex((id) => moving.has(id))
  const index = { up: first - 1, down: last + 2, top: 0, bottom: order.length }[step]
  return index < 0 ? dropAt(order, moving, 0) : dropAt(order, moving, Math.min(index, order.length))
}

/** So that the first of them stands at this place, counted from 1. */
export function toPosition(order: readonly string[], moving: ReadonlySet<string>, position: number): Ranking | undefined {
  const rest = order.filter((id) => !moving.has(id))
  const at = Math.min(Math.max(1, position), rest.length + 1) - 1
  const before = rest[at]
  return dropAt(order, moving, before === undefined ? order.length : order.indexOf(before))
}
