import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import { changed } from '@/lib/changed'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Checkbox, Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { formNames, forms, rhythmNames, rhythms, topicNames, topics, type Due, type Form, type Rhythm, type Stakeholder, type Topic } from './stakeholder'

interface EditCadenceProps {
  product: string
  /** Whom it can be agreed with. */
  all: readonly Stakeholder[]
  of?: Due
  onClose: () => void
  onDone: () => void
}

/** What one stakeholder hears, how often, in which form and by whom. */
export function EditCadence({ all, of, onClose, onDone }: EditCadenceProps) {
  const act = useAct()
  const members = useMembers().filter((p) => p.status === 'active')
  const [who, setWho] = useState<string | null>(of?.stakeholder ?? (all.length === 1 ? all[0]!.id : null))
  const [about, setAbout] = useState<readonly Topic[]>(of?.topics ?? ['roadmap'])
  const [every, setEvery] = useState<Rhythm>(of?.every ?? 'month')
  const outside = Boolean(all.find((s) => s.id === who)?.contact)
  const [form, setForm] = useState<Form>(of?.form ?? (outside ? 'text' : 'page'))
  const [by, setBy] = useState<string | null>(of?.by ?? null)
  const [note, setNote] = useState(of?.note ?? '')
  const [was] = useState(of && { ...of, by: of.by ?? '' })
  const send = async () => {
    const fields = { topics: about, every, form, by: by ?? '', note }
    const change = was && changed(fields, was)
    if (change && Object.keys(change).length === 0) return onClose()
    const done = of ? await act('PATCH', `/cadences/${of.id}`, change, m.stake_agreed_saved()) : await act('POST', '/cadences', { stakeholder: who, ...fields }, m.stake_agreed_made())
    if (!done) return
    onDone()
    onClose()
  }
  const remove = async () => {
    if (!of || !(await act('DELETE', `/cadences/${of.id}`, {}, m.stake_agreed_gone()))) return
    onDone()
    onClose()
  }
  return (
    <Ask title={m.stake_agree_title()} text={m.stake_agree_text()} action={m.stake_save()} ready={who !== null && about.length > 0} onSend={send} onClose={onClose}>
      {!of && all.length > 1 && (
        <Field label={m.stake_person()} required>
          <Combobox label={m.stake_person()} value={who} onChange={setWho} options={all.map((s) => ({ value: s.id, label: s.name }))} />
        </Field>
      )}
      <fieldset className="flex flex-col">
        <legend className="mb-1 text-12 text-text-muted">{m.stake_topics()}</legend>
        <div className="grid grid-cols-2 gap-x-3">
          {topics.map((t) => (
            <Checkbox key={t} label={topicNames[t]()} checked={about.includes(t)} onChange={(on) => setAbout(topics.filter((x) => (x === t ? on : about.includes(x))))} />
          ))}
        </div>
      </fieldset>
      <Field label={m.stake_every()}>
        <Select value={every} onChange={setEvery} options={rhythms.map((r) => ({ value: r, label: rhythmNames[r]() }))} />
      </Field>
      <Field label={m.stake_form()}>
        <Select value={form} onChange={setForm} options={forms.filter((f) => !outside || f !== 'page').map((f) => ({ value: f, label: formNames[f]() }))} />
      </Field>
      <Field label={m.stake_by()} hint={m.stake_by_hint()}>
        <Combobox label={m.stake_by()} value={by} onChange={setBy} options={members.map((p) => ({ value: p.id, label: p.name }))} placeholder={m.stake_owner()} />
      </Field>
      <TextInput label={m.stake_note()} value={note} onChange={setNote} maxLength={500} />
      {of && (
        <div>
          <Button size="sm" variant="ghost" icon="trash-2" onClick={() => void remove()}>
            {m.stake_agreed_remove()}
          </Button>
        </div>
      )}
    </Ask>
  )
}
