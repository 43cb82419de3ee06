import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'

import { idOf, mayMove } from '@/lib/layoutTree'
import { proposes } from '@/record/fields/editor'

import type { TreeOf } from './context'
import { moveRight } from './relink'

/** How long one stays over a closed row until it opens. */
const WAIT = 600

/** Over a row that would take what is dragged: who decides, or nothing where one decides oneself. */
export type Over = { hint: string | undefined } | undefined

/** Makes a row one that can be dragged, and that takes others. */
export function dragRow(element: HTMLElement, tree: TreeOf, path: string, tell: (over: Over) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const right = (dragged: string) => {
    const record = tree.data.cache.get(idOf(dragged))
    const here = tree.data.cache.get(idOf(path))
    return record && here ? moveRight(tree.data, record, here.kind) : { may: 'no' as const }
  }
  const leave = () => {
    clearTimeout(timer)
    tell(undefined)
  }
  const offs = [
    draggable({ element, getInitialData: () => ({ tree: tree.cursor, path }) }),
    dropTargetForElements({
      element,
      canDrop: ({ source }) => source.data.tree === tree.cursor && mayMove(source.data.path as string, path) && right(source.data.path as string).may !== 'no',
      onDragEnter: ({ source }) => {
        tell({ hint: proposes(right(source.data.path as string)) })
        timer = setTimeout(() => tree.toggle(path, true), WAIT)
      },
      onDragLeave: leave,
      onDrop: ({ source }) => {
        leave()
        tree.move(source.data.path as string, path)
      },
    }),
  ]
  return () => {
    leave()
    offs.forEach((off) => off())
  }
}
