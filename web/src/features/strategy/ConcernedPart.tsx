import type { Right } from '@/data/rights'
import { money } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useFind } from '@/record/screen/find'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Picker } from '@/ui/combobox'

import type { Sunset } from './life'
import { saySums } from './SunsetPart'

/** The accounts that an end concerns, and what is still at stake with them. */
export function ConcernedPart({ product, s, right }: { product: string; s: Sunset; right: Right }) {
  const act = useAct()
  const today = useToday()
  const link = useLink()
  const find = useFind(['account'], undefined)
  const may = right.may !== 'no'
  const put = (account: string, change: Record<string, unknown>, said: string) => void act('POST', '/sunset/accounts', { product, account, ...change }, said)
  const left = s.accounts.filter((a) => !a.movedOn).length
  return (
    <section aria-label={m.life_accounts()}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-13 font-semibold">{m.life_accounts()}</h3>
        <span className="tabular text-12 text-text-muted">{m.life_accounts_left({ left, all: s.accounts.length })}</span>
        <span className="tabular text-12 text-text-muted">{m.life_at_stake({ money: saySums(s.atStake) })}</span>
        {s.moneySeen && <span className="tabular text-12 text-text-muted">{m.life_earned({ money: saySums(s.earned) })}</span>}
        {may && (
          <span className="ml-auto">
            <Picker label={m.life_account_add()} value={null} onPick={(id) => id && put(id, {}, m.life_account_added())} search={find} trigger={<Button size="sm" variant="ghost" icon="plus">{m.life_account_add()}</Button>} />
          </span>
        )}
      </div>
      {s.accounts.length === 0 && <p className="text-13 text-text-muted">{m.life_accounts_empty()}</p>}
      <ul className="flex flex-col">
        {s.accounts.map((a) => (
          <li key={a.account} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1">
            <span className="min-w-0 grow basis-48 truncate max-sm:basis-full">
              {a.key ? (
                <a {...link(recordAddress(a.key))} className="hover:underline">
                  {a.title}
                </a>
              ) : (
                <span className="text-text-muted">{m.life_account_gone()}</span>
              )}
              {a.note && <span className="pl-2 text-12 text-text-muted">{a.note}</span>}
            </span>
            <span className="tabular text-12 text-text-muted">{a.revenue === null ? '' : m.life_a_year({ money: money(a.revenue, a.currency) })}</span>
            {a.movedOn ? (
              <Badge tone="green" icon="circle-check">
                {m.life_moved_on({ day: sayDay(a.movedOn, today) })}
              </Badge>
            ) : (
              <Badge tone="amber">{m.life_not_moved()}</Badge>
            )}
            {may && (
              <span className="flex gap-1 max-sm:ml-auto">
                <Button size="sm" variant="ghost" onClick={() => put(a.account, { movedOn: a.movedOn ? '' : today }, a.movedOn ? m.life_account_back({ who: a.title }) : m.life_account_moved({ who: a.title }))}>
                  {a.movedOn ? m.life_mark_back() : m.life_mark_moved()}
                </Button>
                <IconButton size="sm" icon="x" label={m.life_account_remove({ who: a.title || m.life_account_gone() })} onClick={() => put(a.account, { not: true }, m.life_account_removed())} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {may && s.candidates.length > 0 && (
        <p className="flex flex-wrap items-center gap-1 pt-2 text-12 text-text-muted">
          {m.life_candidates()}
          {s.candidates.slice(0, 6).map((c) => (
            <Button key={c.account} size="sm" variant="ghost" icon="plus" onClick={() => put(c.account, {}, m.life_account_added())}>
              {c.title}
            </Button>
          ))}
        </p>
      )}
    </section>
  )
}
