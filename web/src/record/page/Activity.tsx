import { useState } from 'react'

import { usePages } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Tabs } from '@/ui/tabs'

import { CommentList } from './CommentList'
import type { Comment } from './comments'
import { HistoryList } from './HistoryList'

type Shown = 'comments' | 'history'

/** What was said about the record, and what was done to it. */
export function Activity({ record }: { record: Rec }) {
  const [shown, setShown] = useState<Shown>('comments')
  const asked = usePages<Comment>(`/records/${record.id}/comments?limit=200`, ['comment'])
  const tabs = [
    { value: 'comments' as const, label: m.record_comments(), count: asked.items?.length || undefined },
    { value: 'history' as const, label: m.record_history() },
  ]
  return (
    <section aria-label={m.record_activity()}>
      <Tabs value={shown} onChange={setShown} tabs={tabs} label={m.record_activity()}>
        <div className="pt-3">{shown === 'comments' ? <CommentList record={record} asked={asked} /> : <HistoryList record={record} />}</div>
      </Tabs>
    </section>
  )
}
