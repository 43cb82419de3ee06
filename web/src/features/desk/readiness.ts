/** How ready the work of the next sprint is: what the Definition of Ready asks, as far as a list can tell. */
import type { Link, Rec } from '@/data/types'

export const rules = ['statement', 'criteria', 'estimate', 'thread', 'blockers'] as const
export type Rule = (typeof rules)[number]

/** What an item lacks. Its description is not in lists, so a story without a statement may still have one there. */
export function lacksOf(item: Rec, links: readonly Link[], blocked: boolean): Rule[] {
  const said = item.kind !== 'story' || Boolean(item.body) || [item.asA, item.iWant, item.soThat].every((t) => typeof t === 'string' && t.trim() !== '')
  const lacks: Record<Rule, boolean> = {
    statement: !said,
    criteria: !Array.isArray(item.criteria) || item.criteria.length === 0,
    estimate: typeof item.estimate !== 'number',
    thread: !links.some((l) => l.type === 'delivers' && l.from === item.id),
    blockers: blocked,
  }
  return rules.filter((r) => lacks[r])
}

export interface Readiness {
  all: number
  ready: number
  /** What is lacking, the most frequent first, with the items that lack it. */
  lacking: { rule: Rule; keys: string[] }[]
}

export function readinessOf(items: readonly Rec[], linksOf: (id: string) => readonly Link[] | undefined, blocked: ReadonlySet<string>): Readiness {
  const lacking = new Map<Rule, string[]>()
  let ready = 0
  for (const i of items) {
    const lacks = lacksOf(i, linksOf(i.id) ?? [], blocked.has(i.id))
    if (lacks.length === 0) ready++
    for (const l of lacks) lacking.set(l, [...(lacking.get(l) ?? []), i.key])
  }
  const sorted = rules.flatMap((rule) => (lacking.has(rule) ? [{ rule, keys: lacking.get(rule)! }] : []))
  return { all: items.length, ready, lacking: sorted.sort((a, b) => b.keys.length - a.keys.length) }
}
