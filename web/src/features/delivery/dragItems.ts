/** Items are dragged from one list into another; each list takes what comes from the other. */
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import type { RefCallback } from 'react'

const kind = 'delivery.item'

/** For the ref of a row. */
export const dragRow =
  (id: string): RefCallback<HTMLElement> =>
  (element) => {
    if (!element) return undefined
    return draggable({ element, getInitialData: () => ({ [kind]: id }) })
  }

/** For the ref of a list. */
export const takeRows =
  (drop: (id: string) => void, over: (on: boolean) => void): RefCallback<HTMLElement> =>
  (element) => {
    if (!element) return undefined
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => kind in source.data && !element.contains(source.element),
      onDragEnter: () => over(true),
      onDragLeave: () => over(false),
      onDrop: ({ source }) => {
        over(false)
        drop(source.data[kind] as string)
      },
    })
  }
