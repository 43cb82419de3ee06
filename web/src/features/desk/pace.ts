import type { Progress, Span } from '@/lib/sprint'

/**
 * Done against an even pace: what would be done today if the work went evenly
 * over the working days that are over. Nothing before the first day is over, or
 * without work to measure.
 */
export function paceOf(p: Progress, span: Span | undefined): { late: boolean; by: number; points: boolean } | undefined {
  if (!span || span.ahead || span.whole === 0 || p.all.items === 0) return undefined
  const unit = p.all.points > 0 ? 'points' : 'items'
  const by = Math.round(p.done[unit] + p.accepted[unit] - p.all[unit] * span.gone)
  return { late: by < 0, by: Math.abs(by), points: unit === 'points' }
}
