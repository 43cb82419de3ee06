import type { Rec } from '@/data/types'
import { oddsOf } from '@/lib/measure'
import { numberOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { type RecordOdd, useOdds } from '@/record/odds/odds'
import { tip } from '@/ui/tooltip'

import { useTimeline } from './context'
import { dayText } from './labels'

/** The odds of a line's record, asked for together with those of the other lines. */
export function useLineOdds(record: Rec | undefined): RecordOdd | undefined {
  const { order } = useTimeline()
  const open = record?.category === 'todo' || record?.category === 'doing'
  const { of } = useOdds(open ? (record?.product ?? undefined) : undefined, order())
  return open && record ? of(record.id) : undefined
}

const dayOf = (odd: RecordOdd, share: number) => odd.when.find((o) => o.share === share)?.on ?? undefined

/** The odds in words; nothing where there is no forecast. */
export function saidOdds(odd: RecordOdd | undefined, today: string): string | undefined {
  const day = odd && dayOf(odd, 0.85)
  return day && m.flow_odds({ day: dayText(numberOf(day), today) })
}

/** When a record may be done: shaded from 50 to 95 %, with a line at 85 %. */
export function Odds({ odd }: { odd: RecordOdd }) {
  const { scale, today } = useTimeline()
  const [likely, sure, nearly] = [dayOf(odd, 0.5), dayOf(odd, 0.85), dayOf(odd, 0.95)]
  if (!likely || !sure || !nearly) return null
  const x = (day: string) => scale.x(numberOf(day) + 1)
  const promised = odd.promised && odd.odds !== null ? m.flow_odds_promised({ odds: oddsOf(odd.odds), day: dayText(numberOf(odd.promised), today) }) : undefined
  return (
    <div
      {...tip([saidOdds(odd, today), promised].filter(Boolean).join(' · '))}
      className="absolute top-1.5 h-5.5 rounded-sm border border-dashed border-violet/50 bg-violet/15"
      style={{ left: x(likely) - 1, width: Math.max(4, x(nearly) - x(likely) + 1) }}
    >
      <span className="absolute inset-y-0 w-0.5 bg-violet" style={{ left: x(sure) - x(likely) - 1 }} />
    </div>
  )
}
