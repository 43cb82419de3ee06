import { createContext, use } from 'react'

import type { Data } from '@/data/data'
import type { KindName } from '@/data/kinds.gen'
import type { Field } from '@/record/fields/field'
import type { SelectionStore } from '@/record/list/selection'
import type { Cursor } from '@/record/views/common/cursor'
import type { ViewProps } from '@/record/views/view'

/** What every row needs to know of its tree. */
export interface TreeOf extends Pick<ViewProps, 'q' | 'product' | 'kinds' | 'open'> {
  data: Data
  levels: readonly KindName[]
  columns: readonly Field[]
  selection: SelectionStore
  /** The ids in the order of the rows. */
  order: () => readonly string[]
  cursor: Cursor
  /** Opens or closes a row. */
  toggle: (path: string, open: boolean) => void
  /** Puts a row under another one. */
  move: (path: string, to: string | undefined) => void
}

export const TreeContext = createContext<TreeOf | undefined>(undefined)

export function useTreeOf(): TreeOf {
  const t = use(TreeContext)
  if (!t) throw new Error('a row stands outside of a tree')
  return t
}
