import { useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Dialog } from '@/ui/dialog'
import { Field, TextArea, TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import { type Cut, type Link, type Linked, originsOf } from './cut'

/** Makes a link to a cut: it is prepared, locked where a password was given, and then has its address. */
export function NewLink({ cut, onClose, onMade }: { cut: Cut; onClose: () => void; onMade: (l: Linked) => void }) {
  const act = useAct()
  const data = useData()
  const today = useToday()
  const [label, setLabel] = useState('')
  const [expiresOn, setExpires] = useState<string | null>(null)
  const [password, setPassword] = useState('')
  const [sites, setSites] = useState('')
  const ready = label.trim() !== '' && (password === '' || (password.length >= 8 && originsOf(sites).length === 0))
  const send = async () => {
    const done = await act<Link>('POST', '/shares', { cut: cut.id, label: label.trim(), expiresOn, sites: originsOf(sites) }, m.share_prepared(), { final: true })
    if (!done) return
    onClose()
    if (!('value' in done)) return
    try {
      if (password) await data.call('POST', `/shares/${done.value.id}/lock`, { password })
      onMade(await data.call<Linked>('POST', `/shares/${done.value.id}/link`, {}))
    } catch (e) {
      toast({ text: problemOf(e).detail, tone: 'red' })
    }
  }
  return (
    <Ask title={m.share_link_title({ name: cut.title })} text={m.share_link_text()} action={m.share_link_new()} ready={ready} onSend={send} onClose={onClose}>
      <TextInput autoFocus required label={m.share_label()} hint={m.share_label_hint()} value={label} onChange={setLabel} maxLength={200} />
      <Field label={m.share_expires()}>
        <DatePicker label={m.share_expires()} value={expiresOn} onChange={setExpires} min={today} now={today} placeholder={m.share_expires_none()} />
      </Field>
      <TextInput label={m.share_password()} hint={m.share_password_hint()} type="password" autoComplete="new-password" value={password} onChange={setPassword} maxLength={200} />
      {password === '' && <TextArea label={m.share_sites()} hint={m.share_sites_hint()} value={sites} onChange={setSites} rows={2} />}
    </Ask>
  )
}

/** A link that was just made; it cannot be shown again. */
export function LinkMade({ link, onClose }: { link: Linked; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.share_linked()}
      description={m.share_once()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.share_done()}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Address label={m.share_page()} text={link.url} />
        {link.feed && <Address label={m.share_feed()} text={link.feed} />}
        {link.sites.length > 0 && <Address label={m.share_embed()} text={`<iframe src="${link.frame}" width="100%" height="600" loading="lazy" title="Roadmap"></iframe>`} />}
      </div>
    </Dialog>
  )
}

function Address({ label, text }: { label: string; text: string }) {
  const copy = () => {
    void navigator.clipboard.writeText(text)
    toast({ text: m.share_copied() })
  }
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextInput label={label} readOnly value={text} onChange={() => {}} />
      </div>
      <Button icon="copy" onClick={copy}>
        {m.share_copy()}
      </Button>
    </div>
  )
}
