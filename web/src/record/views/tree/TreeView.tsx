import { type ReactNode, useCallback, useId, useMemo, useRef, useState } from 'react'

import { useData, useRecord } from '@/data/hooks'
import { idOf, parentOf } from '@/lib/layoutTree'
import { m } from '@/locales/gen/messages.js'
import { announce } from '@/record/views/common/announce'
import { Cursor } from '@/record/views/common/cursor'
import { Frame, useSelectionStore } from '@/record/views/common/frame'
import { retryAll } from '@/record/views/common/lists'
import { useRules } from '@/record/views/common/rules'
import type { ViewProps } from '@/record/views/view'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { TreeContext, type TreeOf } from './context'
import { Grid } from './Grid'
import { canHold, chosenLevels, possibleLevels } from './levels'
import { MoveTo } from './MoveTo'
import { relink } from './relink'
import { Tools } from './Tools'
import { type Move, useTree } from './useTree'

/** What was open in which tree, for when one comes back to it. */
const kept = new Map<string, ReadonlySet<string>>()
const usualColumns = ['state', 'owner']
/** What stands in the first column anyway. */
const own = ['key', 'title']

/** Records of any kind under what they belong to. */
export function TreeView({ q, product, kinds, fields, options, setOptions, open, empty, ...props }: ViewProps & { empty?: ReactNode }) {
  const data = useData()
  const selection = useSelectionStore(props.selection)
  const prefix = useId()
  useRules(product)
  const [cursor] = useState(() => new Cursor(prefix))
  const levels = useMemo(() => chosenLevels(kinds, options.levels), [kinds, options.levels])
  const possible = useMemo(() => possibleLevels(kinds), [kinds])
  const place = `${product}/${kinds.join()}`
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => kept.get(place) ?? new Set())
  kept.set(place, opened)
  const [moves, setMoves] = useState<readonly Move[]>([])
  const [asking, setAsking] = useState<string>()
  const tree = useTree({ q, product, kinds, levels, open: opened, moves })
  if (tree.pending.length < moves.length) setMoves(tree.pending)

  const toggle = useCallback((path: string, on: boolean) => setOpened((before) => (before.has(path) === on ? before : on ? new Set([...before, path]) : new Set([...before].filter((p) => p !== path)))), [])
  const move = useCallback(
    (path: string, to: string | undefined) => {
      const parent = parentOf(path)
      const [record, under] = [data.cache.get(idOf(path)), to === undefined ? undefined : data.cache.get(idOf(to))]
      const own: Move = { path, to }
      setMoves((before) => [...before, own])
      announce(under ? m.views_tree_moved({ title: record?.title ?? '', parent: under.title }) : m.views_tree_freed({ title: record?.title ?? '' }))
      const done = relink(data, idOf(path), parent === undefined ? undefined : data.cache.get(idOf(parent)), under)
      void done.then((o) => o && 'done' in o || setMoves((before) => before.filter((x) => x !== own)))
    },
    [data],
  )
  const columns = useMemo(() => (options.cols?.split(',') ?? usualColumns).flatMap((name) => (own.includes(name) ? [] : (fields.find((f) => f.name === name) ?? []))), [options.cols, fields])
  const shown = useRef(tree.rows)
  shown.current = tree.rows
  const order = useCallback(() => shown.current.flatMap((r) => (r.type === 'node' ? [r.id] : [])), [])
  const value = useMemo<TreeOf>(() => ({ data, q, product, kinds, levels, columns, selection, order, cursor, open, toggle, move }), [data, q, product, kinds, levels, columns, selection, order, cursor, open, toggle, move])
  const box = useRef<HTMLDivElement>(null)
  const picked = (id: string | undefined) => {
    const to = id === undefined ? undefined : (tree.rows.find((r) => r.type === 'node' && r.id === id)?.path ?? id)
    if (asking !== undefined && parentOf(asking) !== to) move(asking, to)
  }
  const stop = () => {
    setAsking(undefined)
    box.current?.querySelector<HTMLElement>('[role=treegrid]')?.focus()
  }
  const openMore = () => {
    const closed = tree.rows.filter((r) => r.type === 'node' && !r.open && mayOpen(r.id))
    const least = Math.min(...closed.map((r) => r.depth))
    setOpened((before) => new Set([...before, ...closed.filter((r) => r.depth === least).map((r) => r.path)]))
  }
  const mayOpen = (id: string) => {
    const kind = data.cache.get(id)?.kind
    return kind !== undefined && canHold(kind, levels)
  }

  return (
    <div ref={box} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Tools possible={possible} levels={levels} kinds={kinds} onLevels={(next) => setOptions({ levels: next.join(',') })} onOpenMore={openMore} onCloseAll={() => setOpened(new Set())} />
      {tree.status === 'error' ? (
        <ErrorState text={tree.error?.detail} onRetry={() => retryAll(data, tree.specs)} />
      ) : tree.status === 'loading' ? (
        <SkeletonRows count={12} />
      ) : tree.rows.length === 0 ? (
        (empty ?? <EmptyState icon="list-tree" title={m.views_tree_empty()} text={m.views_tree_empty_text()} />)
      ) : (
        <TreeContext value={value}>
          <Frame selection={selection} product={product} fields={fields} kinds={kinds} open={open} order={order}>
            <Grid rows={tree.rows} onMove={setAsking} />
          </Frame>
          {asking !== undefined && <Asking path={asking} box={() => box.current} onPick={picked} onClose={stop} />}
        </TreeContext>
      )}
    </div>
  )
}

function Asking({ path, box, onPick, onClose }: { path: string; box: () => HTMLElement | null; onPick: (id: string | undefined) => void; onClose: () => void }) {
  const record = useRecord(idOf(path))
  if (!record) return null
  return <MoveTo record={record} anchor={() => box()?.querySelector(`[data-path="${path}"]`) ?? null} onPick={onPick} onClose={onClose} />
}
