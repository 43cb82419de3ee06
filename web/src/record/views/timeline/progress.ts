import type { Rec } from '@/data/types'

/**
 * How much of a record is done, from 0 to 1, where it says so: as a share, in
 * percent, or as so many of so many.
 */
export function progressOf(record: Rec): number | undefined {
  const p = record.progress
  if (typeof p === 'number') return within(p > 1 ? p / 100 : p)
  if (typeof p !== 'object' || p === null) return undefined
  const { done, total } = p as { done?: unknown; total?: unknown }
  return typeof done === 'number' && typeof total === 'number' && total > 0 ? within(done / total) : undefined
}

const within = (n: number): number => Math.min(1, Math.max(0, n))
