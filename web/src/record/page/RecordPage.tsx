/**
 * What every record shares on its page and in the panel beside a list: the thread,
 * the title and text, its properties, what it is joined with, what was said about
 * it and what became of it. Parts for one kind alone hang on its fields, not on
 * its name; what an area adds comes in as `extra`.
 */
import type { ReactNode } from 'react'

import { useRecordState } from '@/data/hooks'
import type { Rec } from '@/data/types'

import { Absent } from './Absent'
import { Actions } from './Actions'
import { RecordShown } from './RecordShown'
import { ThreadBar } from './ThreadBar'
import { useFocusOn } from './useFocusOn'

interface RecordPageProps {
  /** Id or key. */
  id: string
  /** What an area adds between the text and the links. */
  extra?: (record: Rec) => ReactNode
}

export function RecordPage({ id, extra }: RecordPageProps) {
  const state = useRecordState(id)
  const focusOn = useFocusOn(state.record?.id)
  const { record } = state
  if (!record) return <Absent id={id} state={state} />
  return (
    <article ref={focusOn} aria-label={record.title} className="@container flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex min-h-11 shrink-0 items-center gap-2 border-b border-line pr-3 pl-4">
        <ThreadBar record={record} />
        <Actions record={record} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto quiet-scroll">
        <RecordShown record={record} extra={extra} />
      </div>
    </article>
  )
}
