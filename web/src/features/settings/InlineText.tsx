import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { TextInput } from '@/ui/input'

import { useSend } from './send'

interface InlineTextProps {
  label: string
  hint?: string
  value: string
  /** How the server calls it, for what it says of it. */
  field: string
  save: (value: string) => { method: string; path: string; body: unknown }
  onSaved?: () => void
  disabled?: boolean
}

/** One setting that is text: saved when it is left or Enter is pressed, Esc goes back. */
export function InlineText({ label, hint, value, field, save, onSaved, disabled }: InlineTextProps) {
  const [typed, setTyped] = useState<string>()
  const [saved, setSaved] = useState(false)
  const { busy, refusal, send, clear } = useSend()
  const commit = async () => {
    const next = typed?.trim()
    if (next === undefined || next === value) return setTyped(undefined)
    const { method, path, body } = save(next)
    const sent = await send(method, path, body)
    if (!sent) return
    setTyped(undefined)
    setSaved('value' in sent)
    onSaved?.()
  }
  const said = refusal && (refusal.fields.find((f) => f.field === field)?.message ?? refusal.detail)
  return (
    <TextInput
      label={label}
      hint={saved ? m.settings_saved() : hint}
      error={said}
      value={typed ?? value}
      readOnly={disabled || busy}
      onChange={(next) => {
        setSaved(false)
        setTyped(next)
      }}
      onBlur={() => void commit()}
      onKeyDown={(e) => {
        if (e.key === 'Enter') void commit()
        if (e.key !== 'Escape') return
        clear()
        setTyped(undefined)
      }}
    />
  )
}
