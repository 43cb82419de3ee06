import { useMemo } from 'react'

import type { Problem } from '@/data/types'
import { type Fold, folded, foldedEdges, type GraphEdge, type GraphNode, type Layout, layoutOf, reduced } from '@/lib/layoutGraph'
import type { Thread } from '@/record/page/thread'
import { useRows } from '@/data/hooks'
import { useKept } from '@/record/list/kept'
import { useAnswers, useLinksOf } from '@/record/views/common/lists'

import { columns, type GapNode, graphOf, type ThreadNode, withLinks } from './graph'

export const CARD = { width: 212, height: 50, gapX: 56, gapY: 10 }
/** How many cards of a kind are shown before the rest is folded. */
const LIMIT = 6
const FOLD_HEIGHT = 30

export interface Drawing {
  layout: Layout
  edges: readonly GraphEdge[]
  nodes: ReadonlyMap<string, ThreadNode>
  gaps: ReadonlyMap<string, GapNode>
  folds: ReadonlyMap<string, Fold>
  /** Names of the columns: the kinds that stand in each. */
  heads: readonly { x: number; kinds: readonly string[] }[]
  roots: readonly string[]
  more: boolean
}

const none: Thread[] = []
const nobody: readonly string[] = []

/** The drawing of the threads of some records; the last one stays until the next is there. */
export function useGraph(refs: readonly string[] | undefined, unfolded: ReadonlySet<string>): { drawing: Drawing | undefined; status: 'loading' | 'ready' | 'error'; error?: Problem } {
  const answers = useAnswers<Thread>((refs ?? nobody).map((r) => `/records/${encodeURIComponent(r)}/thread`), ['link'])
  const threads = useMemo(() => answers.flatMap((a) => a.value ?? none), [answers])
  const ready = refs !== undefined && answers.every((a) => a.status !== 'loading')
  const graph = useKept(useMemo(() => graphOf(threads), [threads]), ready && threads.length > 0)
  const shown = useMemo(() => folded<ThreadNode>(graph.nodes, LIMIT, unfolded, (n) => n.kind, (n) => n.root), [graph, unfolded])
  const ids = useMemo(() => shown.shown.map((n) => n.id), [shown])
  useRows(ids)
  const links = useLinksOf(ids)
  const drawing = useMemo((): Drawing => {
    const { folds } = shown
    const edges = reduced(foldedEdges(withLinks(graph, links), folds))
    const placed: GraphNode[] = [...shown.shown, ...graph.gaps, ...folds.map((f) => ({ id: f.id, column: f.column, height: FOLD_HEIGHT }))]
    const layout = layoutOf(placed, edges, CARD)
    const kindOf = new Map<string, string>([...graph.nodes, ...graph.gaps].map((n) => [n.id, n.kind]))
    return {
      layout,
      edges: edges.filter((e) => layout.places.has(e.from) && layout.places.has(e.to)),
      nodes: new Map(shown.shown.map((n) => [n.id, n])),
      gaps: new Map(graph.gaps.map((g) => [g.id, g])),
      folds: new Map(folds.map((f) => [f.id, f])),
      heads: layout.columns.map((c) => ({ x: c.x, kinds: headOf(c.rank, new Set(c.ids.flatMap((id) => kindOf.get(id) ?? []))) })),
      roots: graph.nodes.filter((n) => n.root).map((n) => n.id),
      more: graph.more,
    }
  }, [graph, shown, links])
  const error = answers.find((a) => a.status === 'error')?.error
  if (drawing.nodes.size > 0) return { drawing, status: 'ready' }
  return { drawing: undefined, status: error ? 'error' : ready ? 'ready' : 'loading', error }
}

const headOf = (rank: number, there: ReadonlySet<string>): string[] => (columns[rank] ?? []).filter((k) => there.has(k))
