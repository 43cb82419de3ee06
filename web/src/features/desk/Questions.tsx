import { address } from '@/data/client'
import { useAsk, useMember } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { heard, type Asked } from '@/record/story/readiness'
import { sayWait } from '@/record/story/wait'
import { Avatar } from '@/ui/avatar'

const most = 8

/** Questions that wait for an answer, those that have waited longest first. */
export function Questions({ product }: { product: string }) {
  const asked = useAsk<{ items: Asked[]; next: string | null }>(address('/questions', { product, open: true, limit: 50 }), heard)
  const all = asked.value?.items ?? []
  const longest = all[0]?.hours
  return (
    <Part title={m.story_desk_questions()} note={longest !== undefined ? m.story_desk_questions_note({ count: asked.value?.next ? `${all.length}+` : String(all.length), wait: sayWait(longest) }) : undefined}>
      {asked.status === 'loading' && <Waiting rows={3} />}
      {asked.status === 'error' && <Failed text={asked.error?.detail} onRetry={asked.retry} />}
      {asked.status === 'ready' && all.length === 0 && <p className="py-1.5 text-text-muted">{m.story_desk_questions_none()}</p>}
      {all.slice(0, most).map((q) => (
        <One key={q.id} question={q} />
      ))}
      {all.length > most && <p className="flex h-7 items-center text-12 text-text-muted">{m.desk_and_more({ count: all.length - most })}</p>}
    </Part>
  )
}

function One({ question: q }: { question: Asked }) {
  const who = useMember(q.createdBy)
  const link = useLink()
  return (
    <a {...link(recordAddress(q.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <Avatar id={q.createdBy ?? ''} name={who?.name ?? ''} size={18} />
      <span className="keyed shrink-0 text-text-faint">{q.key}</span>
      <span className="min-w-0 flex-1 truncate">{q.question}</span>
      <span className="tabular shrink-0 text-12 text-text-muted">{sayWait(q.hours)}</span>
    </a>
  )
}
