import { useState, type FormEvent } from 'react'

import { useData, useMe, useMember, usePages } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Text } from '@/record/editor/Reading'
import { proposes } from '@/record/fields/editor-options'
import { useCall } from '@/record/page/call'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { TextArea } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'

import { heard, type Asked } from './readiness'
import { sayWait } from './wait'

/** Questions to the product owner about an item, the oldest first, with how long each waits. */
export function Questions({ record }: { record: Rec }) {
  const asked = usePages<Asked>(`/questions?item=${record.id}&limit=200`, heard)
  const [asking, setAsking] = useState(false)
  const all = asked.items ?? []
  const open = all.filter((q) => !q.answeredAt).length
  if (!asked.items) return null
  if (all.length === 0 && !asking)
    return record.archivedAt ? null : (
      <div>
        <Button size="sm" variant="ghost" icon="circle-question-mark" data-act="question" onClick={() => setAsking(true)} className="-ml-2">
          {m.story_question_ask()}
        </Button>
      </div>
    )
  return (
    <section aria-label={m.story_questions()}>
      <SectionHeader
        title={m.story_questions()}
        count={open || undefined}
        actions={
          !record.archivedAt && (
            <Button size="sm" variant="ghost" icon="plus" data-act="question" onClick={() => setAsking(true)}>
              {m.story_question_ask()}
            </Button>
          )
        }
      />
      <ul className="flex flex-col gap-3">
        {all.map((q) => (
          <One key={q.id} question={q} record={record} onChanged={asked.retry} />
        ))}
      </ul>
      {asking && <Ask record={record} onClose={() => setAsking(false)} onDone={asked.retry} />}
    </section>
  )
}

function Ask({ record, onClose, onDone }: { record: Rec; onClose: () => void; onDone: () => void }) {
  const call = useCall()
  return (
    <Words
      label={m.story_question()}
      placeholder={m.story_question_hint()}
      action={m.story_question_send()}
      onCancel={onClose}
      onSend={async (question) => {
        if ('refused' in (await call('POST', '/questions', { item: record.id, question }))) return false
        onClose()
        onDone()
        return true
      }}
    />
  )
}

function One({ question: q, record, onChanged }: { question: Asked; record: Rec; onChanged: () => void }) {
  const data = useData()
  const me = useMe().member.id
  const who = useMember(q.createdBy)
  const by = useMember(q.answeredBy)
  const call = useCall()
  const [answering, setAnswering] = useState(false)
  const right = rightTo(data, 'story.write', record.product)
  return (
    <li className="flex gap-2.5">
      <Avatar id={q.createdBy ?? undefined} name={who?.name ?? m.record_nobody()} size={24} plain className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-2 text-13">
          <span className="font-medium">{who?.name ?? m.record_nobody()}</span>
          <span className={`tabular text-12 ${q.answeredAt ? 'text-text-faint' : 'text-amber-text'}`}>{q.answeredAt ? m.story_question_took({ wait: sayWait(q.hours) }) : m.story_question_waits({ wait: sayWait(q.hours) })}</span>
          {q.createdBy === me && !q.answeredAt && (
            <IconButton size="sm" icon="x" label={m.story_question_withdraw()} className="ml-auto" onClick={() => void call('DELETE', `/questions/${q.id}`).then(onChanged)} />
          )}
        </div>
        <Text text={q.question} dense />
        {q.answeredAt && !answering && (
          <div className="mt-1 border-l-2 border-green pl-3">
            <div className="flex min-h-6 items-center gap-2 text-12 text-text-muted">
              {m.story_question_answered({ name: by?.name ?? m.record_nobody() })}
              {right.may !== 'no' && <IconButton size="sm" icon="pencil" label={m.story_question_change()} onClick={() => setAnswering(true)} />}
            </div>
            <Text text={q.answer} dense />
          </div>
        )}
        {!q.answeredAt && !answering && right.may !== 'no' && (
          <Button size="sm" className="mt-1" data-act="answer" onClick={() => setAnswering(true)} title={proposes(right)}>
            {right.may === 'act' ? m.story_question_answer() : m.story_question_propose()}
          </Button>
        )}
        {answering && (
          <Words
            label={m.story_question_the_answer()}
            placeholder={m.story_question_answer_hint()}
            action={right.may === 'act' ? m.story_question_answer() : m.story_question_propose()}
            start={q.answer}
            onCancel={() => setAnswering(false)}
            onSend={async (answer) => {
              if ('refused' in (await call('POST', `/questions/${q.id}/answer`, { answer }))) return false
              setAnswering(false)
              onChanged()
              return true
            }}
          />
        )}
      </div>
    </li>
  )
}

interface WordsProps {
  label: string
  placeholder: string
  action: string
  start?: string
  onSend: (text: string) => Promise<boolean>
  onCancel: () => void
}

/** A few lines to say; Ctrl or ⌘ with Enter sends them. */
function Words({ label, placeholder, action, start = '', onSend, onCancel }: WordsProps) {
  const [text, setText] = useState(start)
  const [busy, setBusy] = useState(false)
  const send = async (e?: FormEvent) => {
    e?.preventDefault()
    if (text.trim() === '') return
    setBusy(true)
    if (!(await onSend(text.trim()))) setBusy(false)
  }
  return (
    <form onSubmit={(e) => void send(e)} className="mt-2 flex flex-col gap-2">
      <TextArea
        autoFocus
        aria-label={label}
        placeholder={placeholder}
        value={text}
        onChange={setText}
        autoGrow
        rows={2}
        onKeyDown={(e) => {
          e.stopPropagation()
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
            e.preventDefault()
            void send()
          }
          if (e.key === 'Escape') onCancel()
        }}
      />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" busy={busy} disabled={text.trim() === ''}>
          {action}
        </Button>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {m.record_cancel()}
        </Button>
      </div>
    </form>
  )
}
