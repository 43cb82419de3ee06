import { createContext, use } from 'react'

import type { Data } from '@/data/data'
import type { Field } from '@/record/fields/field'
import type { SelectionStore } from '@/record/list/selection'
import type { ViewProps } from '@/record/views/view'

/** What every card needs to know of the columns. */
export interface Horizons extends Pick<ViewProps, 'open' | 'create'> {
  data: Data
  field: Field
  selection: SelectionStore
  /** What is shown on a card beside its title. */
  shown: CardFields
  /** The card that shall have the focus once it is drawn. */
  wanted: { id: string | undefined }
  /** Puts a record into a column, and next to another where one is named. */
  move: (id: string, to: string, beside?: { id: string; edge: 'top' | 'bottom' }) => void
}

export interface CardFields {
  confidence?: Field
  objective?: Field
  start?: Field
  end?: Field
  /** Of which product it is, where the columns hold several. */
  product?: boolean
}

export const HorizonsContext = createContext<Horizons | undefined>(undefined)

export function useHorizons(): Horizons {
  const h = use(HorizonsContext)
  if (!h) throw new Error('a card stands outside of its columns')
  return h
}
