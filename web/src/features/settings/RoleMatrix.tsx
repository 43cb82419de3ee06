import { memo, useState } from 'react'

import type { Member, MyProduct } from '@/data/types'
import type { RoleKind } from '@/lib/deciders'
import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import { Icon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'

import { usePress } from './send'
import { roleName } from './words'

interface RoleMatrixProps {
  members: readonly Member[]
  kinds: readonly RoleKind[]
  product: MyProduct
  right: 'act' | 'propose' | 'no'
}

/** Members down, roles across; a tick gives a role, and takes it. */
export function RoleMatrix({ members, kinds, product, right }: RoleMatrixProps) {
  return (
    <div className="overflow-x-auto">
      <table className="border-separate border-spacing-0">
        <thead>
          <tr className="text-12 text-text-muted">
            <th className="sticky left-0 z-10 min-w-44 border-b bg-bg pb-1.5 text-left align-bottom font-medium">{m.settings_member()}</th>
            {kinds.map((k) => (
              <th key={k.name} scope="col" title={k.own ? m.settings_role_from({ base: k.base }) : undefined} className="w-18 border-b px-0.5 pb-1.5 align-bottom font-medium">
                <span className="block max-w-18 min-w-16 leading-4">{roleName(k.name)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {members.map((x) => (
            <Row key={x.id} member={x} kinds={kinds} product={product} right={right} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Row = memo(function Row({ member, kinds, product, right }: { member: Member } & Omit<RoleMatrixProps, 'members'>) {
  return (
    <tr className="h-row [&:hover>*]:bg-bg-hover">
      <th scope="row" className="sticky left-0 z-10 border-b bg-bg pr-3 text-left font-normal">
        <span className="flex min-w-0 items-center gap-2">
          <Avatar id={member.id} name={member.name} size={20} plain />
          <span className="truncate">{member.name}</span>
        </span>
      </th>
      {kinds.map((k) => (
        <td key={k.name} className="border-b text-center">
          <Cell member={member} role={k.name} product={product} right={right} />
        </td>
      ))}
    </tr>
  )
})

/** Shows at once what was ticked; it goes back when it was refused or became a proposal. */
function Cell({ member, role, product, right }: { member: Member; role: string; product: MyProduct; right: RoleMatrixProps['right'] }) {
  const press = usePress()
  const held = member.roles.some((r) => r.product === product.id && r.role === role)
  const [pending, setPending] = useState<boolean>()
  // What the server tells of it replaces what was only expected.
  if (pending === held) setPending(undefined)
  const toggle = async (give: boolean) => {
    setPending(give)
    const sent = await press('POST', give ? '/roles/assign' : '/roles/remove', { member: member.id, product: product.id, role })
    if (!sent || 'proposed' in sent) setPending(undefined)
  }
  const label = m.settings_role_cell({ name: member.name, role, product: product.title })
  if (right === 'no') return held ? <Icon name="check" size={14} label={label} className="inline text-accent-text" /> : null
  return (
    <Checkbox
      hideLabel
      className="justify-center px-1"
      label={label}
      checked={pending ?? held}
      aria-busy={pending !== undefined}
      onChange={(give) => pending === undefined && void toggle(give)}
    />
  )
}
