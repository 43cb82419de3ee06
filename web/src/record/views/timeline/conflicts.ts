import { useMemo } from 'react'

import { useLinks } from '@/data/hooks'
import type { Link, Rec } from '@/data/types'
import { conflictOf, type Span } from '@/lib/scaleSpan'
import { m } from '@/locales/gen/messages.js'
import { useRecs } from '@/record/views/common/lists'

import { useTimeline } from './context'
import { type Dates, standOf } from './dates'

const none: readonly Link[] = []

/** What is over holds nobody up any more. */
export const isOver = (record: Rec): boolean => record.category === 'done' || record.category === 'closed'

/** By how many days a record begins before each of those that block it ends. */
export function conflictsOf(span: Span, blockers: readonly (Rec | undefined)[], dates: Dates): { record: Rec; days: number }[] {
  return blockers.flatMap((record) => {
    const stand = record && !isOver(record) ? standOf(record, dates) : undefined
    const days = stand ? conflictOf(stand.span, span) : 0
    return days > 0 ? [{ record: record!, days }] : []
  })
}

/** In words, what stands in a record's way; undefined where nothing does. */
export function useConflict(record: Rec | undefined, span: Span | undefined): string | undefined {
  const { dates } = useTimeline()
  // Links come with the record; asked for before it, each row would ask for its own.
  const id = record?.id
  const links = useLinks(id) ?? none
  const blockers = useMemo(() => links.filter((l) => l.type === 'blocks' && l.to === id).map((l) => l.from), [links, id])
  const records = useRecs(blockers)
  if (!span || !record || isOver(record)) return undefined
  const found = conflictsOf(span, records, dates)
  return found.map((c) => m.views_timeline_conflict({ count: c.days, key: c.record.key })).join(', ') || undefined
}
