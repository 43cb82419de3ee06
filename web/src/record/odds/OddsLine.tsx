import type { Rec } from '@/data/types'
import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { type RecordOdd, useOdds } from './odds'

/** "85 %: by 12 March", and how likely the promised day is; nothing where there is nothing to forecast. */
export function OddsLine({ record: r, className }: { record: Rec; className?: string }) {
  const open = r.category === 'todo' || r.category === 'doing'
  const { of, rule } = useOdds(open ? (r.product ?? undefined) : undefined, [r.id])
  const odd = of(r.id)
  return odd && odd.when.length > 0 ? <OddsText odd={odd} rule={rule} className={className} /> : null
}

/** The same for odds that are known already, as on a list. */
export function OddsText({ odd, rule, className }: { odd: RecordOdd; rule: string; className?: string }) {
  const today = useToday()
  const say = (share: number) => {
    const on = odd.when.find((o) => o.share === share)?.on
    return on ? sayDay(on, today) : m.flow_forecast_never()
  }
  const beyond = !odd.when.find((o) => o.share === 0.85)?.on
  const late = odd.odds !== null && odd.odds < 0.5
  return (
    <span
      {...tip(m.flow_odds_title({ p50: say(0.5), p70: say(0.7), p85: say(0.85), p95: say(0.95), rule }))}
      className={cx('tabular inline-flex items-center gap-1.5 text-12 whitespace-nowrap text-text-muted', className)}
    >
      <Icon name={late ? 'triangle-alert' : 'telescope'} size={12} className={late ? 'text-amber' : 'text-text-faint'} />
      {beyond ? m.flow_odds_beyond() : m.flow_odds({ day: say(0.85) })}
      {odd.promised && odd.odds !== null && <span className={late ? 'text-amber-text' : ''}>{m.flow_odds_promised({ odds: oddsOf(odd.odds), day: sayDay(odd.promised, today) })}</span>}
    </span>
  )
}
