import { type Ref, useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { TextInput } from '@/ui/input'

interface PasswordInputProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** For password managers: the one that is, or one that will be. */
  kind: 'current-password' | 'new-password'
  hint?: string
  error?: string
  invalid?: boolean
  autoFocus?: boolean
  ref?: Ref<HTMLInputElement>
}

/** A password that can be looked at while it is typed. */
export function PasswordInput({ kind, ...rest }: PasswordInputProps) {
  const [shown, setShown] = useState(false)
  return (
    <TextInput
      {...rest}
      size="lg"
      type={shown ? 'text' : 'password'}
      autoComplete={kind}
      autoCapitalize="off"
      spellCheck={false}
      name={kind}
      after={
        <IconButton
          icon={shown ? 'eye-off' : 'eye'}
          label={shown ? m.settings_signin_hide() : m.settings_signin_show()}
          pressed={shown}
          size="sm"
          className="-mr-1"
          onClick={() => setShown(!shown)}
        />
      }
    />
  )
}
