import { createContext, use, useSyncExternalStore } from 'react'

import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import type { Scale } from '@/lib/scale'
import type { Span } from '@/lib/scaleSpan'
import { useDraft } from '@/record/views/common/drafts'
import type { SelectionStore } from '@/record/list/selection'
import type { ViewProps } from '@/record/views/view'

import type { Controller } from './controller'
import { type Dates, type Stand, standOf } from './dates'

/** What every bar needs to know of its timeline. */
export interface Timeline extends Pick<ViewProps, 'open'> {
  selection: SelectionStore
  /** The ids in the order of the lines. */
  order: () => readonly string[]
  control: Controller
  dates: Dates
  scale: Scale
  /** Today as text and as a number. */
  today: string
  now: number
}

export const TimelineContext = createContext<Timeline | undefined>(undefined)

export function useTimeline(): Timeline {
  const t = use(TimelineContext)
  if (!t) throw new Error('a bar stands outside of a timeline')
  return t
}

export interface Standing extends Stand {
  record: Rec
  /** Where it is being pulled to; the span is this one then. */
  draft: Span | undefined
}

/** Where a record stands, or is being pulled to. */
export function useStanding(id: string): { record: Rec | undefined; standing: Standing | undefined } {
  const { control, dates } = useTimeline()
  const record = useRecord(id)
  const draft = useDraft(control.drafts, id)
  const stand = record && standOf(record, dates)
  return { record, standing: stand && { ...stand, span: draft ?? stand.span, record, draft } }
}

export const useStore = <T,>(on: (fn: () => void) => () => void, read: () => T): T => useSyncExternalStore(on, read)
