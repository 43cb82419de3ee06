import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, TextArea } from '@/ui/input'

import type { Promised } from './promise'

interface Props {
  promise: Pick<Promised, 'id' | 'dueOn' | 'title'>
  onClose: () => void
}

export type Settling = 'renegotiate' | 'handle' | 'kept' | 'broken' | 'withdrawn'

/** The dialog for what one does about a promise. */
export function SettlePromise({ what, ...props }: Props & { what: Settling }) {
  if (what === 'renegotiate') return <Renegotiate {...props} />
  if (what === 'handle') return <Handle {...props} />
  return <End as={what} {...props} />
}

/** Promises another day. */
function Renegotiate({ promise: p, onClose }: Props) {
  const act = useAct()
  const [day, setDay] = useState<string | null>(null)
  const [why, setWhy] = useState('')
  const send = async () => {
    if (await act('POST', `/promises/${p.id}/renegotiate`, { dueOn: day, why: why.trim() }, m.promise_renegotiated())) onClose()
  }
  return (
    <Ask title={m.promise_renegotiate()} text={m.promise_renegotiate_text()} action={m.promise_renegotiate_do()} ready={day !== null && day !== p.dueOn} onSend={send} onClose={onClose}>
      <Field label={m.promise_new_day()}>
        <DatePicker label={m.promise_new_day()} value={day} onChange={setDay} />
      </Field>
      <TextArea label={m.promise_agreed()} value={why} onChange={setWhy} rows={2} autoGrow maxLength={2000} />
    </Ask>
  )
}

/** Says what is done about one that is at risk. */
function Handle({ promise: p, onClose }: Props) {
  const act = useAct()
  const [note, setNote] = useState('')
  const send = async () => {
    if (await act('POST', `/promises/${p.id}/handle`, { note: note.trim() }, m.promise_handled())) onClose()
  }
  return (
    <Ask title={m.promise_handle()} text={m.promise_handle_text()} action={m.promise_handle_do()} ready={note.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea autoFocus label={m.promise_handle_what()} value={note} onChange={setNote} rows={3} autoGrow required maxLength={2000} />
    </Ask>
  )
}

const words = {
  kept: { title: m.promise_keep, text: m.promise_keep_text, said: m.promise_is_kept },
  broken: { title: m.promise_break, text: m.promise_break_text, said: m.promise_is_broken },
  withdrawn: { title: m.promise_withdraw, text: m.promise_withdraw_text, said: m.promise_is_withdrawn },
}

/** Says how a promise came out. */
function End({ promise: p, as, onClose }: Props & { as: keyof typeof words }) {
  const act = useAct()
  const today = useToday()
  const [day, setDay] = useState<string | null>(today)
  const [why, setWhy] = useState('')
  const send = async () => {
    if (await act('POST', `/promises/${p.id}/end`, { as, on: day ?? undefined, why: why.trim() }, words[as].said())) onClose()
  }
  return (
    <Ask title={words[as].title()} text={words[as].text()} action={words[as].title()} ready={as === 'kept' || why.trim() !== ''} danger={as === 'broken'} onSend={send} onClose={onClose}>
      <TextArea autoFocus label={as === 'kept' ? m.promise_end_note() : m.promise_end_why()} value={why} onChange={setWhy} rows={3} autoGrow required={as !== 'kept'} maxLength={2000} />
      <Field label={m.promise_ended_on()}>
        <DatePicker label={m.promise_ended_on()} value={day} onChange={setDay} max={today} />
      </Field>
    </Ask>
  )
}
