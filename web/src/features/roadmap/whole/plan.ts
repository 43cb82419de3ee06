/** The roadmap as a whole, as the server tells it, and how its lines stand in groups. */
import type { Span } from '@/lib/scaleSpan'

export interface Line {
  id: string
  key: string
  kind: 'feature' | 'initiative' | 'release' | 'milestone'
  title: string
  state: string
  category: string
  product: string | null
  owner: string | null
  horizon: string
  startOn: string | null
  endOn: string | null
  items: number
  accepted: number
}

export interface Tie {
  id: string
  type: string
  from: string
  to: string
}

export interface Conflict {
  content: boolean
  from: string
  to: string
  days: number
}

export interface Plan {
  lines: Line[]
  ties: Tie[]
  conflicts: Conflict[]
  seq: number
  more: boolean
}

/**
 * Who decides on the days of a line. What others rely on, because it is in
 * progress or ships in what is, takes the word of both jobs.
 */
export function decisionsOn({ lines, ties }: Pick<Plan, 'lines' | 'ties'>): (line: Pick<Line, 'id' | 'kind' | 'category'>) => 'scope.change' | 'release.date' | 'roadmap.place' {
  const running = new Set(lines.flatMap((l) => (l.kind === 'release' && l.category === 'doing' ? [l.id] : [])))
  const awaited = new Set(ties.flatMap((t) => (t.type === 'ships in' && running.has(t.to) ? [t.from] : [])))
  return (line) => {
    if ((line.kind === 'feature' || line.kind === 'release') && (line.category === 'doing' || awaited.has(line.id))) return 'scope.change'
    return line.kind === 'release' ? 'release.date' : 'roadmap.place'
  }
}

export interface Move {
  id: string
  from: Span
  to: Span
  days: number
  because: string[]
}

export interface Ripple {
  moves: Move[]
  left: Conflict[]
  cycles: string[][]
  lines: Line[]
}

export interface Chance {
  id: string
  before: number | null
  after: number | null
  half: string | null
  likely: string | null
  open: number
  done: number
}

export interface Scenario {
  id: string
  name: string
  note: string
  state: 'open' | 'taken'
  product: string
  puts: { line: string; to: Span; was: Span }[]
  createdBy: string | null
  takenAt: string | null
}

export interface Effect extends Ripple {
  scenario: Scenario
  puts: Move[]
  odds: Chance[]
  stale: { id: string; was: Span; is: Span | null; why: 'moved' | 'over' | 'gone' }[]
  rule: string
}

export interface Changed {
  id: string
  key: string
  kind: string
  title: string
  what: string[]
  before: Face | null
  after: Face | null
  by: string | null
  at: string
}

export interface Face {
  title: string
  state: string
  horizon: string
  startOn: string | null
  endOn: string | null
  release: string[]
  waits: string[]
}

export interface Changes {
  since: string | null
  items: Changed[]
  more: boolean
  gone: Line[]
}

export interface Snapshot {
  id: string
  name: string
  takenAt: string
}

export const groupings = ['product', 'objective', 'initiative', 'release', 'horizon', 'owner'] as const
export type Grouping = (typeof groupings)[number]

/** A row of the roadmap: the head of a group, or a line. */
export type Row = { head: string; count: number; name: string } | { line: Line; group: string }

/** The type of link that says to which group a line belongs. */
const ties: Partial<Record<Grouping, string>> = { objective: 'serves', initiative: 'delivers', release: 'ships in' }

/** Which lines stand in which group; a line that serves two objectives stands under both. */
export function groupsOf(plan: Pick<Plan, 'lines' | 'ties'>, by: Grouping): Map<string, Line[]> {
  const out = new Map<string, Line[]>()
  const add = (group: string, line: Line) => void (out.get(group)?.push(line) ?? out.set(group, [line]))
  const type = ties[by]
  const under = new Map<string, string[]>()
  for (const t of plan.ties) if (t.type === type) under.set(t.from, [...(under.get(t.from) ?? []), t.to])
  for (const line of plan.lines) {
    if (type) {
      // What the groups are made of heads its own, and what belongs to no sort of group stays by itself.
      if (line.kind === by) add(line.id, line)
      else for (const to of under.get(line.id) ?? ['']) add(to, line)
    } else add((line as unknown as Record<string, string | null>)[by] ?? '', line)
  }
  return out
}

/** Begins first, ends first, by key: a settled order. */
export function byDays(a: Line, b: Line): number {
  const at = (l: Line) => l.startOn ?? l.endOn ?? '9999'
  return compared(at(a), at(b)) || compared(a.endOn ?? '9999', b.endOn ?? '9999') || a.key.localeCompare(b.key, undefined, { numeric: true })
}

/** Days as written are in order as text, which is much less work than as words. */
const compared = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The rows in their order: groups by name, what has none last; folded groups without their lines. */
export function rowsOf(plan: Pick<Plan, 'lines' | 'ties'>, by: Grouping | undefined, name: (group: string) => string, folded: ReadonlySet<string>): Row[] {
  if (!by) return plan.lines.toSorted(byDays).map((line) => ({ line, group: '' }))
  const order = by === 'horizon' ? ['now', 'next', 'later', ''] : undefined
  const groups = [...groupsOf(plan, by)].toSorted(([a], [b]) => (order ? order.indexOf(a) - order.indexOf(b) : Number(a === '') - Number(b === '') || name(a).localeCompare(name(b))))
  return groups.flatMap(([id, lines]): Row[] => [
    { head: id, count: lines.length, name: name(id) },
    ...(folded.has(id) ? [] : lines.toSorted((a, b) => Number(b.kind === by) - Number(a.kind === by) || byDays(a, b)).map((line) => ({ line, group: id }))),
  ])
}

export const over = (line: Line): boolean => line.category === 'done' || line.category === 'closed'

export const spanOf = (line: Line): Span => ({ start: line.startOn, end: line.endOn })
