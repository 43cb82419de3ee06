/** Rows of a short list that are put in order by dragging; the keys for the same are the row's own. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import type { RefCallback } from 'react'

/** For the ref of a row: dragged by its grip, dropped above or below another of the same list. */
export function dragRow(id: string, onOver: (edge: 'above' | 'below' | undefined) => void, onDrop: (id: string, below: boolean) => void): RefCallback<HTMLElement> {
  return (row) => {
    const grip = row?.querySelector<HTMLElement>('[data-grip]')
    if (!row || !grip) return undefined
    const list = row.parentElement
    const below = (data: Record<string | symbol, unknown>) => extractClosestEdge(data) === 'bottom'
    return combine(
      draggable({ element: row, dragHandle: grip, getInitialData: () => ({ row: id, list }) }),
      dropTargetForElements({
        element: row,
        canDrop: ({ source }) => source.data.list === list && source.data.row !== id,
        getData: ({ input, element }) => attachClosestEdge({ row: id }, { input, element, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => onOver(below(self.data) ? 'below' : 'above'),
        onDragLeave: () => onOver(undefined),
        onDrop: ({ self, source }) => {
          onOver(undefined)
          onDrop(String(source.data.row), below(self.data))
        },
      }),
    )
  }
}
