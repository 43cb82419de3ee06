/** Objectives as the server gives them for a tree, and the rows in which they are read. */
import type { Scored } from '@/record/screen/score'

export interface Node {
  id: string
  key: string
  title: string
  product: string | null
  owner: string | null
  state: string
  category: 'todo' | 'doing' | 'done' | 'closed'
  endOn: string | null
  weight: number
  serves: string[]
  pillars: string[]
  below: number | null
  belowColour: string
  expected: number | null
  /** The odds of its least likely key result. */
  odds: number | null
  scored: Scored
}

export interface Row {
  node: Node
  depth: number
  under?: string
}

/** Those that serve none of the others first, each followed by what serves it; one that serves two stands under both. */
export function rowsOf(nodes: readonly Node[]): Row[] {
  const known = new Set(nodes.map((n) => n.id))
  const below = new Map<string, Node[]>()
  for (const n of nodes) for (const s of n.serves) below.set(s, [...(below.get(s) ?? []), n])
  const rows: Row[] = []
  const add = (node: Node, depth: number, under?: string) => {
    rows.push({ node, depth, under })
    for (const n of below.get(node.id) ?? []) add(n, depth + 1, node.id)
  }
  for (const n of nodes) if (!n.serves.some((s) => known.has(s))) add(n, 0)
  return rows
}

/** More than a tenth below an even way: a look is worth it. */
export const behind = (n: Pick<Node, 'expected' | 'category' | 'scored'>): boolean => n.category === 'doing' && n.expected !== null && n.scored.score !== null && n.scored.score < n.expected - 0.1
