import { useGroups } from '@/data/hooks'
import type { Member } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'

import { listed } from '@/lib/deciders'

interface TeamTableProps {
  product: { id: string; key: string }
  team: readonly Member[]
}

/** What one has to do now: backlog items that are not closed. */
const OPEN = 'type:story,bug,task,spike is:open'

/** Who holds which role, and what each has open; every number opens its list. */
export function TeamTable({ product, team }: TeamTableProps) {
  const link = useLink()
  const open = useGroups({ q: `${OPEN} group:owner`, product: product.key })
  const doing = useGroups({ q: `${OPEN} category:doing group:owner`, product: product.key })
  const count = (groups: typeof open.groups, id: string) => (groups ? (groups.find((g) => g.value === id)?.count ?? 0) : undefined)
  return (
    <div className="overflow-x-auto">
      <table className="w-full min-w-160 text-13">
        <thead>
          <tr className="border-b text-left text-12 text-text-muted [&>th]:h-8 [&>th]:font-medium">
            <th className="w-72">{m.settings_people_person()}</th>
            <th>{m.settings_people_roles()}</th>
            <th className="w-28 text-right">{m.settings_people_doing()}</th>
            <th className="w-28 text-right">{m.settings_people_open()}</th>
          </tr>
        </thead>
        <tbody>
          {team.map((p) => (
            <tr key={p.id} className="h-row border-b hover:bg-bg-hover">
              <td>
                <a {...link(screenAddress(product.key, 'backlog', { q: `${OPEN} owner:${p.handle || p.id}` }))} className="flex min-h-6 items-center hover:underline">
                  <Who member={p} />
                </a>
              </td>
              <td className="text-text-muted first-letter:uppercase">{listed(p.roles.filter((r) => r.product === product.id).map((r) => r.role))}</td>
              <td className="text-right">
                <Count product={product.key} q={`${OPEN} category:doing owner:${p.handle || p.id}`} value={count(doing.groups, p.id)} />
              </td>
              <td className="text-right">
                <Count product={product.key} q={`${OPEN} owner:${p.handle || p.id}`} value={count(open.groups, p.id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Who({ member }: { member: Member }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Avatar id={member.id} name={member.name} size={20} plain />
      <span className="truncate font-medium">{member.name}</span>
      {member.status === 'named' && <Badge>{m.settings_people_named()}</Badge>}
      {member.role === 'guest' && <Badge>{m.settings_people_is_guest()}</Badge>}
    </span>
  )
}

function Count({ product, q, value }: { product: string; q: string; value: number | undefined }) {
  const link = useLink()
  if (value === undefined) return null
  if (value === 0) return <span className="tabular text-text-faint">0</span>
  return (
    <a {...link(screenAddress(product, 'backlog', { q }))} className="tabular inline-block min-w-6 text-accent-text hover:underline">
      {value.toLocaleString()}
    </a>
  )
}
