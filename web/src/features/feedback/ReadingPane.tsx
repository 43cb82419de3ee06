import { useRef, useState } from 'react'

import { useRecordState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { screenKeys } from '@/record/screen/keys'
import { useMay } from '@/record/screen/may'
import { Button } from '@/ui/button'
import { ScrollArea } from '@/ui/layout'
import { Markdown } from '@/ui/markdown'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { AlsoSaid } from './AlsoSaid'
import { Answer } from './Answer'
import { DrawInsight } from './DrawInsight'
import { LinkPicker } from './LinkPicker'
import { MakeStory } from './MakeStory'
import { SetAside } from './SetAside'
import { Speaker } from './Speaker'
import { UsedFor } from './UsedFor'

interface ReadingPaneProps {
  id: string
  product: string
  /** It was linked, answered or set aside: the next one can come. */
  onSettled: () => void
}

type Deed = 'insight' | 'story' | 'answer' | 'aside'

/** One customer's words, large enough to be read, and what can be done with them. */
export function ReadingPane({ id, product, onSettled }: ReadingPaneProps) {
  const { record: r, status, error } = useRecordState(id)
  const [deed, start] = useState<Deed>()
  const right = useMay('insight.draw', r?.product)
  const link = useRef<HTMLButtonElement>(null)
  if (!r) return status === 'loading' ? <SkeletonRows count={3} /> : <ErrorState title={m.screens_record_gone()} text={error?.detail} />
  const close = () => start(undefined)
  const settled = () => {
    close()
    onSettled()
  }
  const words = r.body?.trim() ? r.body : r.title
  return (
    <section
      ref={screenKeys(right.may === 'no' ? {} : { l: () => link.current?.click(), i: () => start('insight'), s: () => start('story'), a: () => start('answer'), d: () => start('aside') })}
      aria-label={r.title}
      className="flex min-h-0 min-w-0 flex-1 flex-col"
    >
      <ScrollArea className="flex-1">
        <article className="mx-auto flex w-full max-w-2xl flex-col gap-5 px-6 py-6">
          <Speaker record={r} />
          <blockquote className="border-l-2 border-accent pl-4 text-16">
            <Markdown text={words} />
          </blockquote>
          {typeof r.answer === 'string' && r.answer && (
            <section aria-label={m.screens_feedback_answer()}>
              <h3 className="pb-1 text-12 font-medium text-text-muted">{m.screens_feedback_answer()}</h3>
              <Markdown text={r.answer} />
            </section>
          )}
          {typeof r.reason === 'string' && r.reason && <p className="text-text-muted">{m.screens_feedback_aside_because({ reason: r.reason })}</p>}
          <UsedFor id={id} />
          <AlsoSaid record={r} product={product} />
        </article>
      </ScrollArea>
      {right.may !== 'no' && (
        <footer className="flex shrink-0 flex-wrap items-center gap-2 border-t px-6 py-2.5">
          <LinkPicker id={id} product={product} button={link} onLinked={settled} />
          <Button icon="lightbulb" kbd="I" onClick={() => start('insight')}>
            {m.screens_feedback_insight()}
          </Button>
          <Button icon="bookmark" kbd="S" onClick={() => start('story')}>
            {m.screens_feedback_story()}
          </Button>
          <Button icon="send" kbd="A" onClick={() => start('answer')}>
            {m.screens_feedback_answer_do()}
          </Button>
          <Button variant="ghost" icon="archive" kbd="D" onClick={() => start('aside')}>
            {m.screens_feedback_aside()}
          </Button>
        </footer>
      )}
      {deed === 'insight' && <DrawInsight record={r} product={product} onClose={close} onDone={settled} />}
      {deed === 'story' && <MakeStory record={r} product={product} onClose={close} onDone={settled} />}
      {deed === 'answer' && <Answer record={r} onClose={close} onDone={settled} />}
      {deed === 'aside' && <SetAside record={r} onClose={close} onDone={settled} />}
    </section>
  )
}
