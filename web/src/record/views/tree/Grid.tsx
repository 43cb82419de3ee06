import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useRef } from 'react'

import { useRows } from '@/data/hooks'
import { type TreeRow, treeStep } from '@/lib/layoutTree'
import { m } from '@/locales/gen/messages.js'
import { takeSteps } from '@/record/views/common/frame'

import { useTreeOf } from './context'
import { Note, ROW, Row } from './Row'

const HEAD = 28

interface GridProps {
  rows: readonly TreeRow[]
  /** Asks where a row shall go. */
  onMove: (path: string) => void
}

/** The rows that are in sight, and the keys that walk them. */
export function Grid({ rows, onMove }: GridProps) {
  const { cursor, selection, toggle, open } = useTreeOf()
  const scroller = useRef<HTMLDivElement>(null)
  const go = useRef<(by: number) => void>(() => {})
  const box = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element
      if (!element) return undefined
      const offs = [cursor.attach(element), takeSteps(selection, (by) => (by === 0 ? element.focus() : go.current(by)))]
      return () => offs.forEach((off) => off?.())
    },
    [cursor, selection],
  )
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, getItemKey: (i) => rows[i]!.path, overscan: 10, scrollMargin: HEAD, scrollPaddingStart: HEAD })
  const items = virtual.getVirtualItems()
  useRows(items.flatMap((v) => {
    const row = rows[v.index]
    return row?.type === 'node' ? [row.id] : []
  }))

  const goTo = (index: number) => {
    const row = rows[index]
    if (!row) return
    cursor.moveTo(row.path)
    if (row.type === 'node') selection.moveTo(row.id)
    virtual.scrollToIndex(index, { align: 'auto' })
  }
  go.current = (by) => goTo(rows.findIndex((r) => r.path === cursor.key) + by)

  const keys = (e: KeyboardEvent<HTMLElement>) => {
    if (e.target !== e.currentTarget || e.ctrlKey || e.metaKey || e.altKey) return
    const at = rows.findIndex((r) => r.path === cursor.key)
    const row = rows[at]
    const key = { j: 'ArrowDown', k: 'ArrowUp' }[e.key] ?? e.key
    const step = treeStep(rows, at, key)
    const id = row?.type === 'node' ? row.id : undefined
    if (step.to !== undefined) goTo(step.to)
    else if (step.open) toggle(step.open, true)
    else if (step.close) toggle(step.close, false)
    else if (e.key === '*') siblings(rows, row).forEach((path) => toggle(path, true))
    else if (id && e.key === 'Enter') open(id, 'page')
    else if (id && e.key === ' ') open(id, 'panel')
    else if (id && e.key === 'x') selection.toggle(id)
    else if (id && e.key === 'm') onMove(row!.path)
    else if (e.key === 'Escape') selection.clear()
    else if (!key.startsWith('Arrow')) return
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a tree holds the focus for its rows
    <div ref={box} role="treegrid" tabIndex={0} aria-label={m.views_tree_name()} aria-rowcount={rows.length + 1} onKeyDown={keys} onFocus={(e) => e.target === e.currentTarget && cursor.key === undefined && goTo(0)} className="group/grid min-h-0 flex-1 overflow-auto outline-none select-none quiet-scroll">
      <Head />
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((v) => {
          const row = rows[v.index]!
          if (row.type !== 'node') return <Note key={v.key} type={row.type} depth={row.depth} top={v.start - HEAD} />
          return <Row key={v.key} path={row.path} id={row.id} depth={row.depth} place={row.place} size={row.size} open={row.open} top={v.start - HEAD} index={v.index} />
        })}
      </div>
    </div>
  )
}

/** What stands in the columns. */
function Head() {
  const { columns } = useTreeOf()
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-10 flex items-center gap-2 border-b bg-bg pr-3 text-12 font-medium text-text-faint" style={{ height: HEAD }}>
      <div role="columnheader" className="min-w-0 flex-1 pl-10">
        {m.views_tree_title()}
      </div>
      <div role="columnheader" className="w-16 shrink-0">
        {m.views_tree_done()}
      </div>
      {columns.map((f) => (
        <div key={f.name} role="columnheader" className="w-28 shrink-0 truncate max-md:hidden">
          {f.label}
        </div>
      ))}
    </div>
  )
}

/** A row and those beside it under the same parent. */
function siblings(rows: readonly TreeRow[], row: TreeRow | undefined): string[] {
  return rows.flatMap((r) => (r.type === 'node' && r.parent === row?.parent ? [r.path] : []))
}
