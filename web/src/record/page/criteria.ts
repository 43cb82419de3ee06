/** Acceptance criteria: every change gives a new list, which is what is sent. */

export interface Criterion {
  id: string
  text: string
  met: boolean
  /** Of a criterion that follows from the item's scenarios: the scenario's name, its rule, its example. */
  scenario?: string
  rule?: string
  example?: string
}

/** The criteria in a record's field, whatever it holds. */
export const criteriaIn = (value: unknown): Criterion[] => (Array.isArray(value) ? (value as Criterion[]) : [])

/** An id of its own; old ones are not used again, because verdicts speak of them. */
const fresh = (): string => crypto.randomUUID().slice(0, 8)

/** Adds after the one named, or at the end; each line of what was pasted is a criterion. */
export function addCriteria(list: readonly Criterion[], text: string, after?: string, makeId = fresh): Criterion[] {
  const added = linesOf(text).map((t) => ({ id: makeId(), text: t, met: false }))
  const at = after === undefined ? -1 : list.findIndex((c) => c.id === after)
  return at < 0 ? [...list, ...added] : [...list.slice(0, at + 1), ...added, ...list.slice(at + 1)]
}

/** The lines of a text without the marks of the list that they were copied from. */
export const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((l) => l.replace(/^\s*(?:[-*+•]|\d{1,3}[.)])\s+/, '').replace(/^\[[ xX]\]\s+/, '').trim())
    .filter(Boolean)

/** Sets the text; a text that was emptied takes the criterion away. */
export function setText(list: readonly Criterion[], id: string, text: string): Criterion[] {
  const said = text.replace(/\s+/g, ' ').trim()
  return said === '' ? removeCriterion(list, id) : list.map((c) => (c.id === id ? { ...c, text: said } : c))
}

export const setMet = (list: readonly Criterion[], id: string, met: boolean): Criterion[] => list.map((c) => (c.id === id ? { ...c, met } : c))

export const removeCriterion = (list: readonly Criterion[], id: string): Criterion[] => list.filter((c) => c.id !== id)

/** Moves to a place counted as the list is without it. */
export function moveTo(list: readonly Criterion[], id: string, place: number): Criterion[] {
  const moved = list.find((c) => c.id === id)
  if (!moved) return [...list]
  const rest = list.filter((c) => c.id !== id)
  return rest.toSpliced(Math.max(0, Math.min(place, rest.length)), 0, moved)
}

export const moveBy = (list: readonly Criterion[], id: string, by: number): Criterion[] => moveTo(list, id, list.findIndex((c) => c.id === id) + by)

export const sameCriteria = (a: readonly Criterion[], b: readonly Criterion[]): boolean => JSON.stringify(a) === JSON.stringify(b)
