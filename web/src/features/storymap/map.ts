/** A story map as the server tells it, and what becomes of it while a change is on its way. */

export interface Step {
  id: string
  title: string
  /** Items under it, in whatever slice. */
  cards: number
}

export interface Activity {
  id: string
  title: string
  optional: boolean
  steps: Step[]
}

export interface Aim {
  id: string
  key: string
  title: string
}

export interface Slice {
  id: string
  key: string
  title: string
  state: string
  category: string
  dueOn: string | null
  releasedOn: string | null
  cards: number
  gaps: string[]
  idle: string[]
  skeleton: boolean
  outcomes: Aim[]
  metrics: Aim[]
}

export interface Card {
  id: string
  key: string
  kind: string
  title: string
  state: string
  category: string
  owner: string | null
  estimate: number | null
  step: string
  /** The slice it stands in; null for later. */
  release: string | null
}

export interface StoryMap {
  activities: Activity[]
  slices: Slice[]
  cards: Card[]
  unplaced: number
  more: boolean
}

/** Items that change their place. What is left out stays; a step of null takes them off the map. */
export interface Move {
  items: readonly string[]
  step?: string | null
  release?: string | null
  after?: string
  before?: string
}

/** What the server is told of a move. */
export function bodyOf(move: Move): Record<string, unknown> {
  const { items, step, release, after, before } = move
  return { items, ...(step === undefined ? {} : { step: step ?? '' }), ...(release === undefined ? {} : { release: release ?? '' }), ...(after ? { after } : {}), ...(before ? { before } : {}) }
}

/** The cards as they will stand when a move is done. Cards that are not known yet come in with it. */
export function moved(cards: readonly Card[], move: Move, known: (id: string) => Card | undefined = () => undefined): Card[] {
  const taken = new Set(move.items)
  const rest = cards.filter((c) => !taken.has(c.id))
  if (move.step === null) return rest
  const placing = move.items.flatMap((id) => {
    const was = cards.find((c) => c.id === id) ?? known(id)
    const step = move.step ?? was?.step
    return was && step ? [{ ...was, step, ...(move.release === undefined ? {} : { release: move.release }) }] : []
  })
  const beside = move.after ?? move.before
  if (beside === undefined && placing.every((c) => cards.find((x) => x.id === c.id)?.step === c.step)) return cards.map((c) => placing.find((p) => p.id === c.id) ?? c)
  const at = beside === undefined ? -1 : rest.findIndex((c) => c.id === beside)
  const index = at < 0 ? rest.length : move.after ? at + 1 : at
  return [...rest.slice(0, index), ...placing, ...rest.slice(index)]
}

/** The parts of a product's map that miss each other: which activities a slice lacks, by their names. */
export function namesOf(map: StoryMap, ids: readonly string[]): string {
  return map.activities.filter((a) => ids.includes(a.id)).map((a) => a.title).join(', ')
}
