/** How a metric moves: its last value, its change, and how far it is to its target. */
import type { Point } from '@/record/screen/Trend'

export interface Standing {
  last: Point | undefined
  /** Against the last point at least four weeks older than the newest. */
  change: number | undefined
  /** Whether the change is good; undefined where nobody has said which way is. */
  good: boolean | undefined
  /** The target is reached. */
  reached: boolean
}

const weeks = 28 * 86_400_000

export function standingOf(points: readonly Point[], direction: unknown, target: unknown): Standing {
  const last = points.at(-1)
  if (!last) return { last, change: undefined, good: undefined, reached: false }
  const before = points.findLast((p) => Date.parse(p.at) <= Date.parse(last.at) - weeks)
  const change = before && Math.round((last.value - before.value) * 1e6) / 1e6
  const way = direction === 'up' ? 1 : direction === 'down' ? -1 : 0
  const reached = typeof target === 'number' && way !== 0 && (last.value - target) * way >= 0
  return { last, change, good: change && way ? change * way > 0 : undefined, reached }
}
