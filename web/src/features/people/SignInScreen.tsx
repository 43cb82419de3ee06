import { useSearch } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { inside } from '@/lib/secret'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { DoorFrame } from './DoorFrame'
import { PasswordInput } from './PasswordInput'
import { type Home, missing, type SignedIn, signInTrouble, type Trouble } from './signIn'
import { useEnter } from './useEnter'
import { Workspaces } from './Workspaces'

/** /signin: an address and a password; then a workspace, for those who have several. */
export function SignInScreen() {
  const { to } = useSearch({ strict: false }) as { to?: string }
  const enter = useEnter()
  const [homes, setHomes] = useState<readonly Home[]>()
  const [email, setEmail] = useState('')
  const go = () => enter(inside(to))
  if (homes) return <Workspaces homes={homes} email={email} onEnter={go} onBack={() => setHomes(undefined)} />
  return (
    <DoorFrame title={m.settings_signin_title()} foot={<Forgotten email={email} />}>
      <SignInForm email={email} onEmail={setEmail} onIn={(a) => (a.workspaces.length === 1 ? go() : setHomes(a.workspaces))} />
    </DoorFrame>
  )
}

interface SignInFormProps {
  email: string
  onEmail: (email: string) => void
  onIn: (answer: SignedIn) => void
}

/** Keeps what was typed whatever happens, and puts the focus where typing helps. */
export function SignInForm({ email, onEmail, onIn }: SignInFormProps) {
  const data = useData()
  const [password, setPassword] = useState('')
  const [trouble, setTrouble] = useState<Trouble>()
  const [busy, setBusy] = useState(false)
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) }
  const fail = (t: Trouble) => {
    setTrouble(t)
    if (!t.focus) return
    fields[t.focus].current?.focus()
    fields[t.focus].current?.select()
  }
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (busy) return
    const lacks = missing(email, password)
    if (lacks) return fail(lacks)
    setBusy(true)
    try {
      onIn(await data.call<SignedIn>('POST', '/sessions', { email, password }))
    } catch (error) {
      fail(signInTrouble(problemOf(error)))
    } finally {
      setBusy(false)
    }
  }
  const wrong = (field: 'email' | 'password') => trouble?.typed === true && trouble.focus === field
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {trouble && (
        <div role="alert">
          <Callout tone={trouble.typed ? 'red' : 'amber'}>{trouble.text}</Callout>
        </div>
      )}
      <TextInput
        ref={fields.email}
        label={m.settings_signin_email_label()}
        size="lg"
        type="email"
        name="email"
        autoComplete="username"
        autoFocus
        value={email}
        invalid={wrong('email')}
        onChange={onEmail}
      />
      <PasswordInput ref={fields.password} label={m.settings_signin_password_label()} kind="current-password" value={password} invalid={wrong('password')} onChange={setPassword} />
      <Button type="submit" variant="primary" busy={busy} className="!h-9">
        {m.settings_signin_button()}
      </Button>
    </form>
  )
}

function Forgotten({ email }: { email: string }) {
  return (
    <details>
      <summary className="w-fit">{m.settings_signin_forgotten()}</summary>
      <p className="mt-2">{m.settings_signin_forgotten_text()}</p>
      <p className="keyed mt-1 overflow-x-auto rounded bg-bg-sunken px-2 py-1.5 text-text">
        {m.settings_signin_forgotten_command({ email: email.trim() || m.settings_signin_forgotten_you() })}
      </p>
    </details>
  )
}
