import { useState } from 'react'

import type { Right } from '@/data/rights'
import type { Problem } from '@/data/types'
import { atField } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

/** Gives the page as it is now a name. */
export function KeepDialog({ of, right, onClose }: { of: string; right: Right; onClose: () => void }) {
  const act = useAct()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<Problem>()
  const send = async () => {
    setWrong(undefined)
    if (await act('POST', '/strategy/snapshots', { of: of || undefined, name: name.trim(), note: note.trim() }, m.onepage_keep_done({ name: name.trim() }), { refused: setWrong })) onClose()
  }
  return (
    <Ask title={m.onepage_keep_title()} text={m.onepage_keep_text()} action={right.may === 'propose' ? m.screens_propose() : m.onepage_keep()} size="sm" ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.onepage_keep_name()} value={name} onChange={setName} maxLength={120} autoFocus error={atField(wrong, 'name', m.onepage_keep_name())} />
      <TextInput label={m.onepage_keep_note()} value={note} onChange={setNote} maxLength={500} />
      {wrong && !atField(wrong, 'name', '') && <Callout tone="red">{whyRefused(wrong)}</Callout>}
    </Ask>
  )
}
