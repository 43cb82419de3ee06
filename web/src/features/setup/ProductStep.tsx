import { useData, useMe } from '@/data/hooks'
import { asKey } from '@/lib/propose'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Checkbox, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { StepForm } from './SetUpFrame'
import type { StepProps } from './SetUpScreen'
import { keyOf } from './steps'

const JOBS: readonly [role: string, label: () => string, hint: () => string][] = [
  ['product manager', m.settings_setup_pm, m.settings_setup_pm_hint],
  ['product owner', m.settings_setup_po, m.settings_setup_po_hint],
]

/** The first product, and what one does on it. */
export function ProductStep({ typed, set, next }: StepProps) {
  const data = useData()
  const me = useMe()
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const key = keyOf(typed)
  const there = me.products[0]
  const submit = async () => {
    const made = await run(async () => {
      const product = there && typed.made === there.key ? there : await data.call<{ id: string; key: string }>('POST', '/products', { title: typed.title.trim(), key })
      set({ made: product.key })
      for (const role of typed.roles) await data.call('POST', '/roles/assign', { member: me.member.id, product: product.id, role })
      await data.session.load()
      return product
    })
    if (made) next()
  }
  const said = elsewhere(refusal, ['title', 'key'])
  return (
    <StepForm
      title={m.settings_setup_product_title()}
      text={m.settings_setup_product_text()}
      onSubmit={() => void submit()}
      busy={busy}
      disabled={typed.title.trim() === '' || key.length < 2}
      button={m.settings_next()}
      skip={me.products.length > 0 ? { label: m.settings_skip(), run: next } : undefined}
    >
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      <div className="grid gap-4 sm:grid-cols-[1fr_8rem]">
        <TextInput autoFocus size="lg" label={m.settings_product_title()} error={atField(refusal, 'title', m.settings_product_title())} value={typed.title} onChange={(title) => set({ title })} />
        <TextInput size="lg" label={m.settings_product_key()} error={atField(refusal, 'key', m.settings_product_key())} value={key} onChange={(k) => set({ key: asKey(k) })} />
      </div>
      <p className="-mt-3 text-12 text-text-faint">{m.settings_product_key_hint({ key: key || 'LEND' })}</p>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-12 font-medium text-text-muted">{m.settings_setup_jobs()}</legend>
        {JOBS.map(([role, label, hint]) => (
          <Checkbox
            key={role}
            label={label()}
            hint={hint()}
            checked={typed.roles.includes(role)}
            onChange={(yes) => set({ roles: yes ? [...typed.roles, role] : typed.roles.filter((r) => r !== role) })}
          />
        ))}
      </fieldset>
    </StepForm>
  )
}
