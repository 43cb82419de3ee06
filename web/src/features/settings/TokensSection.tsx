import { useState } from 'react'

import { useAsk, useMe, useMembers } from '@/data/hooks'
import { sayDate } from '@/lib/moment'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { Switch } from '@/ui/input'
import { EmptyState } from '@/ui/state'

import { Loaded, Section } from './Section'
import { usePress } from './send'
import { type Scope, TokenDialog } from './TokenDialog'
import { useIsAdmin } from './useHere'

interface Token {
  id: string
  name: string
  member: string
  scopes: Scope[]
  products: string[]
  expiresAt: string
  createdAt: string
}

export const SCOPE_NAMES: Record<Scope, () => string> = {
  read: m.settings_scope_read,
  comment: m.settings_scope_comment,
  write: m.settings_scope_write,
  admin: m.settings_scope_admin,
}

/** Tokens by which programs act in one's name, within limits. */
export default function TokensSection() {
  const admin = useIsAdmin()
  const [all, setAll] = useState(false)
  const ask = useAsk<Token[]>(all ? '/tokens?all=true' : '/tokens', ['token'])
  const [making, setMaking] = useState(false)
  const press = usePress()
  const revoke = async (t: Token) => {
    const yes = await confirm({ title: m.settings_token_revoke_title({ name: t.name }), text: m.settings_token_revoke_text(), action: m.settings_token_revoke(), danger: true })
    if (yes && (await press('POST', `/tokens/${t.id}/revoke`, {}, m.settings_token_revoked({ name: t.name })))) ask.retry()
  }
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setMaking(true)}>
      {m.settings_token_new()}
    </Button>
  )
  return (
    <Section title={m.settings_tokens()} text={m.settings_tokens_text()} actions={add}>
      {admin && <Switch label={m.settings_tokens_all()} checked={all} onChange={setAll} />}
      <Loaded ask={ask} rows={3}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState icon="key-round" title={m.settings_tokens_none()} text={m.settings_tokens_none_text()} action={add} />
          ) : (
            <ul className="divide-y border-y">
              {list.map((t) => (
                <Line key={t.id} token={t} whose={all} onRevoke={() => void revoke(t)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <TokenDialog onClose={() => setMaking(false)} onMade={ask.retry} />}
    </Section>
  )
}

function Line({ token: t, whose, onRevoke }: { token: Token; whose: boolean; onRevoke: () => void }) {
  const { products, member } = useMe()
  const members = useMembers()
  const over = Date.parse(t.expiresAt) < Date.now()
  const where = t.products.length === 0 ? m.settings_all_products() : t.products.map((p) => products.find((x) => x.id === p)?.key ?? '').join(', ')
  return (
    <li className="flex min-h-11 items-center gap-3 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <span className="truncate">{t.name}</span>
          <Badge tone={t.scopes.includes('admin') ? 'amber' : 'neutral'}>{SCOPE_NAMES[t.scopes.at(-1) ?? 'read']()}</Badge>
          {over && (
            <Badge tone="red" icon="clock">
              {m.settings_invitation_over()}
            </Badge>
          )}
        </p>
        <p className="truncate text-12 text-text-muted">
          {m.settings_token_line({ where, made: sayDate(t.createdAt, member.zone), ends: sayDate(t.expiresAt, member.zone) })}
          {whose && ` ${m.settings_token_of({ name: members.find((x) => x.id === t.member)?.name ?? '' })}`}
        </p>
      </div>
      <Button size="sm" onClick={onRevoke}>
        {m.settings_token_revoke()}
      </Button>
    </li>
  )
}
