/** Activities are put in order by dragging; the menu of each does the same from the keyboard. */
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import type { RefCallback } from 'react'

const kind = 'storymap.activity'

export type Side = 'left' | 'right'

/** For the ref of an activity's head: dropped left or right of another. */
export const dragsActivity =
  (id: string, over: (side: Side | undefined) => void, drop: (id: string, side: Side) => void): RefCallback<HTMLElement> =>
  (element) => {
    if (!element) return undefined
    const sideOf = (data: Record<string | symbol, unknown>): Side => (extractClosestEdge(data) === 'right' ? 'right' : 'left')
    return combine(
      draggable({ element, getInitialData: () => ({ [kind]: id }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => kind in source.data && source.data[kind] !== id,
        getData: ({ input, element: target }) => attachClosestEdge({}, { input, element: target, allowedEdges: ['left', 'right'] }),
        onDrag: ({ self }) => over(sideOf(self.data)),
        onDragLeave: () => over(undefined),
        onDrop: ({ self, source }) => {
          over(undefined)
          drop(String(source.data[kind]), sideOf(self.data))
        },
      }),
    )
  }
