import { useState } from 'react'

import { useData, useMe, useMembers, useRecord } from '@/data/hooks'
import { mayCreate } from '@/data/rights'
import { changed } from '@/lib/changed'
import { m } from '@/locales/gen/messages.js'
import { QuickCreate } from '@/record/page/QuickCreate'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { KindIcon } from '@/ui/icon'
import { Field, NumberInput, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { quadrantNames, quadrantOf, stanceNames, stances, type Stakeholder } from './stakeholder'

interface EditStakeholderProps {
  product: string
  /** Who is changed; somebody new when left out. */
  of?: Stakeholder
  onClose: () => void
  onDone: (id: string) => void
}

/** Adds somebody, or changes what is said of them. */
export function EditStakeholder({ product, of, onClose, onDone }: EditStakeholderProps) {
  const act = useAct()
  const me = useMe()
  const members = useMembers().filter((p) => p.status === 'active')
  const find = useFind(['contact'], undefined)
  const [who, setWho] = useState<'member' | 'contact'>('member')
  const [person, setPerson] = useState<string | null>(null)
  // As it was when one began: what others change meanwhile comes in from outside.
  const [was] = useState(of && { ...of, owner: of.owner ?? '' })
  const [title, setTitle] = useState(of?.title ?? '')
  const [power, setPower] = useState<number | null>(of?.power ?? 5)
  const [interest, setInterest] = useState<number | null>(of?.interest ?? 5)
  const [stance, setStance] = useState(of?.stance ?? 'neutral')
  const [cares, setCares] = useState(of?.cares ?? '')
  const [owner, setOwner] = useState<string | null>(of ? of.owner : me.member.id)
  const [notes, setNotes] = useState(of?.notes ?? '')
  const [making, setMaking] = useState(false)
  const outside = useRecord((who === 'contact' && person) || undefined)
  const mayMake = mayCreate(useData(), 'contact', null).may === 'act'
  const people = members.map((p) => ({ value: p.id, label: p.name }))
  const send = async () => {
    const fields = { title, power, interest, stance, cares, owner: owner ?? '', notes }
    const change = was && changed(fields, was)
    if (change && Object.keys(change).length === 0) return onClose()
    const done = of
      ? await act<{ id: string }>('PATCH', `/stakeholders/${of.id}`, change, m.stake_saved({ name: of.name }))
      : await act<{ id: string }>('POST', '/stakeholders', { product, [who]: person, ...fields }, m.stake_added())
    if (!done) return
    if ('value' in done) onDone(done.value.id)
    onClose()
  }
  const ready = (Boolean(of) || person !== null) && power !== null && interest !== null
  return (
    <>
      <Ask title={of ? m.stake_edit_title({ name: of.name }) : m.stake_add_title()} text={m.stake_add_text()} action={of ? m.stake_save() : m.stake_add()} ready={ready} onSend={send} onClose={onClose}>
        {!of && (
          <>
            <RadioGroup
              row
              label={m.stake_who()}
              value={who}
              onChange={(v) => (setWho(v), setPerson(null))}
              options={[
                { value: 'member', label: m.stake_member() },
                { value: 'contact', label: m.stake_contact() },
              ]}
            />
            <Field label={m.stake_person()} required>
              {who === 'member' ? (
                <Combobox key="member" label={m.stake_person()} value={person} onChange={setPerson} options={people} placeholder={m.stake_person_member()} />
              ) : (
                <span className="flex items-center gap-2 text-13">
                  {outside ? (
                    <>
                      <KindIcon kind={outside.kind} size={14} />
                      <span className="min-w-0 flex-1 truncate">{outside.title}</span>
                      <IconButton icon="x" size="sm" label={m.stake_person_other()} onClick={() => setPerson(null)} />
                    </>
                  ) : (
                    <Combobox key="contact" label={m.stake_person()} value={person} onChange={setPerson} search={find} placeholder={m.stake_person_contact()} className="min-w-0 flex-1" />
                  )}
                  {mayMake && (
                    <Button icon="plus" onClick={() => setMaking(true)}>
                      {m.stake_person_new()}
                    </Button>
                  )}
                </span>
              )}
            </Field>
          </>
        )}
        <TextInput label={m.stake_role()} hint={m.stake_role_hint()} value={title} onChange={setTitle} maxLength={200} />
        <div className="grid grid-cols-2 gap-3">
          <NumberInput label={m.stake_power()} hint={m.stake_power_hint()} value={power} onChange={setPower} min={0} max={10} step={1} />
          <NumberInput label={m.stake_interest()} hint={m.stake_interest_hint()} value={interest} onChange={setInterest} min={0} max={10} step={1} />
        </div>
        {power !== null && interest !== null && <p className="text-12 text-text-muted">{m.stake_comes_to({ quadrant: quadrantNames[quadrantOf(power, interest)]() })}</p>}
        <Field label={m.stake_stance()}>
          <Select value={stance} onChange={setStance} options={stances.map((s) => ({ value: s, label: stanceNames[s]() }))} />
        </Field>
        <TextArea label={m.stake_cares()} value={cares} onChange={setCares} rows={2} maxLength={2000} />
        <Field label={m.stake_owner()}>
          <Combobox label={m.stake_owner()} value={owner} onChange={setOwner} options={people} placeholder={m.stake_nobody()} />
        </Field>
        <TextArea label={m.stake_notes()} hint={m.stake_notes_hint()} value={notes} onChange={setNotes} rows={3} maxLength={5000} />
      </Ask>
      {making && <QuickCreate kind="contact" product={product} onDone={(id) => (setMaking(false), id && setPerson(id))} />}
    </>
  )
}
