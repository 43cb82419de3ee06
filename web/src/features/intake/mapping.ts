/**
 * What a source's words become here: the plan that the server proposed, changed
 * by hand. The choices are kept apart from the plan, so that a new plan does not
 * lose them.
 */
import { tableMapping, type TableChoices } from './columns'
import type { Format } from './format'

export type Category = 'todo' | 'doing' | 'done' | 'closed'

export interface Plan {
  kinds: readonly { type: string; kind: string; items: number }[]
  states: readonly PlannedState[]
  people: readonly PlannedPerson[]
  checklists: 'criteria' | 'tasks'
}

export interface PlannedState {
  id: string
  name: string
  state: string
  category: Category
  new: boolean
  items: number
}

export interface PlannedPerson {
  id: string
  name: string
  member: string
  how: 'email' | 'name' | 'mapped' | 'known' | 'new'
}

export interface Choices {
  /** Type of the source to kind. */
  kinds: Readonly<Record<string, string>>
  /** List or status, by id, to state. */
  states: Readonly<Record<string, { state: string; category: Category }>>
  /** Person, by id, to member. */
  people: Readonly<Record<string, string>>
  checklists?: 'criteria' | 'tasks'
}

export const noChoices: Choices = { kinds: {}, states: {}, people: {} }

/** One type of the source, with the kinds that its items become. */
export interface TypeRow {
  type: string
  items: number
  /** As proposed: a type may become several kinds, told by labels. */
  proposed: readonly { kind: string; items: number }[]
  /** What was chosen for all of them. */
  kind?: string
}

export function types(plan: Plan, c: Choices): TypeRow[] {
  const rows = new Map<string, { kind: string; items: number }[]>()
  for (const k of plan.kinds) rows.set(k.type, [...(rows.get(k.type) ?? []), { kind: k.kind, items: k.items }])
  return [...rows].map(([type, proposed]) => ({
    type,
    proposed,
    items: proposed.reduce((n, p) => n + p.items, 0),
    kind: c.kinds[type],
  }))
}

/** How many records of each kind there will be. */
export function kindCounts(plan: Plan, c: Choices): Record<string, number> {
  const out: Record<string, number> = {}
  for (const t of types(plan, c)) {
    for (const p of t.proposed) {
      const kind = t.kind ?? p.kind
      out[kind] = (out[kind] ?? 0) + p.items
    }
  }
  return out
}

/** A list or status with what it becomes as things stand. */
export interface StateRow extends PlannedState {
  chosen: boolean
}

/** `there` are the states that the product has; undefined for one that takes the source's own lists. */
export function states(plan: Plan, c: Choices, there: readonly { name: string; category: Category }[]): StateRow[] {
  return plan.states.map((s) => {
    const to = c.states[s.id]
    if (!to) return { ...s, chosen: false }
    const known = there.find((t) => t.name.toLowerCase() === to.state.toLowerCase())
    return { ...s, state: to.state, category: known?.category ?? to.category, new: known === undefined, chosen: true }
  })
}

export interface PersonRow extends PlannedPerson {
  chosen: boolean
}

export const people = (plan: Plan, c: Choices): PersonRow[] =>
  plan.people.map((p) => {
    const member = c.people[p.id]
    return member ? { ...p, member, how: 'mapped', chosen: true } : { ...p, chosen: false }
  })

const without = <V>(of: Readonly<Record<string, V>>, key: string): Record<string, V> =>
  Object.fromEntries(Object.entries(of).filter(([k]) => k !== key))

/** A choice for one word; undefined goes back to what was proposed. */
export function choose<K extends 'kinds' | 'states' | 'people'>(c: Choices, what: K, key: string, to: Choices[K][string] | undefined): Choices {
  const before = c[what] as Readonly<Record<string, Choices[K][string]>>
  return { ...c, [what]: to === undefined ? without(before, key) : { ...before, [key]: to } }
}

export const chosen = (c: Choices): number =>
  Object.keys(c.kinds).length + Object.keys(c.states).length + Object.keys(c.people).length + (c.checklists === undefined ? 0 : 1)

/** What stands in the request's mapping part; undefined where nothing was chosen. */
export function mappingOf(format: Format, c: Choices, table: TableChoices | undefined): object | undefined {
  const words = chosen(c) > 0 ? { kinds: c.kinds, states: c.states, people: c.people, ...(c.checklists && { checklists: c.checklists }) } : undefined
  if (format !== 'csv') return words
  const columns = table && readableColumns(table) ? tableMapping(table) : undefined
  if (!columns && !words) return undefined
  return { ...columns, ...(words && { become: words }) }
}

const readableColumns = (t: TableChoices): boolean => Object.keys(t.meanings).length > 0
