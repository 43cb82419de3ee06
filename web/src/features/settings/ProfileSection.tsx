import { useState } from 'react'

import { useData, useMe } from '@/data/hooks'
import { setTheme, type Theme, theme } from '@/lib/theme'
import { m } from '@/locales/gen/messages.js'
import { useGo } from '@/record/screen/address'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Segmented } from '@/ui/tabs'

import { InlineText } from './InlineText'
import { PasswordForm } from './PasswordForm'
import { Block, Section } from './Section'
import { usePress } from './send'
import { SessionList } from './SessionList'
import { ZonePick } from './ZonePick'

/** What one says of oneself, and how one gets in. */
export default function ProfileSection() {
  const { member, login, workspace } = useMe()
  const data = useData()
  const press = usePress()
  const again = () => void data.session.load()
  const save = (field: string) => (value: string) => ({ method: 'PATCH', path: '/me', body: { [field]: value } })
  return (
    <Section title={m.settings_profile()} text={login ? m.settings_profile_text({ email: login.email }) : undefined}>
      <div className="grid max-w-xl gap-4 sm:grid-cols-2">
        <InlineText label={m.settings_name()} hint={m.settings_name_hint()} field="name" value={member.name} save={save('name')} onSaved={again} />
        <InlineText label={m.settings_handle()} hint={m.settings_handle_hint({ handle: member.handle })} field="handle" value={member.handle} save={save('handle')} onSaved={again} />
        <ZonePick
          label={m.settings_zone()}
          hint={m.settings_zone_hint()}
          value={member.zone}
          none={m.settings_zone_workspace({ zone: workspace.zone })}
          onChange={(zone) => void press('PATCH', '/me', { zone }, m.settings_saved()).then(again)}
        />
        <ThemeChoice />
      </div>
      <Block title={m.settings_password()}>
        <PasswordForm />
      </Block>
      <Block title={m.settings_sessions()} text={m.settings_sessions_text()}>
        <SessionList />
      </Block>
      <Leave name={workspace.name} />
    </Section>
  )
}

function ThemeChoice() {
  const [shown, setShown] = useState<Theme>(theme)
  const choose = (to: Theme) => {
    setTheme(to)
    setShown(to)
  }
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="text-12 font-medium text-text-muted">{m.settings_theme()}</span>
      <Segmented
        label={m.settings_theme()}
        value={shown}
        onChange={choose}
        options={[
          { value: 'light', label: m.settings_theme_light(), icon: 'sun' },
          { value: 'dark', label: m.settings_theme_dark(), icon: 'moon' },
          { value: 'system', label: m.settings_theme_system(), icon: 'monitor' },
        ]}
      />
      <span className="text-12 text-text-faint">{m.settings_theme_hint()}</span>
    </div>
  )
}

function Leave({ name }: { name: string }) {
  const press = usePress()
  const data = useData()
  const go = useGo()
  const leave = async () => {
    const yes = await confirm({ title: m.settings_leave_title({ name }), text: m.settings_leave_text(), action: m.settings_leave(), danger: true })
    if (!yes || !(await press('POST', '/me/leave', {}))) return
    await data.session.load()
    go('/signin')
  }
  return (
    <Block title={m.settings_leave_block()} text={m.settings_leave_hint()}>
      <div>
        <Button onClick={() => void leave()}>{m.settings_leave()}</Button>
      </div>
    </Block>
  )
}
