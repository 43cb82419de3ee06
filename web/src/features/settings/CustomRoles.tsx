import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import type { RoleKind } from '@/lib/deciders'
import { atField, elsewhere } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { confirm, Dialog } from '@/ui/dialog'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { Block } from './Section'
import { usePress, useSend } from './send'
import { useIsAdmin } from './useHere'
import { roleName } from './words'

/** Roles of the workspace's own: each starts from the rights of another. */
export function CustomRoles({ kinds }: { kinds: readonly RoleKind[] }) {
  const admin = useIsAdmin()
  const members = useMembers()
  const press = usePress()
  const [editing, setEditing] = useState<RoleKind | 'new'>()
  const own = kinds.filter((k) => k.own)
  const held = (role: string) => members.filter((x) => x.roles.some((r) => r.role === role)).length
  const remove = async (k: RoleKind) => {
    const yes = await confirm({ title: m.settings_role_delete_title({ role: roleName(k.name) }), text: m.settings_role_delete_text(), action: m.settings_delete(), danger: true })
    if (yes) await press('DELETE', `/roles/${encodeURIComponent(k.name)}`, undefined, m.settings_role_deleted({ role: roleName(k.name) }))
  }
  return (
    <Block
      title={m.settings_own_roles()}
      text={m.settings_own_roles_text()}
      actions={
        <Button icon="plus" disabled={!admin} title={admin ? undefined : m.settings_own_roles_not()} onClick={() => setEditing('new')}>
          {m.settings_role_new()}
        </Button>
      }
    >
      {own.length === 0 ? (
        <p className="text-text-faint">{m.settings_own_roles_none()}</p>
      ) : (
        <ul className="divide-y border-y">
          {own.map((k) => (
            <li key={k.name} className="flex h-row items-center gap-3">
              <span className="font-medium">{roleName(k.name)}</span>
              <span className="min-w-0 flex-1 truncate text-text-muted">{m.settings_role_from({ base: k.base })}</span>
              <span className="text-12 text-text-faint">{m.settings_role_held({ count: held(k.name) })}</span>
              {admin && <IconButton icon="pencil" size="sm" label={m.settings_edit_what({ what: roleName(k.name) })} onClick={() => setEditing(k)} />}
              {admin && <IconButton icon="trash-2" size="sm" label={m.settings_delete_what({ what: roleName(k.name) })} disabled={held(k.name) > 0} onClick={() => void remove(k)} />}
            </li>
          ))}
        </ul>
      )}
      {editing && <RoleDialog role={editing === 'new' ? undefined : editing} kinds={kinds} held={editing === 'new' ? 0 : held(editing.name)} onClose={() => setEditing(undefined)} />}
    </Block>
  )
}

function RoleDialog({ role, kinds, held, onClose }: { role?: RoleKind; kinds: readonly RoleKind[]; held: number; onClose: () => void }) {
  const [name, setName] = useState(role?.name ?? '')
  const [base, setBase] = useState(role?.base ?? 'product owner')
  const { busy, refusal, send } = useSend()
  const save = async () => {
    const sent = role ? await send('PATCH', `/roles/${encodeURIComponent(role.name)}`, { name: name.trim(), base }) : await send('POST', '/roles', { name: name.trim(), base })
    if (sent) onClose()
  }
  const said = elsewhere(refusal, ['name', 'base'])
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="sm"
      title={role ? m.settings_role_edit() : m.settings_role_new()}
      footer={
        <Button variant="primary" busy={busy} disabled={name.trim() === ''} onClick={() => void save()}>
          {m.settings_save()}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {said.length > 0 && <Callout tone="red">{said.join(' ')}</Callout>}
        <TextInput
          label={m.settings_role_name()}
          hint={held > 0 ? m.settings_role_name_held({ count: held }) : m.settings_role_name_hint()}
          error={atField(refusal, 'name', m.settings_role_name())}
          readOnly={held > 0}
          value={name}
          onChange={setName}
        />
        <Field label={m.settings_role_base()} hint={m.settings_role_base_hint()} error={atField(refusal, 'base', m.settings_role_base())}>
          <Select value={base} onChange={setBase} options={kinds.filter((k) => !k.own).map((k) => ({ value: k.name, label: roleName(k.name) }))} />
        </Field>
      </div>
    </Dialog>
  )
}
