import { useMemo, useState } from 'react'

import { type PagesState, useAsk, useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Composer } from '@/record/editor/Composer'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { useCall } from './call'
import { CommentItem } from './CommentItem'
import { conversations, type Comment, type Conversation, type Reaction } from './comments'
import { uploadTo } from './upload'

/** What was said, in its threads, and the box for what is said next. */
export function CommentList({ record, asked }: { record: Rec; asked: PagesState<Comment> }) {
  const me = useMe().member
  const call = useCall()
  const reactions = useAsk<Reaction[]>(`/records/${record.id}/reactions`, ['reaction'])
  const threads = useMemo(() => conversations(asked.items ?? []), [asked.items])
  const upload = useMemo(() => uploadTo(record.id), [record.id])
  const say = async (body: string, replyTo?: string) => {
    const done = await call('POST', `/records/${record.id}/comments`, { body, ...(replyTo ? { replyTo } : {}) })
    if ('refused' in done) return false
    asked.retry()
    return true
  }
  if (asked.status === 'loading') return <SkeletonRows count={2} />
  if (asked.status === 'error') return <ErrorState title={m.record_comments_failed()} text={asked.error?.detail} onRetry={asked.retry} />
  return (
    <div className="flex flex-col gap-4">
      {threads.map((t) => (
        <Thread key={t.first.id} thread={t} me={me.id} reactions={reactions.value ?? []} draft={`reply.${t.first.id}`} upload={upload} onReply={(text) => say(text, t.first.id)} onChanged={() => (asked.retry(), reactions.retry())} />
      ))}
      <Composer draft={`comment.${record.id}`} label={m.record_comments_new()} placeholder={threads.length > 0 ? m.record_comments_hint() : m.record_comments_first()} action={m.record_comments_send()} send={(text) => say(text)} upload={upload} act="comment" />
    </div>
  )
}

interface ThreadProps {
  thread: Conversation
  me: string
  reactions: readonly Reaction[]
  draft: string
  upload: ReturnType<typeof uploadTo>
  onReply: (text: string) => Promise<boolean>
  onChanged: () => void
}

function Thread({ thread, me, reactions, draft, upload, onReply, onChanged }: ThreadProps) {
  const [replying, setReplying] = useState(false)
  const one = (c: Comment) => <CommentItem key={c.id} comment={c} me={me} reactions={reactions} upload={upload} onChanged={onChanged} onReply={() => setReplying(true)} />
  return (
    <article className="flex flex-col gap-3">
      {one(thread.first)}
      {(thread.replies.length > 0 || replying) && (
        <div className="ml-3 flex flex-col gap-3 border-l border-line pl-5">
          {thread.replies.map(one)}
          {replying ? (
            <Composer draft={draft} label={m.record_comments_reply()} placeholder={m.record_comments_reply_hint()} action={m.record_comments_reply()} send={onReply} upload={upload} onCancel={() => setReplying(false)} />
          ) : (
            <div>
              <Button size="sm" variant="ghost" icon="corner-down-left" onClick={() => setReplying(true)} className="-ml-2 text-text-muted">
                {m.record_comments_reply()}
              </Button>
            </div>
          )}
        </div>
      )}
    </article>
  )
}
