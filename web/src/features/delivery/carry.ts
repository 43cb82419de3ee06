/** Where what is unfinished goes when a sprint is closed. */
import type { Rec } from '@/data/types'

export type How = 'sprint' | 'backlog' | 'split'

interface Rule {
  begun: 'sprint' | 'backlog'
  fresh: 'sprint' | 'backlog'
}

/** What the product's rule says of an item. */
export function usually(item: Pick<Rec, 'category'>, rule: Rule | undefined, hasNext: boolean): How {
  if (!hasNext) return 'backlog'
  return (item.category === 'doing' ? rule?.begun : rule?.fresh) ?? 'sprint'
}

/** An item has a done part when some of its criteria are met, but not all. */
export function canSplit(item: Rec): boolean {
  const criteria = Array.isArray(item.criteria) ? (item.criteria as { met: boolean }[]) : []
  return criteria.some((c) => c.met) && criteria.some((c) => !c.met)
}

/** What the server must be told: what goes another way than the rest. */
export function carries(items: readonly Rec[], howOf: (item: Rec) => How, hasNext: boolean): { item: string; how: How }[] {
  const rest: How = hasNext ? 'sprint' : 'backlog'
  return items.map((i) => ({ item: i.id, how: howOf(i) })).filter((c) => c.how !== rest)
}
