/** What a record is made of: its sub-items, or what delivers or serves it. */
import type { KindName } from '@/data/kinds.gen'

import { items, type Direction } from './links'

export interface Made {
  /** The query that finds the parts, by the key of the whole. */
  q: (key: string) => string
  /** The kinds that can be added on the spot, the usual one first. */
  kinds: readonly KindName[]
  /** Set on the new part, */
  field?: 'parent'
  /** or the link that joins it. */
  link?: string
}

const sub: Made = { q: (key) => `parent:${key} sort:rank`, kinds: ['task', 'story', 'bug', 'spike'], field: 'parent' }

const table: Partial<Record<KindName, Made>> = {
  story: sub,
  bug: sub,
  task: sub,
  spike: sub,
  feature: { q: (key) => `feature:${key} type:${items.join(',')} sort:rank`, kinds: items, link: 'delivers' },
  initiative: { q: (key) => `initiative:${key} type:feature sort:rank`, kinds: ['feature'], link: 'delivers' },
  objective: { q: (key) => `objective:${key} type:initiative,feature sort:rank`, kinds: ['feature', 'initiative'], link: 'serves' },
  opportunity: { q: (key) => `parent:${key} type:opportunity`, kinds: ['opportunity'], field: 'parent' },
}

export const madeOf = (kind: KindName): Made | undefined => table[kind]

/** Whether a link is shown among the parts already. */
export function isPart(kind: KindName, type: string, direction: Direction, other: string): boolean {
  const made = table[kind]
  return made?.link === type && direction === 'in' && (made.kinds as readonly string[]).includes(other)
}
