import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { TextArea, TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

export interface Changelog {
  id: string
  title: string
  intro: string
}

interface PublishProps {
  product: string
  title: string
  before: Changelog | undefined
  onClose: () => void
}

/** Publishes a changelog under a new link, which is shown once. */
export function Publish({ product, title, before, onClose }: PublishProps) {
  const act = useAct()
  const [name, setName] = useState(before?.title ?? title)
  const [intro, setIntro] = useState(before?.intro ?? '')
  const [token, setToken] = useState<string>()
  const send = async () => {
    const done = await act<{ token: string }>('POST', '/changelogs', { product, title: name.trim(), intro: intro.trim() }, m.accept_changelog_public(), { final: true })
    if (done && 'value' in done) setToken(done.value.token)
  }
  if (token) return <Made token={token} onClose={onClose} />
  return (
    <Ask title={m.accept_changelog_share_title({ name: title })} text={m.accept_changelog_share_text()} action={m.accept_changelog_share()} ready={name.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.accept_changelog_name()} value={name} onChange={setName} maxLength={200} />
      <TextArea label={m.accept_changelog_intro()} value={intro} onChange={setIntro} rows={2} autoGrow maxLength={2000} />
    </Ask>
  )
}

function Made({ token, onClose }: { token: string; onClose: () => void }) {
  const at = window.location.origin
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.accept_changelog_made()}
      description={m.accept_changelog_once()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.accept_done()}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <Address label={m.accept_changelog_page()} text={`${at}/changelog/${token}`} />
        <Address label={m.accept_changelog_atom()} text={`${at}/api/v1/changelogs/${token}/atom`} />
        <Address label={m.accept_changelog_feed()} text={`${at}/api/v1/changelogs/${token}/feed`} />
      </div>
    </Dialog>
  )
}

function Address({ label, text }: { label: string; text: string }) {
  const copy = () => {
    void navigator.clipboard.writeText(text)
    toast({ text: m.accept_copied() })
  }
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextInput label={label} readOnly value={text} onChange={() => {}} />
      </div>
      <Button icon="copy" onClick={copy}>
        {m.accept_copy()}
      </Button>
    </div>
  )
}
