import { number } from '@/lib/measure'
import { oddsOf } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { sureOf, useOdds } from './odds'

/** What may be expected of a sprint: how likely all of it is done, and what is done at 85 %. */
export function OddsPanel({ sprint, add, remove }: { sprint: string; add?: readonly string[]; remove?: readonly string[] }) {
  const { value: odds, status, error } = useOdds(sprint, add, remove)
  if (!odds && status === 'loading') return <Skeleton width="70%" height={40} />
  if (!odds || odds.odds === null) return <p className="text-text-muted">{m.delivery_no_forecast({ why: odds?.why || error?.detail || m.delivery_no_forecast_yet() })}</p>
  const sure = sureOf(odds)
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1" {...tip(odds.rule)}>
      <p>
        <strong className="tabular text-20 font-semibold">{oddsOf(odds.odds)}</strong>{' '}
        <span className="text-text-muted">{m.delivery_all_done()}</span>
        {odds.before !== null && <span className="tabular ml-2 text-text-muted">{m.delivery_odds_before({ odds: oddsOf(odds.before) })}</span>}
      </p>
      {sure && <p className="text-text-muted">{m.delivery_sure({ items: number(sure.items), of: number(odds.items), points: number(sure.points) })}</p>}
      <p className="tabular text-text-muted">{m.delivery_days_left({ count: odds.daysLeft })}</p>
    </div>
  )
}
