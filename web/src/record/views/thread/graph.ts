/**
 * The thread as a graph: what records reach upwards to why and downwards to what
 * came of it, a column for each step of the line. Strategy and what customers said
 * run side by side until they meet in what is offered.
 */
import { type KindName, LINKS, type LinkType } from '@/data/kinds.gen'
import type { Category, Link, Rec } from '@/data/types'
import type { GraphEdge, GraphNode } from '@/lib/layoutGraph'
import { type Fill, type Node, stepsOf, type Thread } from '@/record/page/thread'

/** Kinds that stand in one column, from the upper end of the line to the lower. */
export const columns: readonly (readonly KindName[])[] = [
  ['product', 'portfolio'],
  ['pillar', 'feedback', 'account', 'contact'],
  ['objective', 'insight'],
  ['initiative', 'opportunity'],
  ['feature', 'decision', 'risk'],
  ['story', 'bug', 'task', 'spike'],
  ['sprint', 'verdict'],
  ['release'],
  ['metric'],
]

export const columnOf = (kind: string): number => {
  const at = columns.findIndex((kinds) => (kinds as readonly string[]).includes(kind))
  return at < 0 ? 4 : at
}

/** A record on the drawing, as far as the thread tells of it. */
export interface ThreadNode extends GraphNode {
  key: string
  kind: KindName
  title: string
  state: string
  category: Category
  /** It is one of those that the drawing is about. */
  root: boolean
}

/** A step that should be there and is not. */
export interface GapNode extends GraphNode {
  kind: KindName
  why: string
  fill: Fill
  product: string | null
}

export interface Graph {
  nodes: ThreadNode[]
  gaps: GapNode[]
  edges: GraphEdge[]
  /** There is more than is shown. */
  more: boolean
}

/** All of several threads as one graph; what stands in more than one is there once. */
export function graphOf(threads: readonly Thread[]): Graph {
  const nodes = new Map<string, ThreadNode>()
  const edges = new Map<string, GraphEdge>()
  const gaps: GapNode[] = []
  const put = (n: Node, root: boolean) => {
    const old = nodes.get(n.id)
    if (old) old.root ||= root
    else nodes.set(n.id, { id: n.id, column: columnOf(n.kind), key: n.key, kind: n.kind, title: n.title, state: n.state, category: n.category, root })
  }
  for (const t of threads) {
    put(t.record, true)
    for (const n of [...t.up, ...t.down].toSorted((a, b) => a.depth - b.depth)) put(n, false)
  }
  const join = (from: string, to: string) => nodes.has(from) && nodes.has(to) && edges.set(`${from} ${to}`, { from, to })
  for (const t of threads) {
    for (const n of t.up) join(n.id, n.from || t.record.id)
    for (const n of t.down) join(n.from || t.record.id, n.id)
    for (const step of stepsOf(t)) {
      if (step.what !== 'gap' || !step.why) continue
      const kind = step.fill.kinds[0]!
      const id = `gap-${step.fill.at}-${kind}`
      if (gaps.some((g) => g.id === id)) continue
      gaps.push({ id, column: columnOf(kind), kind, why: step.why, fill: step.fill, product: t.record.product })
      const above = columnOf(kind) < columnOf(nodes.get(step.fill.at)?.kind ?? t.record.kind)
      edges.set(id, above ? { from: id, to: step.fill.at } : { from: step.fill.at, to: id })
      if (above) overGap(edges, nodes, id, step.fill.at)
    }
  }
  return { nodes: [...nodes.values()], gaps, edges: [...edges.values()], more: threads.some((t) => t.more) }
}

/** What would lead straight to the upper end leads there over what is missing. */
function overGap(edges: Map<string, GraphEdge>, nodes: ReadonlyMap<string, ThreadNode>, gap: string, at: string): void {
  for (const [key, e] of edges) {
    if (e.to !== at || nodes.get(e.from)?.kind !== 'product') continue
    edges.delete(key)
    edges.set(`${e.from} ${gap}`, { from: e.from, to: gap })
  }
}

/** Adds what joins the nodes beside the way on which they were found. */
export function withLinks(graph: Graph, links: readonly (readonly Link[] | undefined)[]): GraphEdge[] {
  const at = new Map(graph.nodes.map((n) => [n.id, n.column]))
  const out = new Map(graph.edges.map((e) => [`${e.from} ${e.to}`, e]))
  for (const l of links.flatMap((x) => x ?? [])) {
    const [a, b] = [at.get(l.from), at.get(l.to)]
    const inThread = LINKS[l.type as LinkType]?.rules.some((r) => r.thread)
    if (!inThread || a === undefined || b === undefined || out.has(`${l.from} ${l.to}`) || out.has(`${l.to} ${l.from}`)) continue
    const edge = a > b ? { from: l.to, to: l.from } : { from: l.from, to: l.to }
    out.set(`${edge.from} ${edge.to}`, edge)
  }
  return [...out.values()]
}

/** What is known of a node now: the record where it is held, else what the thread told. */
export const latest = (node: ThreadNode, record: Rec | undefined): Pick<ThreadNode, 'title' | 'state' | 'category'> =>
  // The upper end says the product's vision and not its name.
  record && node.kind !== 'product' ? record : node
