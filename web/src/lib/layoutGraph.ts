/**
 * The lines of records as a drawing: a column for each rank, cards in it one
 * under the other, near to what they are joined to. The order follows from what
 * is given and stays what it was when nothing has changed.
 */

export interface GraphNode {
  id: string
  /** Rank of its column; columns stand from the smallest to the largest. */
  column: number
  height?: number
}

/** From the upper end of the line to the lower. */
export interface GraphEdge {
  from: string
  to: string
}

export interface Place {
  id: string
  column: number
  x: number
  y: number
  width: number
  height: number
}

export interface Sizes {
  width: number
  height: number
  gapX: number
  gapY: number
}

export interface Layout {
  places: Map<string, Place>
  /** Ids of each column from top to bottom, columns from left to right. */
  columns: { rank: number; x: number; ids: string[] }[]
  width: number
  height: number
}

const SWEEPS = 6

export function layoutOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[], sizes: Sizes): Layout {
  const known = new Map(nodes.map((n) => [n.id, n]))
  const joined = neighbours([...known.keys()], edges)
  const ranks = [...new Set(nodes.map((n) => n.column))].sort((a, b) => a - b)
  let columns = ranks.map((rank) => [...known.values()].filter((n) => n.column === rank).map((n) => n.id))
  let best = columns
  let fewest = crossings(columns, joined)
  for (let i = 0; i < SWEEPS && fewest > 0; i++) {
    columns = sweep(columns, joined, i % 2 === 1)
    const n = crossings(columns, joined)
    if (n < fewest) [best, fewest] = [columns, n]
  }
  const heightOf = (id: string) => known.get(id)?.height ?? sizes.height
  const tops = heights(best, joined, heightOf, sizes.gapY)
  return placed(best, ranks, tops, heightOf, sizes)
}

function placed(columns: string[][], ranks: number[], tops: Map<string, number>, heightOf: (id: string) => number, sizes: Sizes): Layout {
  const least = Math.min(0, ...tops.values())
  const places = new Map<string, Place>()
  const out = columns.map((ids, i) => {
    const x = i * (sizes.width + sizes.gapX)
    for (const id of ids) places.set(id, { id, column: i, x, y: Math.round((tops.get(id) ?? 0) - least), width: sizes.width, height: heightOf(id) })
    return { rank: ranks[i]!, x, ids }
  })
  return {
    places,
    columns: out,
    width: Math.max(0, out.length * (sizes.width + sizes.gapX) - sizes.gapX),
    height: Math.max(0, ...[...places.values()].map((p) => p.y + p.height)),
  }
}

function neighbours(ids: readonly string[], edges: readonly GraphEdge[]): Map<string, string[]> {
  const out = new Map<string, string[]>(ids.map((id) => [id, []]))
  for (const e of edges) {
    if (e.from === e.to || !out.has(e.from) || !out.has(e.to)) continue
    out.get(e.from)!.push(e.to)
    out.get(e.to)!.push(e.from)
  }
  return out
}

/** Orders each column by where its neighbours in the columns before (or after) stand. */
function sweep(columns: string[][], joined: Map<string, string[]>, back: boolean): string[][] {
  const out = columns.map((c) => [...c])
  const order = out.map((_, i) => (back ? out.length - 1 - i : i))
  const at = new Map<string, number>()
  for (const i of order) {
    const column = out[i]!
    const own = new Map(column.map((id, n) => [id, n / Math.max(1, column.length)]))
    const wish = new Map(column.map((id) => [id, mean((joined.get(id) ?? []).map((n) => at.get(n)).filter((n) => n !== undefined)) ?? own.get(id)!]))
    column.sort((a, b) => wish.get(a)! - wish.get(b)! || own.get(a)! - own.get(b)!)
    column.forEach((id, n) => at.set(id, (n + 0.5) / column.length))
  }
  return out
}

/** How many pairs of edges between neighbouring columns cross. */
export function crossings(columns: readonly (readonly string[])[], joined: ReadonlyMap<string, readonly string[]>): number {
  let count = 0
  for (let i = 0; i + 1 < columns.length; i++) {
    const next = new Map(columns[i + 1]!.map((id, n) => [id, n]))
    const ends = columns[i]!.flatMap((id) => (joined.get(id) ?? []).flatMap((n) => next.get(n) ?? []).sort((a, b) => a - b))
    count += inversions(ends)
  }
  return count
}

function inversions(list: number[]): number {
  const size = Math.max(0, ...list) + 1
  const tree = Array.from({ length: size + 1 }, () => 0)
  let count = 0
  for (let n = list.length - 1; n >= 0; n--) {
    for (let i = list[n]!; i > 0; i -= i & -i) count += tree[i]!
    for (let i = list[n]! + 1; i <= size; i += i & -i) tree[i]!++
  }
  return count
}

/** Tops of the cards: each as near to the middle of its neighbours as the order and the gaps allow. */
function heights(columns: string[][], joined: Map<string, string[]>, heightOf: (id: string) => number, gap: number): Map<string, number> {
  const tops = new Map<string, number>()
  for (const column of columns) stack(column, () => undefined, heightOf, gap, tops)
  const middle = (id: string) => tops.get(id)! + heightOf(id) / 2
  for (let i = 0; i < SWEEPS; i++) {
    for (const column of i % 2 === 0 ? columns : columns.toReversed()) {
      const mates = new Set(column)
      stack(column, (id) => mean((joined.get(id) ?? []).filter((n) => !mates.has(n)).map(middle)), heightOf, gap, tops)
    }
  }
  return tops
}

/**
 * Places one column without overlaps, with the least sum of squared ways from
 * where each would like to be: neighbours that would overlap form a block that
 * goes to the mean of its wishes.
 */
function stack(column: readonly string[], wish: (id: string) => number | undefined, heightOf: (id: string) => number, gap: number, tops: Map<string, number>) {
  let offset = 0
  const blocks: { sum: number; weight: number; ids: { id: string; offset: number }[] }[] = []
  for (const id of column) {
    const middle = wish(id)
    const like = middle === undefined ? (tops.get(id) ?? offset) : middle - heightOf(id) / 2
    const weight = middle === undefined ? 0.01 : 1
    blocks.push({ sum: (like - offset) * weight, weight, ids: [{ id, offset }] })
    offset += heightOf(id) + gap
    while (blocks.length > 1) {
      const last = blocks.at(-1)!
      const before = blocks.at(-2)!
      if (before.sum / before.weight <= last.sum / last.weight) break
      blocks.splice(-2, 2, { sum: before.sum + last.sum, weight: before.weight + last.weight, ids: [...before.ids, ...last.ids] })
    }
  }
  for (const b of blocks) for (const { id, offset } of b.ids) tops.set(id, b.sum / b.weight + offset)
}

const mean = (list: readonly number[]): number | undefined => (list.length === 0 ? undefined : list.reduce((a, b) => a + b, 0) / list.length)

/** All that a node reaches up and down the line, without turning back, itself included. */
export function lineOf(id: string, edges: readonly GraphEdge[]): Set<string> {
  const out = new Set([id])
  for (const way of ['up', 'down'] as const) {
    const next = new Map<string, string[]>()
    for (const e of edges) {
      const [a, b] = way === 'up' ? [e.to, e.from] : [e.from, e.to]
      next.set(a, [...(next.get(a) ?? []), b])
    }
    const seen = new Set([id])
    for (const at of seen) for (const n of next.get(at) ?? []) seen.add(n)
    for (const n of seen) out.add(n)
  }
  return out
}

/** Where an arrow key leads: along an edge to the sides, to the next card up and down. */
export function graphStep(layout: Layout, edges: readonly GraphEdge[], from: string, key: string): string | undefined {
  const here = layout.places.get(from)
  if (!here) return undefined
  const ids = layout.columns[here.column]!.ids
  const at = ids.indexOf(from)
  if (key === 'ArrowUp') return ids[at - 1]
  if (key === 'ArrowDown') return ids[at + 1]
  if (key === 'Home') return ids[0]
  if (key === 'End') return ids.at(-1)
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return undefined
  const side = key === 'ArrowLeft' ? -1 : 1
  const ends = edges.flatMap((e) => (e.from === from ? [e.to] : e.to === from ? [e.from] : []))
  return ends
    .flatMap((id) => layout.places.get(id) ?? [])
    .filter((p) => Math.sign(p.column - here.column) === side)
    .sort((a, b) => side * (a.column - b.column) || Math.abs(a.y - here.y) - Math.abs(b.y - here.y))[0]?.id
}

/** What stands for the hidden ones of a group. */
export interface Fold {
  id: string
  group: string
  column: number
  ids: readonly string[]
}

/**
 * Keeps long columns short: those of a group beyond the limit stand as one node
 * that says how many they are. What is to be kept is kept.
 */
export function folded<N extends GraphNode>(nodes: readonly N[], limit: number, unfolded: ReadonlySet<string>, groupOf: (node: N) => string, keep: (node: N) => boolean): { shown: N[]; folds: Fold[] } {
  const counts = new Map<string, number>()
  for (const n of nodes) counts.set(groupOf(n), (counts.get(groupOf(n)) ?? 0) + 1)
  const used = new Map<string, number>()
  const folds = new Map<string, Fold>()
  const shown = nodes.filter((n) => {
    const group = groupOf(n)
    // One more than the limit is shown rather than hidden behind a node of its own.
    if (unfolded.has(group) || counts.get(group)! <= limit + 1 || keep(n)) return true
    const at = used.get(group) ?? 0
    used.set(group, at + 1)
    if (at < limit) return true
    const fold = folds.get(group) ?? { id: `+${group}`, group, column: n.column, ids: [] }
    folds.set(group, { ...fold, ids: [...fold.ids, n.id] })
    return false
  })
  return { shown, folds: [...folds.values()] }
}

/** Edges with their hidden ends led to the nodes that stand for them, each once. */
export function foldedEdges(edges: readonly GraphEdge[], folds: readonly Fold[]): GraphEdge[] {
  const stands = new Map(folds.flatMap((f) => f.ids.map((id) => [id, f.id] as const)))
  const out = new Map<string, GraphEdge>()
  for (const e of edges) {
    const from = stands.get(e.from) ?? e.from
    const to = stands.get(e.to) ?? e.to
    if (from !== to) out.set(`${from} ${to}`, { from, to })
  }
  return [...out.values()]
}

/** The edges without those that only say again what a longer way says. */
export function reduced(edges: readonly GraphEdge[]): GraphEdge[] {
  const next = new Map<string, string[]>()
  for (const e of edges) next.set(e.from, [...(next.get(e.from) ?? []), e.to])
  return edges.filter(({ from, to }) => {
    const seen = new Set((next.get(from) ?? []).filter((n) => n !== to && n !== from))
    for (const at of seen) {
      for (const n of next.get(at) ?? []) {
        if (n === to) return false
        if (n !== from) seen.add(n)
      }
    }
    return true
  })
}

/** The curve from the right side of one card to the left side of another; beside the column for two of one column. */
export function curveOf(a: Place, b: Place): string {
  if (a.column === b.column) {
    const [y1, y2] = [a.y + a.height / 2, b.y + b.height / 2]
    const x = a.x
    return `M${x},${y1} C${x - 28},${y1} ${x - 28},${y2} ${x},${y2}`
  }
  const [left, right] = a.column < b.column ? [a, b] : [b, a]
  const [x1, y1, x2, y2] = [left.x + left.width, left.y + left.height / 2, right.x, right.y + right.height / 2]
  const bend = Math.max(16, Math.min(64, (x2 - x1) / 2))
  return `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`
}
