import { useState } from 'react'

import { useData } from '@/data/hooks'
import { type Problem, problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { type Done, useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, TextArea, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { type Cut, type Link, type Linked, originsOf } from './cut'

interface LinkDialogProps {
  cut: Cut
  /** The link that is changed; a new one when left out. */
  link?: Link
  onClose: () => void
  /** It has an address, shown only now. */
  onMade: (l: Linked) => void
}

/**
 * Makes a link to a cut, or changes one. A new one is prepared, then locked where a
 * password was given, and only then has its address: where a step is refused, the
 * dialog stays as it was filled in and goes on from there.
 */
export function LinkDialog({ cut, link, onClose, onMade }: LinkDialogProps) {
  const act = useAct()
  const data = useData()
  const today = useToday()
  const [prepared, setPrepared] = useState<Pick<Link, 'id'>>()
  const [locked, setLocked] = useState('')
  const [label, setLabel] = useState(link?.label ?? '')
  const [expiresOn, setExpires] = useState<string | null>(link?.expiresOn ?? null)
  const [password, setPassword] = useState('')
  const [sites, setSites] = useState(link?.sites.join('\n') ?? '')
  const [wrong, setWrong] = useState<Problem>()
  const why = (field: string) => wrong?.fields.find((f) => f.field === field)?.message
  const told = ['label', 'expiresOn', 'password', 'sites'].some(why)
  const open = password === '' && !link?.lockedAt
  const fields = { label: label.trim(), expiresOn: expiresOn ?? '', sites: open ? originsOf(sites) : [] }
  const ready = fields.label !== '' && (password === '' || password.length >= 8)
  const how = { refused: setWrong }
  const change = (id: string, said: string) => act<Link>('PATCH', `/shares/${id}`, fields, said, how)
  const prepare = (): Promise<Done<Pick<Link, 'id'>>> =>
    prepared ? change(prepared.id, m.share_prepared()) : act<Link>('POST', '/shares', { cut: cut.id, ...fields }, m.share_prepared(), { ...how, final: true })

  const step = <T,>(path: string, body: unknown) =>
    data.call<T>('POST', path, body).catch((e: unknown) => {
      setWrong(problemOf(e))
      return undefined
    })
  const make = async () => {
    const done = await prepare()
    if (!done) return
    if (!('value' in done)) return onClose()
    const { id } = done.value
    setPrepared({ id })
    if (password !== locked) {
      if (!(await step(`/shares/${id}/lock`, { password }))) return
      setLocked(password)
    }
    const linked = await step<Linked>(`/shares/${id}/link`, {})
    if (!linked) return
    onClose()
    onMade(linked)
  }
  const send = async () => {
    setWrong(undefined)
    if (!link) return make()
    if (await change(link.id, m.share_link_changed())) onClose()
  }
  return (
    <Ask
      title={link ? m.share_change_title({ name: link.label }) : m.share_link_title({ name: cut.title })}
      text={link ? m.share_change_text() : m.share_link_text()}
      action={link ? m.share_save() : m.share_link_new()}
      ready={ready}
      onSend={send}
      onClose={onClose}
    >
      {wrong && !told && <Callout tone="red">{prepared ? m.share_link_stopped({ why: wrong.detail }) : wrong.detail}</Callout>}
      <TextInput autoFocus required label={m.share_label()} hint={m.share_label_hint()} error={why('label')} value={label} onChange={setLabel} maxLength={200} />
      <Field label={m.share_expires()} error={why('expiresOn')}>
        <DatePicker label={m.share_expires()} value={expiresOn} onChange={setExpires} min={today} now={today} placeholder={m.share_expires_none()} />
      </Field>
      {!link && <TextInput label={m.share_password()} hint={m.share_password_hint()} error={why('password')} type="password" autoComplete="new-password" value={password} onChange={setPassword} maxLength={200} />}
      {open && <TextArea label={m.share_sites()} hint={m.share_sites_hint()} error={why('sites')} value={sites} onChange={setSites} rows={2} />}
    </Ask>
  )
}
