/**
 * The heat map of risks: how likely against how bad, five by five. A cell's
 * colour follows the product of the two, and its number says how many there are.
 */
export const steps = [1, 2, 3, 4, 5] as const

export interface Cell {
  likelihood: number
  impact: number
  count: number
  level: Level
}

export type Level = 'low' | 'medium' | 'high'

/** From 15 on a risk is high, from 6 on medium. */
export function levelOf(likelihood: number, impact: number): Level {
  const weight = likelihood * impact
  return weight >= 15 ? 'high' : weight >= 6 ? 'medium' : 'low'
}

export interface Rated {
  likelihood: number | null
  impact: number | null
}

/** The rows of the map, the likeliest on top, and how many risks have no place in it. */
export function matrixOf(risks: readonly Rated[]): { rows: Cell[][]; unrated: number } {
  const count = new Map<string, number>()
  let unrated = 0
  for (const r of risks) {
    if (!r.likelihood || !r.impact) unrated++
    else count.set(`${r.likelihood} ${r.impact}`, (count.get(`${r.likelihood} ${r.impact}`) ?? 0) + 1)
  }
  const rows = steps.toReversed().map((likelihood) => steps.map((impact) => ({ likelihood, impact, count: count.get(`${likelihood} ${impact}`) ?? 0, level: levelOf(likelihood, impact) })))
  return { rows, unrated }
}

const place = /^likelihood=([1-5]) impact=([1-5])$/

/** The part of a query that finds the risks of a cell. */
export const cellQuery = (c: Pick<Cell, 'likelihood' | 'impact'>): string => `likelihood=${c.likelihood} impact=${c.impact}`

/** The cell that a query asks for, if it asks for one and nothing else. */
export function cellOf(q: string | undefined): Pick<Cell, 'likelihood' | 'impact'> | undefined {
  const found = place.exec(q?.trim() ?? '')
  return found ? { likelihood: Number(found[1]), impact: Number(found[2]) } : undefined
}
