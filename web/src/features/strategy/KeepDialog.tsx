import { useState } from 'react'

import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextInput } from '@/ui/input'

/** Gives the page as it is now a name. */
export function KeepDialog({ of, right, onClose }: { of: string; right: Right; onClose: () => void }) {
  const act = useAct()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const send = async () => {
    if (await act('POST', '/strategy/snapshots', { of: of || undefined, name: name.trim(), note: note.trim() }, m.onepage_keep_done({ name: name.trim() }))) onClose()
  }
  return (
    <Ask title={m.onepage_keep_title()} text={m.onepage_keep_text()} action={right.may === 'propose' ? m.screens_propose() : m.onepage_keep()} size="sm" ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.onepage_keep_name()} value={name} onChange={setName} maxLength={120} autoFocus />
      <TextInput label={m.onepage_keep_note()} value={note} onChange={setNote} maxLength={500} />
    </Ask>
  )
}
