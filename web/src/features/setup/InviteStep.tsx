import { useState } from 'react'

import { useAsk, useData, useMe } from '@/data/hooks'
import { elsewhere, sentence, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Field, TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

import { StepForm } from './SetUpFrame'
import type { StepProps } from './SetUpScreen'

interface Invited {
  email: string
  link: string
}

/** Asks others in; each gets a link to hand over. */
export function InviteStep({ typed, set, next, back }: StepProps) {
  const data = useData()
  const me = useMe()
  const kinds = useAsk<{ name: string }[]>('/roles')
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const [invited, setInvited] = useState<readonly Invited[]>([])
  const product = me.products.find((p) => p.key === typed.made) ?? me.products[0]
  const emails = [...new Set(typed.emails.split(/[\s,;]+/).filter((e) => e.includes('@')))]
  const left = emails.filter((e) => !invited.some((i) => i.email === e.toLowerCase()))
  const submit = async () => {
    if (left.length === 0) return next()
    const done = [...invited]
    await run(async () => {
      // One after the other, so that what failed is the one that is named.
      for (const email of left) {
        const roles = product ? typed.theirRoles.map((role) => ({ product: product.id, role })) : []
        done.push(await data.call<Invited>('POST', '/members/invite', { email, role: 'member', roles }))
      }
    })
    setInvited(done)
  }
  const said = refusal ? [...refusal.fields.map((f) => sentence(left[0] ?? f.field, f.message)), ...elsewhere(refusal, refusal.fields.map((f) => f.field))] : []
  return (
    <StepForm
      title={m.settings_setup_invite_title()}
      text={m.settings_setup_invite_text()}
      onSubmit={() => void submit()}
      busy={busy}
      button={left.length > 0 ? m.settings_invite_several({ count: left.length }) : m.settings_setup_finish()}
      back={back}
      skip={left.length > 0 ? { label: m.settings_setup_later(), run: next } : undefined}
    >
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      <TextArea autoFocus autoGrow rows={2} label={m.settings_invite_emails()} hint={m.settings_invite_emails_hint()} value={typed.emails} onChange={(text) => set({ emails: text })} />
      {product && (
        <Field label={m.settings_setup_their_roles({ product: product.title })} hint={m.settings_setup_their_roles_hint()}>
          <Combobox multiple label={m.settings_setup_their_roles({ product: product.title })} value={typed.theirRoles} onChange={(theirRoles) => set({ theirRoles })} options={(kinds.value ?? []).map((k) => ({ value: k.name, label: k.name }))} />
        </Field>
      )}
      {invited.length > 0 && <Links invited={invited} />}
    </StepForm>
  )
}

function Links({ invited }: { invited: readonly Invited[] }) {
  const [copied, setCopied] = useState<string>()
  return (
    <section aria-label={m.settings_links_title({ count: invited.length })} className="flex flex-col gap-2">
      <p className="text-text-muted">{m.settings_links_text()}</p>
      <ul className="divide-y border-y">
        {invited.map((i) => (
          <li key={i.email} className="flex h-10 items-center gap-3">
            <span className="min-w-0 flex-1 truncate font-medium">{i.email}</span>
            <Button size="sm" icon={copied === i.email ? 'check' : 'link'} onClick={() => void navigator.clipboard.writeText(i.link).then(() => setCopied(i.email))}>
              {copied === i.email ? m.settings_copied() : m.settings_setup_copy_link()}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
