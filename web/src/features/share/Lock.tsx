import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextInput } from '@/ui/input'

import type { Link } from './cut'

/** Gives a link a password, or takes it away. */
export function Lock({ link, onClose }: { link: Link; onClose: () => void }) {
  const act = useAct()
  const [password, setPassword] = useState('')
  const send = async () => {
    if (await act('POST', `/shares/${link.id}/lock`, { password }, password ? m.share_locked() : m.share_unlocked(), { final: true })) onClose()
  }
  const ready = password.length >= 8 || (password === '' && link.lockedAt !== null)
  return (
    <Ask title={m.share_lock_title({ name: link.label })} text={m.share_lock_text()} action={m.share_lock()} ready={ready} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.share_password()} hint={m.share_password_hint()} type="password" autoComplete="new-password" value={password} onChange={setPassword} maxLength={200} />
    </Ask>
  )
}
