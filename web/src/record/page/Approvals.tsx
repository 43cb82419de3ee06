import { useState } from 'react'

import { useAsk, useMe, useMember, useMembers, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Field, TextArea } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { Callout } from '@/ui/state'

interface Approval {
  id: string
  member: string
  state: 'asked' | 'approved' | 'declined'
  note: string
  reason: string
  createdAt: string
  answeredAt: string | null
  needBy: string | null
  about: string
  aboutName: string
  remindedAt: string | null
  changed: string[]
}

/** Kinds of which one can approve, beside features. */
export const approvable = ['initiative', 'release', 'objective', 'decision']

const words = { asked: m.accept_approvals_waits, approved: m.accept_approvals_approved, declined: m.accept_approvals_declined }
const looks = { asked: { tone: 'amber', icon: 'clock' }, approved: { tone: 'green', icon: 'check' }, declined: { tone: 'red', icon: 'x' } } as const

/** Whose yes a record asks for, and what they said. */
export function Approvals({ record }: { record: Rec }) {
  const me = useMe().member.id
  const asked = useAsk<Approval[]>(`/records/${record.id}/approvals`, ['approval'])
  const right = useRight(record, 'title')
  const [asking, setAsking] = useState(false)
  const list = asked.value ?? []
  const mine = list.find((a) => a.member === me && a.state === 'asked')
  const may = right.may !== 'no' && !record.archivedAt
  if (list.length === 0 && !may) return null
  return (
    <section aria-label={m.accept_approvals()}>
      <SectionHeader
        title={m.accept_approvals()}
        count={list.length || undefined}
        actions={
          may && (
            <Button size="sm" variant="ghost" icon="plus" onClick={() => setAsking(true)}>
              {m.accept_approvals_ask()}
            </Button>
          )
        }
      />
      {asked.status === 'error' && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={asked.retry}>
          {m.accept_approvals_failed()}
        </Button>
      )}
      {mine && <Answer approval={mine} title={record.title} onDone={asked.retry} />}
      <ul>
        {list.map((a) => (
          <Line key={a.id} approval={a} may={may} feature={record.id} onDone={asked.retry} />
        ))}
      </ul>
      {asking && <AskFor record={record} onClose={() => (setAsking(false), asked.retry())} />}
    </section>
  )
}

function Line({ approval: a, may, feature, onDone }: { approval: Approval; may: boolean; feature: string; onDone: () => void }) {
  const who = useMember(a.member)
  const act = useAct()
  const again = async () => (await act('POST', `/records/${feature}/approvals`, { members: [a.member], note: a.note }, m.accept_approvals_asked(), { final: true })) && onDone()
  const remind = async () => (await act('POST', `/approvals/${a.id}/remind`, {}, m.stake_reminded({ name: who?.name ?? '' }), { final: true })) && onDone()
  const today = useToday()
  const withdraw = async () => (await act('POST', `/approvals/${a.id}/withdraw`, {}, m.accept_approvals_withdrawn(), { final: true })) && onDone()
  return (
    <li className="flex items-start gap-2 py-1.5">
      <Avatar id={a.member} name={who?.name ?? m.record_nobody()} size={20} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{who?.name ?? m.record_nobody()}</span>
          <Badge tone={looks[a.state].tone} icon={looks[a.state].icon}>
            {words[a.state]()}
          </Badge>
          {a.changed.length > 0 && <Badge tone="amber">{m.stake_changed_since()}</Badge>}
          <span className="text-12 text-text-faint">{sayAge(a.answeredAt ?? a.createdAt)}</span>
          {a.needBy && a.state === 'asked' && <span className={a.needBy < today ? 'text-12 text-red-text' : 'text-12 text-text-muted'}>{m.stake_needed_by({ day: sayDay(a.needBy, today) })}</span>}
        </span>
        {(a.reason || a.note) && <span className="block text-12 text-text-muted">{a.reason || a.note}</span>}
      </span>
      {may && a.state === 'asked' && (
        <Button size="sm" variant="ghost" onClick={() => void remind()}>
          {m.stake_remind()}
        </Button>
      )}
      {may && (a.state === 'declined' || a.changed.length > 0) && (
        <Button size="sm" onClick={() => void again()}>
          {m.accept_approvals_again()}
        </Button>
      )}
      {may && <IconButton size="sm" icon="x" label={m.accept_approvals_withdraw()} onClick={() => void withdraw()} />}
    </li>
  )
}

/** One's own word, asked for. */
function Answer({ approval: a, title, onDone }: { approval: Approval; title: string; onDone: () => void }) {
  const act = useAct()
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const say = async (approved: boolean, said: string) => {
    if (!(await act('POST', `/approvals/${a.id}/answer`, { approved, reason: reason.trim() }, said, { final: true }))) return
    setDeclining(false)
    onDone()
  }
  return (
    <Callout
      tone="blue"
      title={m.accept_approvals_ask_title({ title })}
      actions={
        <>
          <Button size="sm" variant="primary" icon="check" onClick={() => void say(true, m.accept_approvals_said_yes())}>
            {m.accept_approvals_yes()}
          </Button>
          <Button size="sm" onClick={() => setDeclining(true)}>
            {m.accept_approvals_no()}
          </Button>
        </>
      }
    >
      {a.note}
      {declining && (
        <Ask title={m.accept_approvals_no_title({ title })} text={m.accept_approvals_no_text()} action={m.accept_approvals_no()} ready={reason.trim() !== ''} onSend={() => say(false, m.accept_approvals_said_no())} onClose={() => setDeclining(false)}>
          <TextArea autoFocus label={m.accept_approvals_reason()} value={reason} onChange={setReason} rows={3} autoGrow required />
        </Ask>
      )}
    </Callout>
  )
}

function AskFor({ record, onClose }: { record: Rec; onClose: () => void }) {
  const act = useAct()
  const people = useMembers().filter((p) => p.status === 'active')
  const [who, setWho] = useState<string[]>([])
  const [note, setNote] = useState('')
  const [needBy, setNeedBy] = useState<string | null>(null)
  const today = useToday()
  const send = async () => (await act('POST', `/records/${record.id}/approvals`, { members: who, note: note.trim(), needBy }, m.accept_approvals_asked(), { final: true })) && onClose()
  return (
    <Ask title={m.accept_approvals_ask_title({ title: record.title })} text={record.kind === 'feature' ? m.accept_approvals_ask_text() : m.stake_ask_text()} action={m.accept_approvals_ask()} ready={who.length > 0} onSend={send} onClose={onClose}>
      <Field label={m.accept_approvals_who()}>
        <Combobox multiple label={m.accept_approvals_who()} value={who} onChange={setWho} options={people.map((p) => ({ value: p.id, label: p.name }))} />
      </Field>
      <Field label={m.stake_need_by()}>
        <DatePicker label={m.stake_need_by()} value={needBy} onChange={setNeedBy} min={today} now={today} placeholder={m.stake_need_by_none()} />
      </Field>
      <TextArea label={m.accept_approvals_note()} value={note} onChange={setNote} rows={2} autoGrow />
    </Ask>
  )
}
