/** Rows are dragged to another place, or into another group. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor'
import { fieldRight, leastOf, rankRight } from '@/record/fields/editor-right'
import { type Field, patchOf } from '@/record/fields/field'
import { dropAt } from '@/record/list/rank'

import type { TableControl } from './control'

/** Where a dragged row would go, told to the line that shows it. */
export class DropSpot {
  shown: { gap: number; note?: string } | undefined
  private readonly listeners = new Set<() => void>()

  subscribe = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  show(gap: number | undefined, note?: string): void {
    if (this.shown?.gap === gap && this.shown?.note === note) return
    this.shown = gap === undefined ? undefined : { gap, note }
    for (const fn of this.listeners) fn()
  }
}

/** The field of the groups, where another group can be set by hand. */
export interface Grouping {
  field: Field
  valueOf: (key: string) => unknown
}

export const canRegroup = (field: Field | undefined): boolean => field !== undefined && field.editable && field.type !== 'tags' && field.type !== 'choices' && field.type !== 'link'

interface RowsData {
  table: TableControl
  ids: readonly string[]
  [key: string | symbol]: unknown
}

const isRows = (data: Record<string | symbol, unknown>, table: TableControl): data is RowsData => data.table === table

export function dragRow(table: TableControl, id: string, element: HTMLElement, can: () => boolean): () => void {
  return draggable({
    element,
    canDrag: () => !table.cells.editing && can(),
    getInitialData: (): RowsData => ({ table, ids: table.shown.layout.order.filter((x) => table.moving(id).has(x)) }),
    onGenerateDragPreview: ({ nativeSetDragImage, source }) => {
      const { ids } = source.data as RowsData
      const first = table.data.cache.get(ids[0]!)
      const text = ids.length > 1 ? m.views_table_dragging({ count: ids.length }) : `${first?.key ?? ''} ${first?.title ?? ''}`
      preview(text, nativeSetDragImage)
    },
  })
}

/** A small label under the pointer instead of a picture of the row. */
export function preview(text: string, nativeSetDragImage: Parameters<typeof setCustomNativeDragPreview>[0]['nativeSetDragImage']): void {
  setCustomNativeDragPreview({
    nativeSetDragImage,
    getOffset: () => ({ x: -8, y: -8 }),
    render: ({ container }) => {
      const label = document.createElement('div')
      label.className = 'max-w-80 truncate rounded border border-line-strong bg-bg-raised px-2.5 py-1.5 text-13 text-text'
      label.textContent = text
      container.append(label)
    },
  })
}

/** What a drag tells as it goes. */
export interface Dragged {
  source: { data: Record<string | symbol, unknown> }
  location: { current: { input: { clientX: number; clientY: number } } }
}

/** Takes rows in: for the ref of the element that holds them. */
export function takeRows(table: TableControl, spot: DropSpot, body: HTMLElement, scroll: HTMLElement, grouping: () => Grouping | undefined): () => void {
  const gapOf = (clientY: number) => table.shown.layout.gapAt(clientY - body.getBoundingClientRect().top)
  const show = ({ source, location }: Dragged) => {
    const gap = gapOf(location.current.input.clientY)
    spot.show(gap, noteFor(table, source.data as RowsData, gap, grouping()))
  }
  return combine(
    autoScrollForElements({ element: scroll, canScroll: ({ source }) => isRows(source.data, table) }),
    dropTargetForElements({
      element: body,
      canDrop: ({ source }) => isRows(source.data, table),
      onDragEnter: show,
      onDrag: show,
      onDragLeave: () => spot.show(undefined),
      onDrop: ({ source, location }) => {
        spot.show(undefined)
        drop(table, (source.data as RowsData).ids, gapOf(location.current.input.clientY), grouping())
      },
    }),
  )
}

/** What would not happen at once, said before it is dropped. */
function noteFor(table: TableControl, { ids }: RowsData, gap: number, grouping: Grouping | undefined): string | undefined {
  const records = ids.flatMap((id) => table.data.cache.get(id) ?? [])
  const move = regroup(table, ids, gap, grouping)
  const rights = [
    ...(table.shown.ranked ? [rankRight(table.data, records)] : []),
    ...(move ? records.map((r) => fieldRight(table.data, r, move.field, move.value)) : []),
  ]
  const right = leastOf(rights)
  return rights.length > 0 && right.may === 'no' ? m.views_table_no_rank() : proposes(right)
}

function regroup(table: TableControl, ids: readonly string[], gap: number, grouping: Grouping | undefined) {
  const { layout } = table.shown
  const place = layout.placeOf(gap)
  if (!grouping || !place?.section.head || !canRegroup(grouping.field)) return undefined
  const others = ids.filter((id) => layout.sectionAt(layout.lineOf(id))?.key !== place.section.key)
  return others.length > 0 ? { field: grouping.field, ids: others, value: grouping.valueOf(place.section.key) } : undefined
}

/** Puts the rows there: into the group first, then between its rows. */
export function drop(table: TableControl, ids: readonly string[], gap: number, grouping: Grouping | undefined): void {
  const place = table.shown.layout.placeOf(gap)
  if (!place) return
  const move = regroup(table, ids, gap, grouping)
  if (move) void table.data.changeMany(move.ids, patchOf(move.field, move.value))
  if (!table.shown.ranked) return
  const { ids: order } = place.section
  const moving = new Set(ids)
  if (ids.every((id) => order.includes(id))) return table.place(dropAt(order, moving, place.index))
  const before = order.slice(0, place.index).filter((id) => !moving.has(id)).length
  table.place(beside(order.filter((id) => !moving.has(id)), before, ids))
}

/** Between two rows that stay, where the moved ones come from elsewhere. */
function beside(order: readonly string[], index: number, ids: readonly string[]) {
  const after = order[index - 1]
  const before = order[index]
  if (after !== undefined) return { ids: [...ids], to: { after } }
  return before === undefined ? undefined : { ids: [...ids], to: { before } }
}
