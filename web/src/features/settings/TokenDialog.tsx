import { useState } from 'react'

import { useMe } from '@/data/hooks'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Dialog } from '@/ui/dialog'
import { Field, RadioGroup, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { CopyLine } from './CopyLine'
import { useSend } from './send'

export const SCOPES = ['read', 'comment', 'write', 'admin'] as const
export type Scope = (typeof SCOPES)[number]

const LABELS: Record<Scope, [() => string, () => string]> = {
  read: [m.settings_scope_read, m.settings_scope_read_hint],
  comment: [m.settings_scope_comment, m.settings_scope_comment_hint],
  write: [m.settings_scope_write, m.settings_scope_write_hint],
  admin: [m.settings_scope_admin, m.settings_scope_admin_hint],
}

const DAYS = [7, 30, 90, 180, 365] as const

/** A new token; its secret is shown once. */
export function TokenDialog({ onClose, onMade }: { onClose: () => void; onMade: () => void }) {
  const { products } = useMe()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<Scope>('read')
  const [limits, setLimits] = useState<string[]>([])
  const [days, setDays] = useState('90')
  const [secret, setSecret] = useState<string>()
  const { busy, refusal, send } = useSend()
  const make = async () => {
    const expiresAt = new Date(Date.now() + Number(days) * 86_400_000).toISOString()
    const sent = await send<{ secret: string }>('POST', '/tokens', { name: name.trim(), scopes: [scope], products: limits, expiresAt })
    if (!sent || !('value' in sent)) return
    setSecret(sent.value.secret)
    onMade()
  }
  if (secret) return <Secret name={name} secret={secret} onClose={onClose} />
  const said = elsewhere(refusal, ['name', 'scopes', 'products', 'expiresAt'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.settings_token_new()}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {m.settings_cancel()}
          </Button>
          <Button variant="primary" busy={busy} disabled={name.trim() === ''} onClick={() => void make()}>
            {m.settings_token_make()}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <TextInput autoFocus label={m.settings_token_name()} hint={m.settings_token_name_hint()} error={atField(refusal, 'name', m.settings_token_name())} value={name} onChange={setName} maxLength={80} />
        <RadioGroup label={m.settings_token_scope()} value={scope} onChange={setScope} options={SCOPES.map((s) => ({ value: s, label: LABELS[s][0](), hint: LABELS[s][1]() }))} />
        <Field label={m.settings_token_products()} hint={m.settings_token_products_hint()} error={atField(refusal, 'products', m.settings_token_products())}>
          <Combobox multiple label={m.settings_token_products()} placeholder={m.settings_all_products()} value={limits} onChange={setLimits} options={products.map((p) => ({ value: p.id, label: p.title, hint: p.key }))} />
        </Field>
        <Field label={m.settings_token_expires()} error={atField(refusal, 'expiresAt', m.settings_token_expires())}>
          <Select value={days} onChange={setDays} options={DAYS.map((d) => ({ value: String(d), label: m.settings_days({ count: d }) }))} />
        </Field>
      </div>
    </Dialog>
  )
}

function Secret({ name, secret, onClose }: { name: string; secret: string; onClose: () => void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={m.settings_token_made({ name })}
      description={m.settings_token_once()}
      footer={
        <Button variant="primary" onClick={onClose}>
          {m.settings_done()}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <CopyLine text={secret} label={m.settings_token_secret()} />
        <p className="text-12 text-text-muted">{m.settings_token_use()}</p>
        <CopyLine text={`curl -H "Authorization: Bearer ${secret}" ${window.location.origin}/api/v1/me`} label={m.settings_token_try()} />
      </div>
    </Dialog>
  )
}
