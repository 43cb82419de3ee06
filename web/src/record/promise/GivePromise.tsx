import { useMemo, useState } from 'react'

import { useData, useMe, useMembers, useRecord } from '@/data/hooks'
import { mayCreate } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { QuickCreate } from '@/record/page/QuickCreate'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { KindIcon } from '@/ui/icon'
import { Field, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { keepers } from './promise'

interface Props {
  /** Key of the product. */
  product: string
  /** What it is given from: feedback, an account or contact, or what keeps it. */
  from?: Rec
  onClose: () => void
}

const isKeeper = (kind: string) => (keepers as readonly string[]).includes(kind)
const text = (v: unknown): string | undefined => (typeof v === 'string' && v !== '' ? v : undefined)

/** Whom a record speaks of already: its account or contact, or itself where it is one. */
function whomOf(from: Rec | undefined): string | null {
  if (!from) return null
  if (from.kind === 'account' || from.kind === 'contact') return from.id
  return text(from.contact) ?? text(from.account) ?? null
}

/** Notes what was promised to whom, and ties it to what keeps it: one gesture, one change. */
export function GivePromise({ product, from, onClose }: Props) {
  const act = useAct()
  const me = useMe()
  const today = useToday()
  const members = useMembers()
  const right = useMay('promise.give', me.products.find((p) => p.key === product)?.id)
  const [title, setTitle] = useState('')
  const [words, setWords] = useState('')
  const [inside, setInside] = useState(false)
  const [whom, setWhom] = useState<string | null>(whomOf(from))
  const [member, setMember] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState<string | null>(text(from?.dueOn) ?? null)
  const [saidIn, setSaidIn] = useState('')
  const [saidBy, setSaidBy] = useState<string>(me.member.id)
  const [saidOn, setSaidOn] = useState<string | null>(null)
  const [kept, setKept] = useState<string[]>(from && isKeeper(from.kind) ? [from.id] : [])
  const [turn, setTurn] = useState(0)
  const [making, setMaking] = useState(false)
  const mayMake = mayCreate(useData(), 'account', null).may === 'act'
  const outside = useRecord(whom ?? undefined)
  const findWhom = useFind(['account', 'contact'], undefined)
  const findKeeper = useFind(keepers, product)
  const people = useMemo(() => members.filter((p) => p.status === 'active').map((p) => ({ value: p.id, label: p.name })), [members])

  const send = async () => {
    const done = await act(
      'POST',
      '/promises/make',
      {
        product, title: title.trim(), words: words.trim(), saidIn: saidIn.trim(), dueOn, saidBy, saidOn: saidOn ?? undefined, keptBy: kept,
        from: from && (isKeeper(from.kind) || from.kind === 'feedback') ? from.id : undefined,
        ...(inside ? { member } : outside?.kind === 'contact' ? { contact: outside.id } : { account: outside?.id }),
      },
      m.promise_given(),
    )
    if (done) onClose()
  }
  const ready = title.trim() !== '' && dueOn !== null && (inside ? member !== null : outside !== undefined)

  return (
    <>
      <Ask
        title={m.promise_give()}
        text={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : m.promise_give_text()}
        action={right.may === 'propose' ? m.promise_propose() : m.promise_give_do()}
        ready={ready}
        size="lg"
        onSend={send}
        onClose={onClose}
      >
        <TextInput autoFocus label={m.promise_what()} hint={m.promise_what_hint()} value={title} onChange={setTitle} required maxLength={500} />
        <TextArea label={m.promise_words()} hint={m.promise_words_hint()} value={words} onChange={setWords} rows={2} autoGrow maxLength={4000} />
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <RadioGroup
            row
            label={m.promise_to()}
            value={inside ? 'inside' : 'outside'}
            onChange={(v) => setInside(v === 'inside')}
            options={[
              { value: 'outside', label: m.promise_outside() },
              { value: 'inside', label: m.promise_inside() },
            ]}
          />
          <Field label={m.promise_by_when()}>
            <DatePicker label={m.promise_by_when()} value={dueOn} onChange={setDueOn} />
          </Field>
        </div>
        {inside ? (
          <Field label={m.promise_whom_inside()}>
            <Select label={m.promise_whom_inside()} value={member} onChange={setMember} options={people} placeholder={m.promise_whom_pick()} />
          </Field>
        ) : (
          <Field label={m.promise_whom_outside()}>
            <span className="flex items-center gap-2 text-13">
              {outside ? (
                <>
                  <KindIcon kind={outside.kind} size={14} />
                  <span className="min-w-0 flex-1 truncate">{outside.title}</span>
                  <IconButton icon="x" size="sm" label={m.promise_whom_other()} onClick={() => setWhom(null)} />
                </>
              ) : (
                <Combobox label={m.promise_whom_outside()} placeholder={m.promise_whom_pick()} search={findWhom} value={null} onChange={setWhom} className="min-w-0 flex-1" />
              )}
              {mayMake && (
                <Button icon="plus" onClick={() => setMaking(true)}>
                  {m.promise_whom_new()}
                </Button>
              )}
            </span>
          </Field>
        )}
        <div className="flex flex-col gap-1">
          {kept.map((id) => (
            <Kept key={id} id={id} onRemove={() => setKept(kept.filter((k) => k !== id))} />
          ))}
          <Field label={m.promise_kept_by()}>
            <Combobox
              key={turn}
              label={m.promise_kept_by()}
              placeholder={m.promise_kept_by_pick()}
              search={findKeeper}
              value={null}
              onChange={(id) => {
                if (id && !kept.includes(id)) setKept([...kept, id])
                setTurn((n) => n + 1)
              }}
            />
          </Field>
        </div>
        <div className="grid gap-3 sm:grid-cols-3">
          <Field label={m.promise_said_by()}>
            <Select label={m.promise_said_by()} value={saidBy} onChange={setSaidBy} options={people} />
          </Field>
          <Field label={m.promise_said_on()}>
            <DatePicker label={m.promise_said_on()} value={saidOn ?? today} onChange={setSaidOn} max={today} />
          </Field>
          <TextInput label={m.promise_said_in()} value={saidIn} onChange={setSaidIn} maxLength={300} placeholder={m.promise_said_in_hint()} />
        </div>
      </Ask>
      {making && <QuickCreate kind="account" product={product} onDone={(id) => (setMaking(false), id && setWhom(id))} />}
    </>
  )
}

function Kept({ id, onRemove }: { id: string; onRemove: () => void }) {
  const r = useRecord(id)
  return (
    <p className="flex h-7 items-center gap-2 text-13">
      {r && <KindIcon kind={r.kind} size={14} />}
      <span className="keyed shrink-0 text-text-faint">{r?.key}</span>
      <span className="min-w-0 flex-1 truncate">{r?.title ?? '…'}</span>
      <IconButton icon="x" size="sm" label={m.promise_kept_remove({ what: r?.title ?? '' })} onClick={onRemove} />
    </p>
  )
}
