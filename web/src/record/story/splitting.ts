/** What an item is split into: which part takes which criteria. */
import type { Criterion } from '@/record/page/criteria'

export interface Part {
  title: string
  criteria: string[]
}

export interface Way {
  by: 'criteria' | 'rule' | 'step'
  parts: Part[]
}

export interface Bundle {
  ids: string[]
  text: string
}

/** What goes as one: a criterion that was written, or a scenario with all of its examples. */
export function bundles(all: readonly Criterion[]): Bundle[] {
  const found = new Map<string, Bundle>()
  for (const c of all) {
    const name = c.scenario ? `${c.rule ?? ''}\n${c.scenario}` : c.id
    const b = found.get(name)
    if (b) b.ids.push(c.id)
    else found.set(name, { ids: [c.id], text: c.scenario ?? c.text })
  }
  return [...found.values()]
}

/** Gives criteria to one part, away from the others; -1 leaves them with the item. */
export const moved = (parts: readonly Part[], ids: readonly string[], to: number): Part[] =>
  parts.map((p, i) => {
    const rest = p.criteria.filter((id) => !ids.includes(id))
    return { ...p, criteria: i === to ? [...rest, ...ids] : rest }
  })

/** The criteria that some part takes. */
export const taken = (parts: readonly Part[]): Set<string> => new Set(parts.flatMap((p) => p.criteria))

/** The parts that have a title; what the others would take stays with the item. */
export const cleaned = (parts: readonly Part[]): Part[] => parts.flatMap((p) => (p.title.trim() ? [{ title: p.title.trim(), criteria: p.criteria }] : []))
