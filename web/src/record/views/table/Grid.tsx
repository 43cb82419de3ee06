import { useVirtualizer, type Range, defaultRangeExtractor } from '@tanstack/react-virtual'
import { useCallback, useRef, useState, type CSSProperties, type MouseEvent } from 'react'

import { useRows } from '@/data/hooks'
import type { Group } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { Skeleton } from '@/ui/skeleton'

import { gridTemplate, keepWidth, leastWidth, readWidths } from './columns'
import type { TableControl } from './control'
import { canRegroup, DropSpot, takeRows, type Grouping } from './drag'
import { DropLine } from './DropLine'
import { GroupHead } from './GroupHead'
import { Header } from './Header'
import { type Layout, ROW } from './layout'
import { MarkLine } from './MarkLine'
import { clicked, followDocument, pressed } from './press'
import { Row } from './Row'
import { useBlock, useEntry, useFleeting, useHeights } from './window'

/** Height of the header, under which the rows pass. */
const HEADER = 32

const none: readonly string[] = []

interface Props {
  table: TableControl
  layout: Layout
  groups: ReadonlyMap<string, Group>
  categories: ReadonlyMap<string, string>
  by: Field | undefined
  title: Field
  columns: readonly Field[]
  q: string
  ranked: boolean
  open: (id: string, how: 'panel' | 'page') => void
  fold: (key: string, open: boolean) => void
  onQ?: (change: (q: string) => string) => void
  onColumns: (cols: string) => void
  create?: (values?: Record<string, unknown>) => void
}

export function Grid({ table, layout, groups, categories, by, title, columns, q, ranked, open, fold, onQ, onColumns, create }: Props) {
  const scroll = useRef<HTMLDivElement>(null)
  const [widths, setWidths] = useState(readWidths)
  const [spot] = useState(() => new DropSpot())
  const entry = useEntry(table, layout)
  // Lines of other heights elsewhere: the virtual list has to count anew.
  const heights = useHeights(layout)
  const lines = useVirtualizer({
    count: layout.count,
    getScrollElement: () => scroll.current,
    estimateSize: (i) => layout.height(i),
    getItemKey: heights,
    overscan: 10,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER + (by ? ROW : 0),
    scrollPaddingEnd: ROW,
    rangeExtractor: useCallback(
      (range: Range) => {
        // The row with the focus stays in the page, or the focus would be lost.
        const all = defaultRangeExtractor(range)
        const at = table.selection.focus === undefined ? -1 : table.shown.layout.lineOf(table.selection.focus)
        return at < 0 || (at >= all[0]! && at <= all.at(-1)!) ? all : [...all, at].sort((a, b) => a - b)
      },
      [table],
    ),
  })
  const items = lines.getVirtualItems()
  const fleeting = useFleeting(lines.isScrolling, lines.scrollOffset ?? 0, scroll.current?.clientHeight ?? 0)
  const page = Math.max(1, Math.floor(((scroll.current?.clientHeight ?? 400) - HEADER) / ROW) - 1)
  table.shown = { layout, columns: [title, ...columns], ranked, page, open, fold, scrollTo: (line) => lines.scrollToIndex(line, { align: 'auto' }) }
  // What flies past is not asked for.
  const block = useBlock(layout, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  useRows(fleeting.flying ? none : block)

  const grouping = useRef<Grouping>(undefined)
  grouping.current = by && { field: by, valueOf: (key) => (key === '' ? null : key) }
  const movable = ranked || canRegroup(by)
  const body = useRef<HTMLDivElement>(null)
  const pressing = useRef(false)
  const frame = useCallback(
    (el: HTMLDivElement | null) => {
      scroll.current = el
      if (!el || !body.current) return undefined
      const offs = [followDocument(el, table), takeRows(table, spot, body.current, el, () => grouping.current)]
      return () => offs.forEach((off) => off())
    },
    [table, spot],
  )
  const top = lines.scrollOffset ?? 0
  const head = by && top > 0 ? layout.sectionAt(layout.lineAt(top)) : undefined
  const style = { '--columns': gridTemplate(columns, widths), minWidth: leastWidth(columns, widths) } as CSSProperties
  return (
    <div
      ref={frame}
      role="grid"
      aria-label={m.views_table_label()}
      aria-rowcount={layout.count + 1}
      aria-colcount={columns.length + 2}
      aria-multiselectable
      tabIndex={-1}
      onKeyDown={(e) => pressed(e, table)}
      onPointerDown={() => (pressing.current = true)}
      onPointerUp={() => (pressing.current = false)}
      onPointerCancel={() => (pressing.current = false)}
      // A press says itself what it picks: Shift with it extends from the last.
      onFocus={(e) => !pressing.current && table.noticed((e.target as HTMLElement).closest<HTMLElement>('[data-id]')?.dataset.id)}
      onClick={(e: MouseEvent) => clicked(e, table)}
      onDoubleClick={(e: MouseEvent) => clicked(e, table)}
      className="quiet-scroll min-h-0 flex-1 overflow-auto outline-none"
    >
      <div style={style} className="relative">
        <Header title={title} columns={columns} widths={widths} q={q} table={table} onQ={onQ} onColumns={onColumns} onWidth={(name, width) => setWidths(keepWidth(name, width))} />
        <div ref={body} role="rowgroup" className="relative" style={{ height: lines.getTotalSize() }}>
          {head?.head && (
            <div aria-hidden className="sticky top-8 z-10 h-0">
              <GroupHead section={head} group={groups.get(head.key)} by={by} category={categories.get(head.key)} fold={fold} create={create} />
            </div>
          )}
          {items.map(({ index }) => {
            const line = layout.at(index)
            if (!line) return null
            const y = layout.top(index)
            if (line.is === 'row' && fleeting.is(line.id)) return <Fleeting key={line.id} line={index} top={y} />
            if (line.is === 'row') return <Row key={line.id} id={line.id} line={index} top={y} entry={line.id === entry} table={table} columns={columns} movable={movable} />
            if (line.is === 'mark') return <MarkLine key={`mark${line.marks[0]!.label}`} marks={line.marks} top={y} />
            if (line.is === 'head') return <GroupHead key={`head${line.section.key}`} section={line.section} group={groups.get(line.section.key)} by={by} category={categories.get(line.section.key)} fold={fold} create={create} line={index} top={y} />
            return <Wait key={`wait${index}`} top={y} />
          })}
          <DropLine spot={spot} layout={layout} />
        </div>
      </div>
    </div>
  )
}

/** Stands for a row while the list flies past. */
function Fleeting({ line, top }: { line: number; top: number }) {
  return (
    <div role="row" aria-rowindex={line + 2} style={{ transform: `translateY(${top}px)` }} className="absolute inset-x-0 top-0 flex h-row items-center border-b pl-9">
      <div role="gridcell" className="h-3 w-1/3 rounded-sm bg-bg-hover" />
    </div>
  )
}

function Wait({ top }: { top: number }) {
  return (
    <div className="absolute inset-x-0 top-0 flex h-row items-center border-b pl-12" style={{ transform: `translateY(${top}px)` }}>
      <Skeleton width="30%" />
    </div>
  )
}
