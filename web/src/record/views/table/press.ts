/** What a key or a press in a table does, for all its rows in one place. */
import type { KeyboardEvent, MouseEvent } from 'react'

import { mannerOf } from '@/record/fields/editor'

import { ROW_ITSELF } from './cells'
import type { TableControl } from './control'
import { actOf } from './keys'

export function clicked(e: MouseEvent, table: TableControl): void {
  const target = e.target as HTMLElement
  const row = target.closest<HTMLElement>('[data-id]')
  const id = row?.dataset.id
  if (!id || e.defaultPrevented || target.closest('[data-editing]')) return
  const link = target.closest('a[data-open]')
  const box = target.closest('input[type=checkbox]')
  if (e.type === 'dblclick') {
    if (target.closest('[data-column="0"]')) table.edit(id, table.shown.columns[0])
    return
  }
  if (e.shiftKey) {
    e.preventDefault()
    globalThis.getSelection()?.removeAllRanges()
    table.selection.extend(id, table.shown.layout.order)
  } else if (box) {
    table.selection.toggle(id)
  } else if (e.metaKey || e.ctrlKey) {
    if (link) return // the browser opens it in a new tab
    table.selection.toggle(id)
  } else {
    press(e, table, id, link !== null, target)
  }
}

function press(e: MouseEvent, table: TableControl, id: string, link: boolean, target: HTMLElement): void {
  table.selection.moveTo(id)
  if (link) {
    e.preventDefault()
    table.cells.choose(ROW_ITSELF)
    table.shown.open(id, 'panel')
    table.reveal(id)
    return
  }
  const cell = target.closest<HTMLElement>('[data-column]')
  const column = cell ? Number(cell.dataset.column) : ROW_ITSELF
  table.cells.choose(column)
  table.reveal(id)
  const field = table.shown.columns[column]
  if (column > 0 && field && mannerOf(field) !== 'page') table.edit(id, field)
}

/** Keys on a row or cell; what is typed into a field is none of the table's. */
export function pressed(e: KeyboardEvent | globalThis.KeyboardEvent, table: TableControl): void {
  const target = e.target as HTMLElement
  // What floats over the table is part of it for React alone; its keys are its own.
  const floats = !target.closest('[role=grid]') && target !== document.body && target.id !== 'content'
  if (e.defaultPrevented || floats || target.closest('[data-editing],[role=columnheader],[data-group]')) return
  if (e.key === ' ' && target.matches('input[type=checkbox]')) return
  const act = actOf(e, table.standing())
  if (!act || !table.act(act)) return
  e.preventDefault()
  e.stopPropagation()
}

/** Until something has the focus, the keys of the page are the table's. */
export function followDocument(root: HTMLElement, table: TableControl): () => void {
  const detach = table.attach(root)
  const handle = (e: globalThis.KeyboardEvent) => {
    if (e.target === document.body || (e.target instanceof HTMLElement && e.target.id === 'content')) pressed(e, table)
  }
  window.addEventListener('keydown', handle, true)
  return () => {
    detach()
    window.removeEventListener('keydown', handle, true)
  }
}
