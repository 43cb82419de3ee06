import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

import { holding, sayCheck, type Readiness } from './readiness'

interface GoOutProps {
  release: Rec
  readiness: Readiness | undefined
  onClose: () => void
}

/** Gives the go: the release is out, and its features with it. What holds it is answered for in words. */
export function GoOut({ release, readiness, onClose }: GoOutProps) {
  const act = useAct()
  const today = useToday()
  const [on, setOn] = useState<string | null>(today)
  const [reason, setReason] = useState('')
  const [despite, setDespite] = useState('')
  const held = holding(readiness)
  const open = readiness?.checks.filter((c) => !c.ok && !c.holds).length ?? 0
  const ready = on !== null && (held.length === 0 || despite.trim() !== '')
  const send = async () => {
    if (await act('POST', `/releases/${release.id}/release`, { on, reason: reason.trim(), despite: despite.trim() }, m.accept_go_done({ name: release.title }))) onClose()
  }
  return (
    <Ask title={m.accept_go_title({ name: release.title })} text={m.accept_go_text()} action={m.accept_go()} ready={ready} onSend={send} onClose={onClose}>
      {held.length > 0 && (
        <Callout tone="red" title={m.accept_go_held()}>
          <ul className="list-disc pl-4">
            {held.map((c) => (
              <li key={c.name}>
                {sayCheck(c)} ({c.records.map((r) => r.key).join(', ')})
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {held.length > 0 && <TextArea autoFocus label={m.accept_go_despite()} value={despite} onChange={setDespite} rows={2} autoGrow required />}
      {open > 0 && <Callout tone="amber">{m.accept_go_open({ count: open })}</Callout>}
      <TextArea label={m.accept_go_reason()} value={reason} onChange={setReason} rows={2} autoGrow />
      <Field label={m.accept_go_day()}>
        <DatePicker label={m.accept_go_day()} now={today} value={on} onChange={setOn} />
      </Field>
    </Ask>
  )
}

/** Says no-go, with the reason. */
export function Hold({ release, onClose }: { release: Rec; onClose: () => void }) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const send = async () => (await act('POST', `/releases/${release.id}/hold`, { reason: reason.trim() }, m.accept_hold_done({ name: release.title }))) && onClose()
  return (
    <Ask title={m.accept_hold_title({ name: release.title })} text={m.accept_hold_text()} action={m.accept_hold()} ready={reason.trim() !== ''} danger onSend={send} onClose={onClose}>
      <TextArea autoFocus label={m.accept_hold_reason()} value={reason} onChange={setReason} rows={3} autoGrow required />
    </Ask>
  )
}
