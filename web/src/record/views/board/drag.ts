/** Cards are dragged; every list of cards takes them, and says first what that would be. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'

import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { type Dragged, preview } from '@/record/views/table/drag'

import { cellKey } from './buckets'
import type { BoardControl } from './control'
import { rightAt } from './move'

export const CARD = 100
export const GAP = 6
export const STEP = CARD + GAP

/** Where the dragged cards would go, told to the lists that show it. */
export class DropSpot {
  shown: { cell: string; index: number; note?: string; refused?: boolean } | undefined
  private readonly listeners = new Set<() => void>()

  subscribe = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  show(next: DropSpot['shown']): void {
    const now = this.shown
    if (now === next || (now && next && now.cell === next.cell && now.index === next.index && now.note === next.note)) return
    this.shown = next
    for (const fn of this.listeners) fn()
  }
}

interface CardsData {
  board: BoardControl
  ids: readonly string[]
  [key: string | symbol]: unknown
}

const isCards = (data: Record<string | symbol, unknown>, board: BoardControl): data is CardsData => data.board === board

export function dragCard(board: BoardControl, id: string, element: HTMLElement): () => void {
  return draggable({
    element,
    getInitialData: (): CardsData => ({ board, ids: [...board.moving(id)] }),
    onGenerateDragPreview: ({ nativeSetDragImage, source }) => {
      const { ids } = source.data as CardsData
      const first = board.data.cache.get(ids[0]!)
      preview(ids.length > 1 ? m.views_table_dragging({ count: ids.length }) : `${first?.key ?? ''} ${first?.title ?? ''}`, nativeSetDragImage)
    },
    onDragStart: () => {
      element.style.opacity = '0.5'
    },
    onDrop: () => {
      element.style.opacity = ''
    },
  })
}

/** For the ref of a list of cards. */
export function takeCards(board: BoardControl, spot: DropSpot, lane: string, column: string, element: HTMLElement, cards: () => HTMLElement | null): () => void {
  const cell = cellKey(lane, column)
  const indexAt = (clientY: number) => {
    const list = cards()
    const count = board.shown?.cell(lane, column).length ?? 0
    if (!list) return count
    return Math.max(0, Math.min(count, Math.round((clientY - list.getBoundingClientRect().top) / STEP)))
  }
  const show = ({ source, location }: Dragged) => {
    const { ids } = source.data as CardsData
    const records = ids.flatMap((id) => board.data.cache.get(id) ?? [])
    const right = board.shown ? rightAt(board.data, board.shown, records, { lane, column }) : undefined
    const refused = right?.may === 'no'
    spot.show({ cell, index: indexAt(location.current.input.clientY), note: refused ? m.views_board_refused() : proposes(right), refused })
  }
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => isCards(source.data, board),
    onDragEnter: show,
    onDrag: show,
    onDragLeave: () => spot.show(undefined),
    onDrop: ({ source, location }) => {
      spot.show(undefined)
      board.move((source.data as CardsData).ids, { lane, column, index: indexAt(location.current.input.clientY) })
    },
  })
}

export function scrollsWithCards(board: BoardControl, ...elements: HTMLElement[]): () => void {
  return combine(...elements.map((element) => autoScrollForElements({ element, canScroll: ({ source }) => isCards(source.data, board) })))
}
