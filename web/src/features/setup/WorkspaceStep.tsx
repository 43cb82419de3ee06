import { useState } from 'react'

import { useData } from '@/data/hooks'
import { zones } from '@/lib/moment'
import { asSlug } from '@/lib/propose'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Combobox } from '@/ui/combobox'
import { Field, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'

import { StepForm } from './SetUpFrame'
import type { StepProps } from './SetUpScreen'
import { slugOf } from './steps'

/** The workspace; with it the account is made, and one is signed in. */
export function WorkspaceStep({ typed, set, next, back, token, password }: StepProps & { token: string; password: string }) {
  const data = useData()
  const { busy, refusal, run } = useSubmit(m.settings_form_broken())
  const [options] = useState(() => zones().map((z) => ({ value: z, label: z.replaceAll('_', ' ') })))
  const slug = slugOf(typed)
  const submit = async () => {
    const made = await run(() =>
      data.call<object>('POST', '/setup', { token, password, workspace: typed.workspace.trim(), slug, zone: typed.zone, name: typed.name.trim(), email: typed.email.trim() }),
    )
    if (!made) return
    next()
    await data.session.load()
  }
  // What belongs to the step before is said here, with the way back to it.
  const earlier = ['name', 'email', 'password'].map((f) => atField(refusal, f, { name: m.settings_join_name(), email: m.settings_signin_email_label(), password: m.settings_password() }[f]!)).filter(Boolean)
  const said = elsewhere(refusal, ['name', 'email', 'password', 'workspace', 'slug', 'zone'])
  return (
    <StepForm
      title={m.settings_setup_workspace_title()}
      text={m.settings_setup_workspace_text()}
      onSubmit={() => void submit()}
      busy={busy}
      disabled={typed.workspace.trim() === ''}
      button={m.settings_setup_make()}
      back={back}
    >
      {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
      {earlier.length > 0 && (
        <Callout tone="red" title={m.settings_setup_earlier()}>
          {earlier.join(' ')}
        </Callout>
      )}
      <TextInput
        autoFocus
        size="lg"
        label={m.settings_workspace_name()}
        hint={m.settings_setup_workspace_hint()}
        error={atField(refusal, 'workspace', m.settings_workspace_name())}
        value={typed.workspace}
        onChange={(workspace) => set({ workspace })}
      />
      <TextInput
        size="lg"
        label={m.settings_workspace_slug()}
        hint={m.settings_setup_slug_hint()}
        error={atField(refusal, 'slug', m.settings_workspace_slug())}
        value={slug}
        onChange={(s) => set({ slug: asSlug(s) })}
      />
      <Field label={m.settings_workspace_zone()} hint={m.settings_workspace_zone_hint()} error={atField(refusal, 'zone', m.settings_workspace_zone())}>
        <Combobox label={m.settings_workspace_zone()} value={typed.zone} onChange={(zone) => zone && set({ zone })} options={options} />
      </Field>
    </StepForm>
  )
}
