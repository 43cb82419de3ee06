import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import type { RetroNote } from './types'

/** Turns a note into something to do: a task in the backlog. */
export function MakeAction({ retro, note, onClose, onDone }: { retro: string; note: RetroNote; onClose: () => void; onDone: () => void }) {
  const act = useAct()
  const members = useMembers().filter((x) => x.status === 'active')
  const [title, setTitle] = useState('')
  const [owner, setOwner] = useState('')
  const send = async () => {
    if (!(await act('POST', `/retros/${retro}/act`, { title: title.trim(), note: note.id, owner: owner || undefined }, m.delivery_action_made({ title: title.trim() })))) return
    onDone()
    onClose()
  }
  return (
    <Ask title={m.delivery_action_add()} text={note.body} action={m.delivery_action_save()} ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.delivery_action_title()} hint={m.delivery_action_hint()} value={title} onChange={setTitle} maxLength={500} />
      <Field label={m.delivery_action_owner()}>
        <Select label={m.delivery_action_owner()} value={owner} onChange={setOwner} options={[{ value: '', label: m.delivery_nobody() }, ...members.map((x) => ({ value: x.id, label: x.name }))]} />
      </Field>
    </Ask>
  )
}
