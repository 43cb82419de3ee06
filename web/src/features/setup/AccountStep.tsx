import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { TextInput } from '@/ui/input'

import { StepForm } from './SetUpFrame'
import type { StepProps } from './SetUpScreen'

interface AccountStepProps extends StepProps {
  password: string
  onPassword: (password: string) => void
}

/** Who the first person is. Nothing is sent yet. */
export function AccountStep({ typed, set, next, password, onPassword }: AccountStepProps) {
  const [tried, setTried] = useState(false)
  const wrong = {
    name: typed.name.trim() === '' ? m.settings_setup_name_missing() : undefined,
    email: /^\S+@\S+\.\S+$/.test(typed.email.trim()) ? undefined : m.settings_setup_email_wrong(),
    password: [...password].length < 10 ? m.settings_setup_password_short() : undefined,
  }
  const submit = () => {
    setTried(true)
    if (!wrong.name && !wrong.email && !wrong.password) next()
  }
  return (
    <StepForm title={m.settings_setup_account_title()} text={m.settings_setup_account_text()} onSubmit={submit} button={m.settings_next()}>
      <TextInput autoFocus size="lg" label={m.settings_join_name()} autoComplete="name" error={tried ? wrong.name : undefined} value={typed.name} onChange={(name) => set({ name })} />
      <TextInput
        size="lg"
        type="email"
        label={m.settings_signin_email_label()}
        hint={m.settings_setup_email_hint()}
        autoComplete="username"
        error={tried ? wrong.email : undefined}
        value={typed.email}
        onChange={(email) => set({ email })}
      />
      <TextInput
        size="lg"
        type="password"
        label={m.settings_password()}
        hint={m.settings_password_hint()}
        autoComplete="new-password"
        error={tried ? wrong.password : undefined}
        value={password}
        onChange={onPassword}
      />
    </StepForm>
  )
}
