/**
 * The heat map of risks: how likely against how bad, five by five. A cell's
 * colour follows the product of the two, and its number says how many there are.
 */
export const steps = [1, 2, 3, 4, 5] as const

export interface Place {
  likelihood: number
  impact: number
}

export interface Cell extends Place {
  count: number
  level: Level
}

export type Level = 'low' | 'medium' | 'high'

/** From 15 on a risk is high, from 6 on medium. */
export const levelOf = (likelihood: number, impact: number): Level => levelOfSeverity(likelihood * impact)

export const levelOfSeverity = (severity: number): Level => (severity >= 15 ? 'high' : severity >= 6 ? 'medium' : 'low')

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

/** How many risks went from one cell to another. */
export interface Move {
  from: Place
  to: Place
  keys: string[]
}

export interface Moved extends Rated {
  key: string
  likelihoodBefore: number | null
  impactBefore: number | null
}

/** The ways from then to now, those of the same cells together. */
export function movesOf(risks: readonly Moved[]): Move[] {
  const out = new Map<string, Move>()
  for (const r of risks) {
    if (!r.likelihood || !r.impact || !r.likelihoodBefore || !r.impactBefore) continue
    if (r.likelihood === r.likelihoodBefore && r.impact === r.impactBefore) continue
    const way = [r.likelihoodBefore, r.impactBefore, r.likelihood, r.impact].join(' ')
    const move = out.get(way) ?? { from: { likelihood: r.likelihoodBefore, impact: r.impactBefore }, to: { likelihood: r.likelihood, impact: r.impact }, keys: [] }
    move.keys.push(r.key)
    out.set(way, move)
  }
  return [...out.values()]
}

const place = /(?:^|\s)likelihood=([1-5]) impact=([1-5])(?=\s|$)/

/** The part of a query that finds the risks of a cell. */
export const cellQuery = (c: Place): string => `likelihood=${c.likelihood} impact=${c.impact}`

/** The cell that a query asks for among its conditions. */
export function cellOf(q: string | undefined): Place | undefined {
  const found = place.exec(q ?? '')
  return found ? { likelihood: Number(found[1]), impact: Number(found[2]) } : undefined
}

/** The query without its cell. */
export const withoutCell = (q: string): string => q.replace(place, '').trim()

/** The cell that an arrow leads to; the edge holds. */
export function stepped(at: Place, key: string): Place {
  const within = (n: number) => Math.min(5, Math.max(1, n))
  switch (key) {
    case 'ArrowUp':
      return { ...at, likelihood: within(at.likelihood + 1) }
    case 'ArrowDown':
      return { ...at, likelihood: within(at.likelihood - 1) }
    case 'ArrowLeft':
      return { ...at, impact: within(at.impact - 1) }
    case 'ArrowRight':
      return { ...at, impact: within(at.impact + 1) }
    case 'Home':
      return { ...at, impact: 1 }
    case 'End':
      return { ...at, impact: 5 }
  }
  return at
}
