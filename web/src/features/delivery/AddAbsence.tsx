import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

const everybody = ''

/** Says when somebody is away. */
export function AddAbsence({ product, from: first, onClose }: { product: string; from: string | null; onClose: () => void }) {
  const act = useAct()
  const me = useMe().member
  const members = useMembers()
  const today = useToday()
  const [member, setMember] = useState<string>(me.id)
  const [from, setFrom] = useState<string | null>(first && first > today ? first : today)
  const [until, setUntil] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const wrong = from !== null && until !== null && until < from
  const send = async () => {
    if (await act('POST', '/absences', { product, member: member || undefined, from, until: until ?? undefined, note: note.trim() }, m.delivery_absence_added())) onClose()
  }
  return (
    <Ask title={m.delivery_absence_add()} text={m.delivery_absence_text()} action={m.delivery_absence_save()} ready={from !== null && !wrong} onSend={send} onClose={onClose}>
      <Field label={m.delivery_absence_who()}>
        <Select label={m.delivery_absence_who()} value={member} onChange={setMember} options={[{ value: everybody, label: m.delivery_everybody() }, ...members.filter((x) => x.status === 'active').map((x) => ({ value: x.id, label: x.name }))]} />
      </Field>
      <div className="grid grid-cols-2 gap-3">
        <Field label={m.screens_sprint_first_day()}>
          <DatePicker label={m.screens_sprint_first_day()} now={today} value={from} onChange={setFrom} />
        </Field>
        <Field label={m.screens_sprint_last_day()} error={wrong ? m.screens_sprint_wrong_days() : undefined}>
          <DatePicker label={m.screens_sprint_last_day()} now={today} value={until} onChange={setUntil} />
        </Field>
      </div>
      <TextInput label={m.delivery_absence_note()} value={note} onChange={setNote} maxLength={200} />
    </Ask>
  )
}
