/** Whose word is asked for: one's own, and those that one asked. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMember, useMembers } from '@/data/hooks'
import { KINDS } from '@/data/kinds.gen'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { aboutAddress, aboutName, type AskedAbout } from '@/record/approval/about'
import { useAct } from '@/record/screen/act'
import { useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { Part, Screen } from '@/record/screen/Screen'
import { useProduct, useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Field, TextArea } from '@/ui/input'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

interface Approval extends AskedAbout {
  id: string
  record: string
  product: string | null
  kind: string
  note: string
  needBy: string | null
}

interface OfMe extends Approval {
  askedAt: string
  askedBy: string | null
}

interface ByMe extends Approval {
  member: string
  state: 'asked' | 'approved' | 'declined'
  reason: string
  createdAt: string
  answeredAt: string | null
  changed: string[]
}

const words = { asked: m.accept_approvals_waits, approved: m.accept_approvals_approved, declined: m.accept_approvals_declined }
const tones = { asked: 'amber', approved: 'green', declined: 'red' } as const
const icons = { asked: 'clock', approved: 'circle-check', declined: 'circle-x' } as const
const heard = ['approval', 'feature', 'initiative', 'release', 'objective', 'decision']

export function ApprovalsScreen({ product }: { product: string }) {
  const home = useProduct(product)
  const ofMe = useAsk<OfMe[]>('/approvals/mine', heard)
  const byMe = useAsk<ByMe[]>('/approvals/asked', heard)
  const [asking, setAsking] = useState(false)
  const here = <A extends Approval>(all: readonly A[] | undefined) => all?.filter((a) => a.product === home?.id)
  const retry = () => (ofMe.retry(), byMe.retry())
  const mine = here(ofMe.value)
  const asked = here(byMe.value)
  return (
    <Screen
      title={m.stake_approvals_title()}
      scroll
      actions={
        <Button size="sm" icon="plus" onClick={() => setAsking(true)}>
          {m.stake_approvals_ask()}
        </Button>
      }
    >
      {(ofMe.status === 'error' && !mine) || (byMe.status === 'error' && !asked) ? (
        <ErrorState title={m.stake_approvals_failed()} text={(ofMe.error ?? byMe.error)?.detail} onRetry={retry} />
      ) : !mine || !asked ? (
        <div className="p-4">
          <SkeletonRows count={6} />
        </div>
      ) : (
        <div className="flex max-w-4xl flex-col gap-6 px-4 py-3 text-13">
          <Part title={m.stake_approvals_of_me()} note={mine.length || undefined}>
            {mine.length === 0 && <p className="text-text-muted">{m.stake_approvals_of_me_none()}</p>}
            <ul>
              {mine.map((a) => (
                <OfMeLine key={a.id} of={a} product={product} onDone={retry} />
              ))}
            </ul>
          </Part>
          <Part title={m.stake_approvals_by_me()} note={asked.length || undefined}>
            {asked.length === 0 && <p className="max-w-prose text-text-muted">{m.stake_approvals_by_me_none()}</p>}
            <ul>
              {asked.map((a) => (
                <ByMeLine key={a.id} of={a} product={product} onDone={retry} />
              ))}
            </ul>
          </Part>
        </div>
      )}
      {asking && <AskAbout product={product} onClose={() => (setAsking(false), retry())} />}
    </Screen>
  )
}

/** What it is about, and the way there. */
function About({ of: a, product }: { of: Approval; product: string }) {
  const link = useLink()
  return (
    <a {...link(aboutAddress(a, product))} className="min-w-0 font-medium wrap-anywhere underline">
      {aboutName(a)}
    </a>
  )
}

function NeedBy({ day }: { day: string | null }) {
  const today = useToday()
  if (!day) return null
  return <span className={day < today ? 'text-12 text-red-text' : 'text-12 text-text-muted'}>{m.stake_needed_by({ day: sayDay(day, today) })}</span>
}

const row = 'flex flex-wrap items-center gap-x-3 gap-y-1 border-b py-2 last:border-b-0'

function OfMeLine({ of: a, product, onDone }: { of: OfMe; product: string; onDone: () => void }) {
  const act = useAct()
  const by = useMember(a.askedBy)
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const title = a.aboutName || a.title
  const say = async (approved: boolean, said: string) => {
    if (!(await act('POST', `/approvals/${a.id}/answer`, { approved, reason: reason.trim() }, said, { final: true }))) return
    setDeclining(false)
    onDone()
  }
  return (
    <li className={row}>
      <span className="flex min-w-0 grow basis-64 flex-col">
        <About of={a} product={product} />
        {a.note && <span>{a.note}</span>}
        <span className="text-12 text-text-muted">{m.stake_approvals_asked_by({ name: by?.name ?? m.screens_somebody(), age: sayAge(a.askedAt) })}</span>
      </span>
      <NeedBy day={a.needBy} />
      <Button size="sm" variant="primary" icon="check" aria-label={`${m.accept_approvals_yes()}: ${title}`} onClick={() => void say(true, m.accept_approvals_said_yes())}>
        {m.accept_approvals_yes()}
      </Button>
      <Button size="sm" aria-label={`${m.accept_approvals_no()}: ${title}`} onClick={() => setDeclining(true)}>
        {m.accept_approvals_no()}
      </Button>
      {declining && (
        <Ask title={m.accept_approvals_no_title({ title })} text={m.accept_approvals_no_text()} action={m.accept_approvals_no()} ready={reason.trim() !== ''} onSend={() => say(false, m.accept_approvals_said_no())} onClose={() => setDeclining(false)}>
          <TextArea autoFocus label={m.accept_approvals_reason()} value={reason} onChange={setReason} rows={3} required />
        </Ask>
      )}
    </li>
  )
}

/** What somebody changed of the record, as it is called there; what follows by itself (how a bet came out) is no change of what was approved. */
function changedOf(a: ByMe): string[] {
  const fields = KINDS[a.kind as keyof typeof KINDS]?.fields ?? {}
  return a.changed.flatMap((name) => (fields[name]?.editable === false ? [] : [fields[name]?.label ?? name]))
}

function ByMeLine({ of: a, product, onDone }: { of: ByMe; product: string; onDone: () => void }) {
  const act = useAct()
  const who = useMember(a.member)
  const name = who?.name ?? m.screens_somebody()
  const changed = changedOf(a)
  const remind = async () => (await act('POST', `/approvals/${a.id}/remind`, {}, m.stake_reminded({ name }), { final: true })) && onDone()
  return (
    <li className={row}>
      <span className="flex min-w-0 grow basis-64 flex-col">
        <About of={a} product={product} />
        <span className="text-12 text-text-muted">
          {name} · {sayAge(a.answeredAt ?? a.createdAt)}
          {a.reason && ` · ${a.reason}`}
        </span>
        {changed.length > 0 && <span className="text-12 text-amber-text">{m.stake_changed_what({ fields: changed.join(', ') })}</span>}
      </span>
      {a.state === 'asked' && <NeedBy day={a.needBy} />}
      <Badge tone={tones[a.state]} icon={icons[a.state]}>
        {words[a.state]()}
      </Badge>
      {a.state === 'asked' && (
        <Button size="sm" variant="ghost" aria-label={`${m.stake_remind()}: ${name}`} onClick={() => void remind()}>
          {m.stake_remind()}
        </Button>
      )}
    </li>
  )
}

interface Kept {
  id: string
  name: string
}

const listed = (x: Kept[] | { items: Kept[] } | undefined): readonly Kept[] => (Array.isArray(x) ? x : (x?.items ?? []))

function AskAbout({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const people = useMembers().filter((p) => p.status === 'active')
  const roadmaps = useAsk<Kept[] | { items: Kept[] }>(address('/snapshots', { product }), ['roadmap_snapshot'])
  const strategies = useAsk<Kept[] | { items: Kept[] }>(address('/strategy/snapshots', { of: product }), ['strategy_snapshot'])
  const [what, setWhat] = useState<string | null>(null)
  const [who, setWho] = useState<string[]>([])
  const [needBy, setNeedBy] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const options = [
    ...listed(roadmaps.value).map((s) => ({ value: s.id, label: m.stake_approvals_roadmap({ name: s.name }) })),
    ...listed(strategies.value).map((s) => ({ value: s.id, label: m.stake_approvals_strategy({ name: s.name }) })),
  ]
  const send = async () => (await act('POST', `/records/${product}/approvals`, { members: who, snapshot: what, needBy, note: note.trim() }, m.accept_approvals_asked(), { final: true })) && onClose()
  return (
    <Ask title={m.stake_approvals_ask_title()} text={m.stake_approvals_ask_text()} action={m.accept_approvals_ask()} ready={what !== null && who.length > 0} onSend={send} onClose={onClose}>
      {options.length === 0 && roadmaps.status !== 'loading' && strategies.status !== 'loading' && <p className="text-13 text-text-muted">{m.stake_approvals_none_kept()}</p>}
      <Field label={m.stake_approvals_what()} required>
        <Select value={what} onChange={setWhat} options={options} placeholder={m.stake_approvals_what()} />
      </Field>
      <Field label={m.accept_approvals_who()} required>
        <Combobox multiple label={m.accept_approvals_who()} value={who} onChange={setWho} options={people.map((p) => ({ value: p.id, label: p.name }))} />
      </Field>
      <Field label={m.stake_need_by()}>
        <DatePicker label={m.stake_need_by()} value={needBy} onChange={setNeedBy} min={today} now={today} placeholder={m.stake_need_by_none()} />
      </Field>
      <TextArea label={m.accept_approvals_note()} value={note} onChange={setNote} rows={2} maxLength={2000} />
    </Ask>
  )
}
