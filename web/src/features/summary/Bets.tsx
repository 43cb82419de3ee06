import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { sayChange, sayRange, standsLook, standsName, type Bet } from '@/record/bet/bet'
import { recordAddress } from '@/record/screen/address'
import { Badge } from '@/ui/badge'

import { Block, Name, Row, Said } from './Block'
import { betsOf } from './figures'
import type { Of } from './of'

const flying = 4
const landed = 3

/** Bets under way, and how the latest that were settled came out: what was predicted and what the number did. */
export function Bets({ of }: { of: Of }) {
  const asked = useAsk<{ items: Bet[] }>(address('/bets', { product: of.scope.product }), ['feature', 'metric_point', 'metric'])
  const { flight, settled, hit, missed } = betsOf(asked.value?.items.filter((b) => of.has(b.product)) ?? [])
  const to = of.opens('bets')
  return (
    <Block title={m.summary_bets()} to={to} count={flight.length} ready={Boolean(asked.value)} error={asked.error} onRetry={asked.retry} none={flight.length + settled.length === 0 && m.summary_bets_none()}>
      {flight.slice(0, flying).map((b) => (
        <BetRow key={b.feature} bet={b} says={b.on ? sayDay(b.on, of.today) : ''} />
      ))}
      {settled.length > 0 && (
        <Row to={of.opens('bets', { tab: 'record' })} className="text-text-muted">
          <Name>{m.summary_settled()}</Name>
          <Said>{m.summary_outcomes({ hit, missed })}</Said>
        </Row>
      )}
      {settled.slice(0, landed).map((b) => (
        <BetRow key={b.feature} bet={b} says={b.hidden ? '' : m.summary_came({ came: sayChange(b.change, b), said: sayRange(b.low, b.high, b) })} />
      ))}
    </Block>
  )
}

function BetRow({ bet: b, says }: { bet: Bet; says: string }) {
  const look = standsLook[b.stands]
  return (
    <Row to={recordAddress(b.key)}>
      <Name>{b.title}</Name>
      {says && <Said>{says}</Said>}
      <Badge tone={look.tone} icon={look.icon}>
        {standsName[b.stands]()}
      </Badge>
    </Row>
  )
}
