import { ticksOf, unitsAt, weekdayOf } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { tip } from '@/ui/tooltip'

import { useTimeline } from './context'
import { useWindow } from './viewport'

/** From how many pixels for a day on the free days can be told. */
const WEEKENDS = 12

/** What lies under the bars: free days, the lines of months, today. */
export function Backdrop({ firstDay, weekend, top }: { firstDay: number; weekend: readonly number[]; top: number }) {
  const { scale, control, now } = useTimeline()
  const { left, right } = useWindow(control.viewport)
  const { major, minor } = unitsAt(scale.perDay)
  const unit = minor === 'day' ? 'week' : minor
  return (
    <div aria-hidden className="pointer-events-none absolute bottom-0 left-(--gutter)" style={{ top, width: scale.width }}>
      {scale.perDay >= WEEKENDS && <div className="absolute inset-0" style={shade(scale.from, scale.perDay, weekend)} />}
      {ticksOf(scale, unit, left, right, firstDay).map((t) => (
        <div key={t.day} className="absolute inset-y-0 w-px bg-line/60" style={{ left: t.x }} />
      ))}
      {ticksOf(scale, major, left, right, firstDay).map((t) => (
        <div key={`m${t.day}`} className="absolute inset-y-0 w-px bg-line-strong" style={{ left: t.x }} />
      ))}
      <div className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" style={{ left: scale.x(now) + scale.perDay / 2 }} {...tip(m.views_timeline_today())}>
        <div className="absolute -top-1 -left-[3px] size-2 rounded-full bg-accent" />
      </div>
    </div>
  )
}

/** Free days as a pattern of one week: however long the axis, it is one element. */
function shade(from: number, perDay: number, weekend: readonly number[]) {
  const first = weekend.find((d) => !weekend.includes(d === 1 ? 7 : d - 1)) ?? 6
  const offset = (first - weekdayOf(from) + 7) % 7
  const wide = weekend.length * perDay
  return {
    backgroundImage: `linear-gradient(to right, var(--color-bg-sunken) ${wide}px, transparent ${wide}px)`,
    backgroundSize: `${7 * perDay}px 100%`,
    backgroundPosition: `${offset * perDay}px 0`,
  }
}
