/**
 * The gaps of a product: what the thread lacks, sorted by what sort of lack it
 * is, and by which link each can be mended on the spot.
 */
import type { KindName } from '@/data/kinds.gen'

export const sorts = ['work', 'objective', 'promise'] as const
export type Sort = (typeof sorts)[number]

export interface Gap {
  id: string
  key: string
  kind: string
  title: string
  state: string
  product: string | null
  gap: string
  what: string
}

export interface Group {
  sort: Sort
  gaps: Gap[]
  /** How many there are of each kind, the most first. */
  kinds: { kind: string; count: number }[]
}

/** The gaps by their sort, in the order of the thread; sorts without a gap are left out. */
export function grouped(gaps: readonly Gap[]): Group[] {
  return sorts.flatMap((sort) => {
    const of = gaps.filter((g) => g.gap === sort)
    if (of.length === 0) return []
    const counts = new Map<string, number>()
    for (const g of of) counts.set(g.kind, (counts.get(g.kind) ?? 0) + 1)
    const kinds = [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
    return [{ sort, gaps: of, kinds }]
  })
}

/** The link that closes a gap. */
export interface Fix {
  type: string
  /** Whether the link goes from the record with the gap, or to it. */
  direction: 'out' | 'in'
  /** What stands at its other end. */
  kinds: readonly KindName[]
  /** What can be made new for its other end, and by which of its fields it is linked. */
  make?: { kind: KindName; field: string }
}

const fixes: Record<string, Fix> = {
  'work feature': { type: 'serves', direction: 'out', kinds: ['objective'] },
  'work initiative': { type: 'serves', direction: 'out', kinds: ['objective'] },
  'work story': { type: 'delivers', direction: 'out', kinds: ['feature'] },
  'work bug': { type: 'delivers', direction: 'out', kinds: ['feature'] },
  'work task': { type: 'delivers', direction: 'out', kinds: ['feature'] },
  'work spike': { type: 'delivers', direction: 'out', kinds: ['feature'] },
  'objective objective': { type: 'serves', direction: 'in', kinds: ['feature', 'initiative'], make: { kind: 'feature', field: 'link.objective' } },
  'promise feature': { type: 'delivers', direction: 'in', kinds: ['story', 'bug', 'task', 'spike'], make: { kind: 'story', field: 'link.feature' } },
  'promise release': { type: 'ships in', direction: 'in', kinds: ['feature', 'story', 'bug'] },
}

/** How a gap is closed on the spot; nothing where only its page can do it. */
export const fixOf = (gap: Pick<Gap, 'gap' | 'kind'>): Fix | undefined => fixes[`${gap.gap} ${gap.kind}`]
