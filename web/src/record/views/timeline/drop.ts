import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

import { dayOf } from '@/lib/scale'
import { proposes } from '@/record/fields/editor'

import { type Controller, GHOST } from './controller'
import { placement } from './dates'

/** Makes the box take what is dragged from the tray, and shows where it would stand. */
export function takeDrops(box: HTMLElement, control: Controller, place: (id: string, day: number) => void): () => void {
  const { viewport, ghosts } = control
  const idOf = (data: Record<string | symbol, unknown>) => (typeof data.timeline === 'string' ? data.timeline : undefined)
  return dropTargetForElements({
    element: box,
    canDrop: ({ source }) => idOf(source.data) !== undefined,
    onDrag: ({ source, location }) => {
      const { clientX, clientY } = location.current.input
      const record = control.record(idOf(source.data)!)
      const put = record && viewport.onAxis(clientX) ? placement(record, control.dates, dayOf(Math.floor(viewport.dayAt(clientX)))) : undefined
      const top = box.scrollTop + clientY - box.getBoundingClientRect().top - 11
      ghosts.set(GHOST, put && { span: put.span, top, hint: proposes(control.right(record!, put.field)) })
    },
    onDragLeave: () => ghosts.set(GHOST, undefined),
    onDrop: ({ source, location }) => {
      ghosts.set(GHOST, undefined)
      const { clientX } = location.current.input
      if (viewport.onAxis(clientX)) place(idOf(source.data)!, Math.floor(viewport.dayAt(clientX)))
    },
  })
}
