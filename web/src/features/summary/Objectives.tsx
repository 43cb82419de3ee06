import { useContext } from 'react'

import { useAsk } from '@/data/hooks'
import { address } from '@/data/client'
import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress } from '@/record/screen/address'
import { KeyResults } from '@/record/screen/KeyResults'
import { sayScore, toneOf, type Scored } from '@/record/screen/score'
import { cx } from '@/ui/cx'
import { Ring } from '@/ui/progress'

import { Block, Name, Row, Said, Where } from './Block'
import type { Of } from './of'

interface Aim {
  id: string
  key: string
  title: string
  product: string | null
  category: string
  endOn: string | null
  odds: number | null
  scored: Scored
}

const heard = ['objective', 'metric', 'metric_point', 'check_in', 'link', 'feature']
const most = 6

/** The objectives in force with their numbers, and the odds of the least likely. */
export function Objectives({ of }: { of: Of }) {
  const asked = useAsk<{ items: Aim[] }>(address('/objectives/tree', { product: of.scope.product, odds: true }), heard)
  const where = useContext(Where)
  const items = asked.value?.items.filter((o) => o.category === 'doing' && of.has(o.product)) ?? []
  return (
    <Block title={m.summary_objectives()} to={of.scope.value === 'all' ? screenAddress(of.here, 'objectives', { scope: 'all' }) : of.opens('objectives')} count={items.length} ready={Boolean(asked.value)} error={asked.error} onRetry={asked.retry} none={items.length === 0 && m.desk_objectives_none()}>
      <ul>
        {items.slice(0, most).map((o) => (
          <li key={o.id} className={cx('grid min-h-9 items-center gap-x-6', where === 'slide' ? 'pb-1.5' : 'md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]')}>
            <Row to={recordAddress(o.key)}>
              <Ring value={o.scored.score ?? 0} tone={toneOf(o.scored.colour)} size={16} />
              <span className="tabular w-6 shrink-0 font-semibold">{sayScore(o.scored.score)}</span>
              <Name>{o.title}</Name>
              {o.odds !== null && <Said warn={o.odds < 0.5}>{m.summary_odds({ odds: oddsOf(o.odds) })}</Said>}
              {o.endOn && <Said>{sayDay(o.endOn, of.today)}</Said>}
            </Row>
            <KeyResults scored={o.scored} />
          </li>
        ))}
      </ul>
    </Block>
  )
}
