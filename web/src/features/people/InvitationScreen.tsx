import { type FormEvent, useState } from 'react'

import { useData } from '@/data/hooks'
import { sayDate } from '@/lib/moment'
import { secretOf } from '@/lib/secret'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { TextInput } from '@/ui/input'
import { Skeleton } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { DoorFrame } from './DoorFrame'
import { PasswordInput } from './PasswordInput'
import type { SignedIn } from './signIn'
import { useEnter } from './useEnter'
import { type Looked, useInvitation } from './useInvitation'

const ROLES: Record<string, () => string> = {
  owner: m.settings_join_role_owner,
  admin: m.settings_join_role_admin,
  member: m.settings_join_role_member,
  guest: m.settings_join_role_guest,
}

/** /join#secret: what an invitation is for, and accepting it. */
export function InvitationScreen() {
  const [token] = useState(() => secretOf(window.location))
  const go = useGo()
  const { looked, problem, retry } = useInvitation(token)
  if (token === '') return <DoorFrame title={m.settings_reset_no_token_title()} text={m.settings_reset_no_token_text()} />
  if (problem?.status === 404) {
    return (
      <DoorFrame title={m.settings_join_spent_title()} text={m.settings_join_spent_text()}>
        <div>
          <Button onClick={() => go('/signin')}>{m.settings_reset_to_signin()}</Button>
        </div>
      </DoorFrame>
    )
  }
  if (problem) return <ErrorState text={problem.detail} onRetry={retry} />
  if (!looked) {
    return (
      <DoorFrame title={m.settings_loading()}>
        <Skeleton height={160} />
      </DoorFrame>
    )
  }
  return (
    <DoorFrame
      title={m.settings_join_title({ workspace: looked.workspace })}
      text={m.settings_join_text({ by: looked.by, role: ROLES[looked.role]?.() ?? looked.role })}
      foot={m.settings_join_ends({ day: sayDate(looked.expiresAt) })}
    >
      <AcceptForm token={token} looked={looked} />
    </DoorFrame>
  )
}

function AcceptForm({ token, looked }: { token: string; looked: Looked }) {
  const data = useData()
  const enter = useEnter()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const submit = async (e: FormEvent) => {
    e.preventDefault()
    if (await run(() => data.call<SignedIn>('POST', '/invitations/accept', { token, name: name.trim(), password }))) enter('/')
  }
  const said = elsewhere(refusal, ['name', 'password'])
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      <TextInput label={m.settings_join_email()} hint={m.settings_join_email_hint()} size="lg" type="email" autoComplete="username" readOnly value={looked.email} onChange={() => undefined} />
      <TextInput
        autoFocus
        label={m.settings_join_name()}
        hint={m.settings_join_name_hint()}
        error={atField(refusal, 'name', m.settings_join_name())}
        size="lg"
        autoComplete="name"
        value={name}
        onChange={setName}
      />
      <PasswordInput
        label={m.settings_join_password()}
        kind="new-password"
        hint={m.settings_join_password_hint()}
        error={atField(refusal, 'password', m.settings_join_password())}
        value={password}
        onChange={setPassword}
      />
      <Button type="submit" variant="primary" busy={busy} className="!h-9">
        {m.settings_join_button()}
      </Button>
    </form>
  )
}
