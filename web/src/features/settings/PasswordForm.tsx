import { type FormEvent, useState } from 'react'

import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { useSend } from './send'

/** A new password, with the old one as proof; opened when it is wanted. */
export function PasswordForm() {
  const [open, setOpen] = useState(false)
  if (open) return <Form onDone={() => setOpen(false)} />
  return (
    <div>
      <Button icon="lock" onClick={() => setOpen(true)}>
        {m.settings_password_change()}
      </Button>
    </div>
  )
}

function Form({ onDone }: { onDone: () => void }) {
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const { busy, refusal, send } = useSend()
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (await send('POST', '/password/change', { old, new: fresh }, m.settings_password_changed())) onDone()
  }
  const said = elsewhere(refusal, ['old', 'new'])
  return (
    <form onSubmit={submit} noValidate className="flex max-w-sm flex-col gap-3">
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      <TextInput autoFocus type="password" autoComplete="current-password" label={m.settings_password_old()} error={atField(refusal, 'old', m.settings_password_this())} value={old} onChange={setOld} />
      <TextInput
        type="password"
        autoComplete="new-password"
        label={m.settings_password_new()}
        hint={m.settings_password_hint()}
        error={atField(refusal, 'new', m.settings_password_new())}
        value={fresh}
        onChange={setFresh}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          {m.settings_password_change()}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {m.settings_cancel()}
        </Button>
      </div>
    </form>
  )
}
