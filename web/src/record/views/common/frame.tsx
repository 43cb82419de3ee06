import { type MouseEvent, type ReactNode, useRef, useState } from 'react'

import { RecordMenu } from '@/record/list/RecordMenu'
import { SelectionStore } from '@/record/list/selection'
import { BulkBar } from '@/record/views/table/BulkBar'
import type { Selection, ViewProps } from '@/record/views/view'

/** The selection as a store that rows hear of alone; one that is no store is told of what is selected. */
export function useSelectionStore(selection: Selection): SelectionStore {
  const given = useRef(selection)
  given.current = selection
  const [own] = useState(() => {
    const store = new SelectionStore()
    store.subscribe(() => {
      if (given.current instanceof SelectionStore) return
      if (given.current.ids !== store.ids || given.current.focus !== store.focus) given.current.set(store.ids, store.focus)
    })
    return store
  })
  return selection instanceof SelectionStore ? selection : own
}

/** A press on a row: it alone, one more with Ctrl, all up to it with Shift; other buttons leave the selection to the menu. */
export function pressRow(e: MouseEvent, selection: SelectionStore, id: string, order: () => readonly string[]): void {
  if (e.button !== 0) return
  if (e.metaKey || e.ctrlKey) selection.toggle(id)
  else if (e.shiftKey) selection.extend(id, order())
  else selection.set([], id)
}

/** A press that means the row and not the selection. */
export const plain = (e: MouseEvent): boolean => !e.metaKey && !e.ctrlKey && !e.shiftKey

/** Lets the record beside the view go on to the next one in it, or give the focus back; for the ref of the view's box. */
export function takeSteps(selection: SelectionStore, step: SelectionStore['step']): () => void {
  selection.step = step
  return () => {
    if (selection.step === step) selection.step = () => {}
  }
}

interface FrameProps extends Pick<ViewProps, 'product' | 'fields' | 'kinds' | 'open'> {
  selection: SelectionStore
  /** The ids in the order in which they are shown. */
  order: () => readonly string[]
  children: ReactNode
}

/** Around a view: the menu under the pointer, and what can be done with all that is selected. */
export function Frame({ selection, product, fields, kinds, open, order, children }: FrameProps) {
  return (
    <RecordMenu selection={selection} product={product} open={open} order={order} ranked={false}>
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        {children}
        <BulkBar selection={selection} fields={fields} kinds={kinds} product={product} order={order} ranked={false} />
      </div>
    </RecordMenu>
  )
}
