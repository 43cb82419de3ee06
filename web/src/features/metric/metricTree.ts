/** Metrics as a tree: outcomes first, what drives them below; one that drives several stands under each. */
import type { Point } from '@/record/screen/Trend'

export interface Node {
  id: string
  key: string
  title: string
  product: string | null
  owner: string | null
  unit: string
  direction: string
  target: number | null
  targetOn: string | null
  role: '' | 'outcome' | 'driver' | 'both'
  drives: string[]
  last: Point | null
  recent: Point[]
  behind: number | null
  crossed: number
}

export interface Row {
  node: Node
  depth: number
  /** The metric under which it stands; undefined at the top. */
  under?: string
}

/** The rows in the order in which they are read. The server lets no ring arise. */
export function rowsOf(nodes: readonly Node[]): Row[] {
  const below = new Map<string, Node[]>()
  for (const n of nodes) for (const d of n.drives) below.set(d, [...(below.get(d) ?? []), n])
  const rows: Row[] = []
  const add = (node: Node, depth: number, under?: string) => {
    rows.push({ node, depth, under })
    for (const n of below.get(node.id) ?? []) add(n, depth + 1, node.id)
  }
  const tops = nodes.filter((n) => n.drives.length === 0)
  for (const n of tops.filter((t) => below.has(t.id))) add(n, 0)
  for (const n of tops.filter((t) => !below.has(t.id))) add(n, 0)
  return rows
}
