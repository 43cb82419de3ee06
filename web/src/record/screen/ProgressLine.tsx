import { number } from '@/lib/measure'
import type { Progress } from '@/lib/sprint'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

interface ProgressLineProps {
  progress: Progress
  label: string
  /** 0 to 1: how much of the time is over, as a mark on the line. */
  gone?: number
  /** With what each part means, and how much it is. */
  legend?: boolean
  className?: string
}

const parts = [
  { name: 'accepted', fill: 'bg-green', say: m.screens_part_accepted },
  { name: 'done', fill: 'bg-green/55 bg-[repeating-linear-gradient(135deg,transparent_0_3px,var(--color-bg)_3px_4px)]', say: m.screens_part_done },
  { name: 'doing', fill: 'bg-amber/60', say: m.screens_part_doing },
  { name: 'todo', fill: 'bg-line-strong', say: m.screens_part_todo },
] as const

/** Work by how far it has come, as one line; by points, or by number where nothing is estimated. */
export function ProgressLine({ progress: p, label, gone, legend, className }: ProgressLineProps) {
  const unit = p.all.points > 0 ? 'points' : 'items'
  const whole = p.all[unit] || 1
  const done = p.done[unit] + p.accepted[unit]
  const say = unit === 'points' ? m.screens_progress_points({ done: number(done), all: number(p.all.points) }) : m.screens_progress_items({ done: number(done), all: number(p.all.items) })
  return (
    <div className={cx('flex min-w-0 flex-col gap-1', className)}>
      <div role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(p.share * 100)} aria-valuetext={say} className="relative">
        <div className="flex h-2 gap-px overflow-hidden rounded-full bg-bg-hover">
          {parts.map((x) => p[x.name][unit] > 0 && <div key={x.name} className={x.fill} style={{ width: `${(p[x.name][unit] / whole) * 100}%` }} />)}
        </div>
        {gone !== undefined && gone > 0 && gone < 1 && <span aria-hidden className="absolute -top-0.5 -bottom-0.5 w-0.5 -translate-x-1/2 rounded-full bg-text ring-1 ring-bg" style={{ left: `${gone * 100}%` }} />}
      </div>
      {legend && (
        <ul className="tabular flex flex-wrap gap-x-3 text-12 text-text-muted">
          {parts.map((x) => (
            <li key={x.name} className="flex items-center gap-1">
              <span aria-hidden className={cx('size-2 rounded-sm', x.fill)} />
              {x.say({ count: number(p[x.name][unit]) })}
            </li>
          ))}
          <li>{unit === 'points' ? m.screens_part_points({ points: number(p.all.points) }) : m.screens_part_items({ count: p.all.items })}</li>
          {p.unsized > 0 && <li>{m.screens_part_unsized({ count: p.unsized })}</li>}
        </ul>
      )}
    </div>
  )
}
