import { memo } from 'react'

import { useRecord } from '@/data/hooks'
import { sayDistance } from '@/lib/when'
import { useToday } from '@/record/screen/today'

import { Sentiment } from './Sentiment'

/** One customer's words in the list: what was said, by whom, when. */
export const FeedbackRow = memo(function FeedbackRow({ id }: { id: string }) {
  const r = useRecord(id)
  const account = useRecord(typeof r?.account === 'string' ? r.account : undefined)
  const contact = useRecord(typeof r?.contact === 'string' ? r.contact : undefined)
  const today = useToday()
  if (!r) return null
  const unheard = r.category === 'todo'
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <span aria-hidden className={unheard ? 'size-1.5 shrink-0 rounded-full bg-accent' : 'size-1.5 shrink-0'} />
        <span className={unheard ? 'min-w-0 flex-1 truncate font-medium' : 'min-w-0 flex-1 truncate text-text-muted'}>{r.title}</span>
        <Sentiment value={r.sentiment} />
      </span>
      <span className="flex min-w-0 items-center gap-2 pl-3.5 text-12 text-text-muted">
        <span className="min-w-0 flex-1 truncate">{[contact?.title, account?.title].filter(Boolean).join(' · ') || r.key}</span>
        <span className="tabular shrink-0">{sayDistance(String(r.saidOn ?? r.createdAt.slice(0, 10)), today)}</span>
      </span>
    </>
  )
})
