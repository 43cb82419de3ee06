import { changeIn, number, oddsOf } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { ScoredKeyResult } from '@/record/screen/score'
import { cx } from '@/ui/cx'
import { tip } from '@/ui/tooltip'

/** What a key result needs from here a week, how it went of late, and its odds. */
export function OutlookLine({ kr }: { kr: ScoredKeyResult }) {
  const o = kr.outlook
  if (!o) return null
  const signed = (v: number) => changeIn(v, kr.unit)
  const unlikely = o.odds !== null && o.odds < 0.3
  const parts = [
    o.need === null ? (o.weeks > 0 ? m.kr_reached() : m.kr_over()) : m.kr_need({ need: signed(o.need) }),
    o.need !== null && o.pace !== null ? m.kr_pace({ pace: signed(o.pace) }) : '',
  ].filter(Boolean)
  return (
    <span className="tabular flex min-w-0 flex-wrap gap-x-2 pl-5.5 text-12 text-text-muted">
      <span>{parts.join(', ')}</span>
      {o.weeks > 0 && o.reason === 'past' && <span>{m.kr_no_past()}</span>}
      {o.weeks > 0 && o.odds !== null && (
        <span className={cx('font-medium', unlikely && 'text-amber-text')} {...tip(m.kr_odds_how({ past: o.past, odds: oddsOf(o.odds), weeks: number(Math.round(o.weeks)) }))}>
          {m.kr_odds({ odds: oddsOf(o.odds) })}
        </span>
      )}
    </span>
  )
}
