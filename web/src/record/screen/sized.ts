import type { Rec } from '@/data/types'
import type { Sized } from '@/lib/sprint'

/** What of an item the sums need. */
export function sizedOf(r: Rec): Sized {
  return { id: r.id, estimate: typeof r.estimate === 'number' ? r.estimate : null, category: r.category, doneAt: typeof r.doneAt === 'string' ? r.doneAt : null }
}
