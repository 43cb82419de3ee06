import { type FormEvent, useState } from 'react'

import { useData } from '@/data/hooks'
import { secretOf } from '@/lib/secret'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'

import { DoorFrame } from './DoorFrame'
import { PasswordInput } from './PasswordInput'

/** /reset#secret: a new password for whoever holds the link. */
export function ResetScreen() {
  const [token] = useState(() => secretOf(window.location))
  const [done, setDone] = useState(false)
  const [spent, setSpent] = useState(false)
  if (token === '') return <Shut title={m.settings_reset_no_token_title()} text={m.settings_reset_no_token_text()} />
  if (spent) return <Shut title={m.settings_reset_spent_title()} text={m.settings_reset_spent_text()} />
  if (done) return <Shut title={m.settings_reset_title()} text={m.settings_reset_done()} />
  return (
    <DoorFrame title={m.settings_reset_title()} text={m.settings_reset_text()}>
      <ResetForm token={token} onDone={() => setDone(true)} onSpent={() => setSpent(true)} />
    </DoorFrame>
  )
}

/** Nothing more to do here but to sign in. */
function Shut({ title, text }: { title: string; text: string }) {
  const go = useGo()
  return (
    <DoorFrame title={title} text={text}>
      <div>
        <Button variant="primary" autoFocus onClick={() => go('/signin')}>
          {m.settings_reset_to_signin()}
        </Button>
      </div>
    </DoorFrame>
  )
}

function ResetForm({ token, onDone, onSpent }: { token: string; onDone: () => void; onSpent: () => void }) {
  const data = useData()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [differ, setDiffer] = useState(false)
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    setDiffer(password !== again)
    if (password !== again) return
    const done = await run(async () => {
      try {
        return await data.call<object>('POST', '/password/reset', { token, password })
      } catch (error) {
        if ((error as { status?: number }).status === 404) onSpent()
        throw error
      }
    })
    if (done) onDone()
  }
  const said = elsewhere(refusal, ['password'])
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      <PasswordInput
        autoFocus
        label={m.settings_reset_new()}
        kind="new-password"
        hint={m.settings_reset_hint()}
        error={atField(refusal, 'password', m.settings_reset_new())}
        value={password}
        onChange={setPassword}
      />
      <PasswordInput label={m.settings_reset_again()} kind="new-password" error={differ ? m.settings_reset_differ() : undefined} value={again} onChange={setAgain} />
      <Button type="submit" variant="primary" busy={busy} className="!h-9">
        {m.settings_reset_button()}
      </Button>
    </form>
  )
}
