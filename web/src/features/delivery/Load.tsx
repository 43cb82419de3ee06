import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

/** How much is planned against what the team can take on, as a line. */
export function Load({ items, capacity }: { items: readonly Rec[]; capacity: number | null }) {
  const points = items.reduce((sum, i) => sum + (typeof i.estimate === 'number' ? i.estimate : 0), 0)
  const unsized = items.filter((i) => typeof i.estimate !== 'number').length
  const said = [capacity === null ? m.screens_points({ count: points }) : m.delivery_load({ points: number(points), capacity: number(Math.round(capacity * 10) / 10) }), unsized > 0 && m.delivery_load_unsized({ count: unsized })].filter(Boolean).join(' · ')
  const over = capacity !== null && points > capacity
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      {capacity !== null && capacity > 0 && (
        <div role="meter" aria-label={m.delivery_load_label()} aria-valuemin={0} aria-valuemax={Math.max(capacity, points)} aria-valuenow={points} aria-valuetext={said} className="relative h-2 min-w-16 flex-1 overflow-hidden rounded-full bg-bg-hover">
          <div className={cx('h-full', over ? 'bg-red' : 'bg-accent')} style={{ width: `${Math.min(100, (points / Math.max(capacity, points)) * 100)}%` }} />
          {over && <span aria-hidden className="absolute inset-y-0 w-0.5 bg-text" style={{ left: `${(capacity / points) * 100}%` }} />}
        </div>
      )}
      <span className={cx('tabular shrink-0 text-12', over ? 'font-medium text-red-text' : 'text-text-muted')}>{said}</span>
    </div>
  )
}
