/**
 * Views show a list of records of any kind: table, board, tree, timeline,
 * calendar, thread. A view knows fields and ids, never a kind. What a person may
 * want to share of it lives in the address and comes in as options.
 */
import type { ComponentType } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Field } from '@/record/fields/field'

export interface ViewProps {
  /** Key of the product, or undefined over all products one may see. */
  product: string | undefined
  /** Which records: a query of the query language, sort included. */
  q: string
  /** What kinds the screen is about: what can be created here, which columns there are. */
  kinds: readonly KindName[]
  /** The fields that all or some of the kinds have, in their order. */
  fields: readonly Field[]
  /** The view's own settings, kept in the address: group, lanes, cols, zoom, from. */
  options: Readonly<Record<string, string | undefined>>
  setOptions: (change: Record<string, string | undefined>) => void
  selection: Selection
  /** Opens a record beside the view, or as a page. */
  open: (id: string, how: 'panel' | 'page') => void
  /** Starts a new record with these values; absent where nothing can be made. */
  create?: (values?: Record<string, unknown>) => void
}

/** What is selected: ids, in the order they were picked, and the one that has the focus. */
export interface Selection {
  ids: ReadonlySet<string>
  focus: string | undefined
  set: (ids: Iterable<string>, focus?: string) => void
  toggle: (id: string) => void
  /** Extends from the last picked to this one, in the order the view gives. */
  extend: (id: string, order: readonly string[]) => void
  clear: () => void
}

export interface View {
  name: 'table' | 'board' | 'tree' | 'timeline' | 'calendar' | 'horizons' | 'thread'
  label: () => string
  icon: string
  /** Loaded when it is first shown. */
  Component: ComponentType<ViewProps>
}
