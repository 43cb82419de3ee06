import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

import { rangeOf, sayChange, sayRange, type Bet } from './bet'

/** A bet in a small picture: the predicted range as a band, what was seen as a line with its interval, and where nothing is. */
export function BetRange({ bet: b, className }: { bet: Bet; className?: string }) {
  if (b.low === null || b.high === null) return null
  const { at } = rangeOf(b)
  const seen = b.change !== null
  const within = seen && b.change! >= b.low && b.change! <= b.high
  const said = [m.bets_predicted({ range: sayRange(b.low, b.high, b) }), seen && m.bets_seen({ change: sayChange(b.change, b), range: sayRange(b.changeLow, b.changeHigh, b) })].filter(Boolean).join('. ')
  return (
    <svg role="img" aria-label={said} viewBox="0 0 100 20" preserveAspectRatio="none" className={cx('h-6 w-full min-w-24 overflow-visible', className)}>
      <title>{said}</title>
      <line x1={at(0)} x2={at(0)} y1={1} y2={19} vectorEffect="non-scaling-stroke" className="stroke-line-strong" strokeWidth={1} strokeDasharray="2 2" />
      <rect x={at(b.low)} width={Math.max(0.8, at(b.high) - at(b.low))} y={4} height={12} className="fill-accent/25" />
      {b.changeLow !== null && b.changeHigh !== null && (
        <line x1={at(b.changeLow)} x2={at(b.changeHigh)} y1={10} y2={10} vectorEffect="non-scaling-stroke" strokeWidth={2} className={within ? 'stroke-green' : 'stroke-text-muted'} />
      )}
      {seen && <line x1={at(b.change!)} x2={at(b.change!)} y1={5} y2={15} vectorEffect="non-scaling-stroke" strokeWidth={3} className={within ? 'stroke-green' : 'stroke-text'} />}
    </svg>
  )
}
