/**
 * Which cell of the row in focus is chosen, and which one is edited: kept outside
 * of React, so that moving about draws two rows and not the table.
 */
import { useSyncExternalStore } from 'react'

import type { SelectionStore } from '@/record/list/selection'

export interface Editing {
  id: string
  field: string
  typed?: string
}

/** No cell is chosen: the row itself has the focus. */
export const ROW_ITSELF = -1

export class Cells {
  column = ROW_ITSELF
  editing: Editing | undefined
  private readonly listeners = new Set<() => void>()

  constructor(readonly selection: SelectionStore) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    const off = this.selection.subscribe(listener)
    return () => {
      this.listeners.delete(listener)
      off()
    }
  }

  choose(column: number): void {
    if (this.column === column) return
    this.column = column
    this.tell()
  }

  edit(editing: Editing): void {
    this.editing = editing
    this.tell()
  }

  stop(): void {
    if (!this.editing) return
    this.editing = undefined
    this.tell()
  }

  private tell(): void {
    for (const l of this.listeners) l()
  }
}

export interface RowState {
  selected: boolean
  focused: boolean
  column: number
  editing: string
}

/** What concerns one row; it is drawn again when this changes and at no other time. */
export function useRowState(cells: Cells, id: string): RowState {
  const text = useSyncExternalStore(cells.subscribe, () => {
    const { ids, focus } = cells.selection
    const column = focus === id ? cells.column : ROW_ITSELF
    return `${ids.has(id) ? 1 : 0}${focus === id ? 1 : 0} ${column} ${cells.editing?.id === id ? cells.editing.field : ''}`
  })
  const [marks, column, editing] = text.split(' ') as [string, string, string]
  return { selected: marks[0] === '1', focused: marks[1] === '1', column: Number(column), editing }
}
