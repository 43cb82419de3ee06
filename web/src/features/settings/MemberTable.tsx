import { useData, useMe, useMembers } from '@/data/hooks'
import type { Member } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Menu, type MenuItem } from '@/ui/menu'
import { Select } from '@/ui/select'

import { below, givable, lastOwner, rolesByProduct } from './members'
import { usePress } from './send'
import { WORKSPACE_ROLE_NAMES } from './words'

interface MemberTableProps {
  members: readonly Member[]
  right: 'act' | 'propose' | 'no'
  onInvite?: (member: Member) => void
}

/** Members with their address, their role in the workspace and on its products. */
export function MemberTable({ members, right, onInvite }: MemberTableProps) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-180">
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-8 [&>th]:pr-4 [&>th]:font-medium">
            <th>{m.settings_member()}</th>
            <th>{m.settings_member_email()}</th>
            <th>{m.settings_member_role()}</th>
            <th>{m.settings_member_products()}</th>
            <th className="w-8">
              <span className="sr-only">{m.settings_actions()}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members.map((x) => (
            <Row key={x.id} member={x} right={right} onInvite={onInvite} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ member, right, onInvite }: { member: Member } & Omit<MemberTableProps, 'members'>) {
  const me = useMe()
  const held = rolesByProduct(member, me.products)
  return (
    <tr className="h-row border-b hover:bg-bg-hover [&>td]:pr-4">
      <td>
        <span className="flex min-w-0 items-center gap-2">
          <Avatar id={member.id} name={member.name} size={20} plain />
          <span className="truncate font-medium">{member.name}</span>
          {member.handle && <span className="text-12 text-text-faint">@{member.handle}</span>}
          {member.id === me.member.id && <span className="text-12 text-text-faint">{m.settings_member_you()}</span>}
        </span>
      </td>
      <td className="max-w-64 truncate text-text-muted">{member.email || m.settings_member_no_email()}</td>
      <td>
        <Role member={member} right={right} />
      </td>
      <td className="text-12 text-text-muted">
        {held.map((h) => (
          <span key={h.key} className="mr-3 inline-block">
            <span className="keyed text-text-faint">{h.key}</span> {h.roles.join(', ')}
          </span>
        ))}
      </td>
      <td className="!pr-0">
        <Actions member={member} right={right} onInvite={onInvite} />
      </td>
    </tr>
  )
}

/** The role in the workspace; a plain word where it cannot be changed. */
function Role({ member, right }: { member: Member; right: MemberTableProps['right'] }) {
  const me = useMe()
  const all = useMembers()
  const press = usePress()
  const fixed = right === 'no' || member.status === 'named' || !below(me.member.role, member.role) || lastOwner(all, member)
  if (fixed || member.role === '') return <span className="px-1.5 text-text-muted">{WORKSPACE_ROLE_NAMES[member.role]?.() ?? member.role}</span>
  return (
    <Select
      bare
      size="sm"
      label={m.settings_member_role_of({ name: member.name })}
      value={member.role}
      onChange={(role) => void press('PATCH', `/members/${member.id}`, { role }, m.settings_member_role_set({ name: member.name, role }))}
      options={givable(right === 'act' ? me.member.role : 'owner').map((r) => ({ value: r, label: WORKSPACE_ROLE_NAMES[r]!() }))}
    />
  )
}

function Actions({ member, right, onInvite }: { member: Member } & Omit<MemberTableProps, 'members'>) {
  const me = useMe()
  const all = useMembers()
  const press = usePress()
  const data = useData()
  const status = async (verb: 'deactivate' | 'reactivate') => {
    if (verb === 'deactivate') {
      const yes = await confirm({ title: m.settings_deactivate_title({ name: member.name }), text: m.settings_deactivate_text(), action: m.settings_deactivate(), danger: true })
      if (!yes) return
    }
    const said = verb === 'deactivate' ? m.settings_deactivated({ name: member.name }) : m.settings_reactivated({ name: member.name })
    if (await press('POST', `/members/${member.id}/${verb}`, {}, said)) void data.session.load()
  }
  const items: MenuItem[] = []
  if (member.status === 'named' && onInvite) items.push({ label: m.settings_invite_known(), icon: 'mail', onSelect: () => onInvite(member) })
  if (member.status === 'active' && member.id !== me.member.id && !lastOwner(all, member) && below(me.member.role, member.role)) {
    items.push({ label: m.settings_deactivate_menu(), icon: 'ban', danger: true, onSelect: () => void status('deactivate') })
  }
  if (member.status === 'deactivated') items.push({ label: m.settings_reactivate(), icon: 'rotate-ccw', onSelect: () => void status('reactivate') })
  if (right === 'no' || items.length === 0) return null
  return <Menu trigger={<IconButton icon="ellipsis" size="sm" label={m.settings_actions_of({ name: member.name })} />} items={items} />
}
