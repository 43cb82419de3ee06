import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'

import { useGroups } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import type { ListSpec, Problem, Rec } from '@/data/types'
import { type Children, idOf, idsOf, parentOf, pathOf, rowsOf, type TreeRow } from '@/lib/layoutTree'
import { useOrders, useRecs } from '@/record/views/common/lists'

import { canHold, childQuery, rootQueries } from './levels'

/** Something that was put elsewhere, until the lists say so. */
export interface Move {
  path: string
  /** The path of the parent; undefined for the top. */
  to: string | undefined
}

export interface Tree {
  rows: readonly TreeRow[]
  status: 'loading' | 'ready' | 'error'
  error?: Problem
  specs: readonly ListSpec[]
  /** Moves that the lists do not show yet. */
  pending: readonly Move[]
}

interface TreeSpec {
  q: string
  product: string | undefined
  kinds: readonly KindName[]
  levels: readonly KindName[]
  open: ReadonlySet<string>
  moves: readonly Move[]
}

/** The rows of a tree; children are asked for once their parent is open. */
export function useTree({ q, product, kinds, levels, open, moves }: TreeSpec): Tree {
  const rootSpecs = useMemo(() => {
    const { top, loose } = rootQueries(q, kinds, levels)
    return [top, loose].flatMap((text) => (text === undefined ? [] : [{ q: text, product }]))
  }, [q, product, kinds, levels])
  const roots = useOrders(rootSpecs)
  // Only what can be seen is asked for: what is open under something closed waits.
  const paths = useMemo(() => [...open].filter((p) => above(p).every((a) => open.has(a))), [open])
  const ids = useMemo(() => paths.map(idOf), [paths])
  const parents = useRecs(ids)
  const plans = useMemo(
    () =>
      paths.flatMap((path, i) => {
        const parent = parents[i]
        const text = parent && childQuery(q, kinds, levels, parent)
        return text ? [{ path, spec: { q: text, product } }] : []
      }),
    [paths, parents, q, kinds, levels, product],
  )
  const specs = useMemo(() => plans.map((p) => p.spec), [plans])
  const orders = useOrders(specs)
  return useMemo(() => {
    const children = new Map<string | undefined, Children>(
      plans.map((p, i) => {
        const o = orders[i]
        return [p.path, { ids: o?.ids ?? [], loading: !o || o.status === 'loading', more: false, failed: o?.status === 'error' }]
      }),
    )
    children.set(undefined, { ids: [...new Set(roots.flatMap((r) => r.ids))], loading: false, more: false })
    const pending = moves.filter((mv) => !shows(children, mv))
    for (const mv of pending) apply(children, mv)
    const rows = rowsOf(children.get(undefined)!, (path) => children.get(path), open)
    const error = roots.find((r) => r.status === 'error')?.error
    const waiting = roots.some((r) => r.status === 'loading')
    return { rows, pending, specs: rootSpecs, error, status: rows.length > 0 ? 'ready' : error ? 'error' : waiting ? 'loading' : 'ready' }
  }, [plans, orders, roots, rootSpecs, moves, open])
}

const above = (path: string): string[] => idsOf(path).slice(0, -1).reduce<string[]>((out, id) => [...out, pathOf(out.at(-1), id)], [])

/** The lists have caught up with a move; what is not open need not. */
function shows(children: Map<string | undefined, Children>, { path, to }: Move): boolean {
  const id = idOf(path)
  const gone = !children.get(parentOf(path))?.ids.includes(id)
  const there = children.get(to)
  return gone && (!there || there.ids.includes(id))
}

function apply(children: Map<string | undefined, Children>, { path, to }: Move): void {
  const id = idOf(path)
  const from = children.get(parentOf(path))
  if (from) children.set(parentOf(path), { ...from, ids: from.ids.filter((x) => x !== id) })
  const there = children.get(to)
  if (there && !there.ids.includes(id)) children.set(to, { ...there, ids: [...there.ids, id] })
}

/** How many stand under a record, and how many of them are done; undefined while it is not known. */
export function useProgress(record: Rec | undefined, spec: Pick<TreeSpec, 'q' | 'kinds' | 'levels' | 'product'>): { done: number; total: number } | undefined {
  const text = record && canHold(record.kind, spec.levels) ? childQuery(spec.q, spec.kinds, spec.levels, record) : undefined
  const rested = useRested()
  const { groups } = useGroups(text === undefined || !rested ? undefined : { q: `${text.replace(/\s*\bsort:\S+/, '')} group:category`, product: spec.product })
  return useMemo(() => {
    if (record && text === undefined) return { done: 0, total: 0 }
    if (!groups) return undefined
    const count = (of: (value: string) => boolean) => groups.filter((g) => of(g.value)).reduce((n, g) => n + g.count, 0)
    return { done: count((v) => v === 'done' || v === 'closed'), total: count(() => true) }
  }, [groups, text, record])
}

/** How long a row must stay in sight until its share is asked for: those that are only scrolled past are not. */
const REST = 120

function useRested(): boolean {
  const [clock] = useState(() => ({ rested: false }))
  return useSyncExternalStore(
    useCallback(
      (fn: () => void) => {
        const timer = setTimeout(() => {
          clock.rested = true
          fn()
        }, REST)
        return () => clearTimeout(timer)
      },
      [clock],
    ),
    () => clock.rested,
  )
}
