/** Cards are dragged onto the map and about it. */
import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

import { preview } from '@/record/views/table/drag'

import { cellAt, CARD, GAP, HEAD, moveTo, PAD, sideFor, type Layout } from './layout'
import type { Card, Move } from './map'

interface Dragged {
  card?: Card
  [key: string | symbol]: unknown
}

/** Where what is dragged would go. */
export interface Spot {
  x: number
  y: number
  refused?: boolean
}

/** For the ref of anything that stands for an item. */
export function dragsCard(element: HTMLElement, card: Card): () => void {
  return draggable({
    element,
    getInitialData: (): Dragged => ({ card }),
    onGenerateDragPreview: ({ nativeSetDragImage }) => preview(`${card.key} ${card.title}`, nativeSetDragImage),
    onDragStart: () => {
      element.style.opacity = '0.5'
    },
    onDrop: () => {
      element.style.opacity = ''
    },
  })
}

/** For the ref of the box that scrolls. */
export function dropsOnMap(box: HTMLElement, layout: () => Layout, show: (spot: Spot | undefined) => void, drop: (ids: string[], move: Move, known: readonly Card[]) => void): () => void {
  const cell = (input: { clientX: number; clientY: number }) => {
    const rect = box.getBoundingClientRect()
    return cellAt(layout(), input.clientX - rect.left + box.scrollLeft - sideFor(box.clientWidth), input.clientY - rect.top + box.scrollTop - HEAD)
  }
  const over = ({ location }: { location: { current: { input: { clientX: number; clientY: number } } } }) => {
    const at = cell(location.current.input)
    show(at && { x: at.column.x, y: at.band.y + PAD + at.index * (CARD + GAP) - GAP / 2 - 2 })
  }
  return combine(
    dropTargetForElements({
      element: box,
      canDrop: ({ source }) => (source.data as Dragged).card !== undefined,
      onDragEnter: over,
      onDrag: over,
      onDragLeave: () => show(undefined),
      onDrop: ({ source, location }) => {
        show(undefined)
        const { card } = source.data as Dragged
        const at = cell(location.current.input)
        if (!card || !at?.column.step) return
        const move = moveTo(layout(), [card.id], at.column.step, at.band.slice?.id ?? null, at.index)
        if (move) drop([card.id], move, [card])
      },
    }),
    autoScrollForElements({ element: box, canScroll: ({ source }) => (source.data as Dragged).card !== undefined }),
  )
}
