import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { standingOf, usePromises } from '@/record/promise/promise'
import { recordAddress, screenAddress } from '@/record/screen/address'
import { Badge } from '@/ui/badge'

import { Block, Name, Row, Said } from './Block'
import type { Of } from './of'

const most = 5

/** What was promised and is at risk or past its day. */
export function PromisesAtRisk({ of }: { of: Of }) {
  const asked = usePromises({ product: of.scope.product })
  const all = asked.value?.items.filter((p) => of.has(p.product)) ?? []
  const items = all.filter((p) => p.atRisk).toSorted((a, b) => a.dueOn.localeCompare(b.dueOn))
  // The screen has all products, too, but no portfolio.
  const to = (show?: string) => (of.scope.value === 'all' ? screenAddress(of.here, 'promises', { of: 'all', show }) : of.opens('promises', { show }))
  return (
    <Block title={m.summary_promises()} to={to()} counted={to('risk')} count={items.length} ready={Boolean(asked.value)} error={asked.error} onRetry={asked.retry} none={items.length === 0 && (all.length === 0 ? m.promise_desk_none() : m.summary_promises_none())}>
      {items.slice(0, most).map((p) => {
        const look = standingOf(p)
        return (
          <Row key={p.id} to={recordAddress(p.key)}>
            <Name>
              {p.title} <span className="text-12 text-text-muted">{p.toAccount?.title ?? p.toContact?.title}</span>
            </Name>
            <Badge tone={look.tone} icon={look.icon}>
              {look.text}
            </Badge>
            <Said warn={p.dueOn < of.today}>{sayDay(p.dueOn, of.today)}</Said>
          </Row>
        )
      })}
    </Block>
  )
}
