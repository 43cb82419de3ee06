import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field } from '@/ui/input'
import { Callout } from '@/ui/state'

import type { Check } from './scope'

interface GoOutProps {
  release: Rec
  checks: readonly Check[]
  onClose: () => void
}

/** Gives the go: the release is out, and its features with it. */
export function GoOut({ release, checks, onClose }: GoOutProps) {
  const act = useAct()
  const today = useToday()
  const [on, setOn] = useState<string | null>(today)
  const open = checks.filter((c) => !c.ok).length
  const send = async () => {
    if (await act('POST', `/releases/${release.id}/release`, { on }, m.screens_release_is_out({ name: release.title }))) onClose()
  }
  return (
    <Ask title={m.screens_release_go_title({ name: release.title })} text={m.screens_release_go_text()} action={m.screens_release_go()} size="sm" ready={on !== null} onSend={send} onClose={onClose}>
      {open > 0 && <Callout tone="amber">{m.screens_release_go_open({ count: open })}</Callout>}
      <Field label={m.screens_release_day()}>
        <DatePicker label={m.screens_release_day()} now={today} value={on} onChange={setOn} />
      </Field>
    </Ask>
  )
}
