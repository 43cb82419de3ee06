/** What a press on a board does, for all its cards in one place. */
import type { MouseEvent } from 'react'

import type { BoardControl } from './control'

export function pressedCard(e: MouseEvent, board: BoardControl): void {
  const target = e.target as HTMLElement
  const id = target.closest<HTMLElement>('[data-id]')?.dataset.id
  if (!id || e.defaultPrevented) return
  const link = target.closest('a[data-open]') !== null
  if (e.shiftKey) {
    e.preventDefault()
    const at = board.find(id)
    if (at) board.selection.extend(id, board.shown!.cell(at.lane, at.column))
  } else if (e.metaKey || e.ctrlKey) {
    if (link) return // the browser opens it in a new tab
    board.selection.toggle(id)
  } else {
    e.preventDefault()
    board.selection.moveTo(id)
    board.reveal(id)
    if (link) board.shown?.open(id, 'panel')
  }
}
