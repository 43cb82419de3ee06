import { useState } from 'react'

import { useAsk, useMembers, useMe } from '@/data/hooks'
import { sayDate } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import { LinkDialog } from './LinkDialog'
import { Loaded } from './Section'
import { usePress } from './send'
import { useActs } from './useHere'
import { WORKSPACE_ROLE_NAMES } from './words'

export interface Invitation {
  id: string
  email: string
  role: string
  grants: { product: string; role: string }[]
  member: string | null
  expiresAt: string
  state: 'open' | 'accepted' | 'withdrawn'
  createdAt: string
  createdBy: string | null
}

export type Invited = Invitation & { link: string }

/** Invitations that are open; one that was lost is made anew, with a new link. */
export function InvitationList({ onInvite }: { onInvite?: () => void }) {
  const ask = useAsk<Invitation[]>('/invitations?state=open', ['invitation'])
  const press = usePress()
  const [fresh, setFresh] = useState<Invited>()
  const withdraw = async (i: Invitation) => {
    if (await press('POST', `/invitations/${i.id}/withdraw`, {}, m.settings_invitation_withdrawn({ email: i.email }))) ask.retry()
  }
  // The secret of a link is not kept anywhere, so a lost one is replaced.
  const renew = async (i: Invitation) => {
    if (!(await press('POST', `/invitations/${i.id}/withdraw`, {}))) return
    const made = await press<Invited>('POST', '/members/invite', { email: i.email, role: i.role, roles: i.grants, ...(i.member && { member: i.member }) })
    ask.retry()
    if (made && 'value' in made) setFresh(made.value)
  }
  return (
    <Loaded ask={ask} rows={3}>
      {(list) =>
        list.length === 0 ? (
          <EmptyState
            icon="mail"
            title={m.settings_invitations_none()}
            text={m.settings_invitations_none_text()}
            action={onInvite && <Button onClick={onInvite}>{m.settings_invite()}</Button>}
          />
        ) : (
          <>
            <ul className="divide-y border-b">
              {list.map((i) => (
                <Line key={i.id} invitation={i} onRenew={() => void renew(i)} onWithdraw={() => void withdraw(i)} />
              ))}
            </ul>
            {fresh && <LinkDialog invited={[fresh]} onClose={() => setFresh(undefined)} />}
          </>
        )
      }
    </Loaded>
  )
}

function Line({ invitation: i, onRenew, onWithdraw }: { invitation: Invitation; onRenew: () => void; onWithdraw: () => void }) {
  const members = useMembers()
  const { products, member } = useMe()
  const acts = useActs('people.set')
  const by = members.find((x) => x.id === i.createdBy)?.name ?? ''
  const over = Date.parse(i.expiresAt) < Date.now()
  const roles = i.grants.map((g) => `${products.find((p) => p.id === g.product)?.key ?? ''} ${g.role}`).join(', ')
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{i.email}</span>
          <Badge>{WORKSPACE_ROLE_NAMES[i.role]?.() ?? i.role}</Badge>
          {over && (
            <Badge tone="amber" icon="clock">
              {m.settings_invitation_over()}
            </Badge>
          )}
        </p>
        <p className="truncate text-12 text-text-muted">
          {m.settings_invitation_by({ by, day: sayDate(i.createdAt, member.zone), ends: sayDate(i.expiresAt, member.zone) })}
          {roles && ` ${roles}`}
        </p>
      </div>
      {acts && (
        <>
          <Button size="sm" icon="refresh-cw" title={m.settings_invitation_renew_text()} onClick={onRenew}>
            {m.settings_invitation_renew()}
          </Button>
          <Button size="sm" variant="ghost" onClick={onWithdraw}>
            {m.settings_invitation_withdraw()}
          </Button>
        </>
      )}
    </li>
  )
}
