import { type ReactNode, useState } from 'react'

import { RecordMenu } from '@/record/list/RecordMenu'
import { SelectionStore } from '@/record/list/selection'
import { BulkBar } from '@/record/views/table/BulkBar'
import type { Selection, ViewProps } from '@/record/views/view'

/** The selection as a store that rows hear of alone. */
export function useSelectionStore(selection: Selection): SelectionStore {
  const [own] = useState(() => new SelectionStore())
  return selection instanceof SelectionStore ? selection : own
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
