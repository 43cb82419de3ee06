/**
 * Where everything on a story map stands, in px, without a browser: the screen
 * draws from it what is in sight, the picture all of it.
 */
import type { Card, Move, Slice, StoryMap } from './map'

export const COLUMN = 184
export const CARD = 62
export const GAP = 6
export const PAD = 8
export const SIDE = 216
/** On a phone the heads of slices leave room for a column. */
const narrowSide = 124

/** How wide the heads of slices are in a box of this width. */
export const sideFor = (width: number): number => (width < 640 ? narrowSide : SIDE)
export const HEAD = 76
export const STEP_HEIGHT = CARD + GAP
const STEP = STEP_HEIGHT
const emptyBand = 128

export interface ColumnAt {
  activity: string
  /** Absent for an activity that has no step yet. */
  step?: string
  x: number
}

export interface Band {
  /** Absent for what is for later. */
  slice?: Slice
  y: number
  height: number
}

export interface CardAt {
  card: Card
  x: number
  y: number
  band: number
  column: number
  /** Its place in its cell, and how many stand there. */
  index: number
  size: number
}

export interface Layout {
  columns: ColumnAt[]
  bands: Band[]
  cards: CardAt[]
  at: Map<string, CardAt>
  width: number
  height: number
}

/** Lays a map out. Cards of a step that is no more, or of a slice that is not shown, are left out. */
export function layoutOf(map: Pick<StoryMap, 'activities' | 'slices'>, cards: readonly Card[]): Layout {
  const columns: ColumnAt[] = []
  for (const a of map.activities) {
    for (const s of a.steps) columns.push({ activity: a.id, step: s.id, x: columns.length * COLUMN })
    if (a.steps.length === 0) columns.push({ activity: a.id, x: columns.length * COLUMN })
  }
  const columnOf = new Map(columns.flatMap((c, i) => (c.step ? [[c.step, i] as const] : [])))
  const bandOf = new Map<string | null, number>(map.slices.map((s, i) => [s.id, i]))
  bandOf.set(null, map.slices.length)
  const cells = new Map<string, Card[]>()
  for (const c of cards) {
    const column = columnOf.get(c.step)
    const band = bandOf.get(c.release)
    if (column === undefined || band === undefined) continue
    const key = `${band}.${column}`
    const cell = cells.get(key)
    if (cell) cell.push(c)
    else cells.set(key, [c])
  }
  const bands: Band[] = []
  const placed: CardAt[] = []
  let y = 0
  for (let band = 0; band <= map.slices.length; band++) {
    let most = 0
    for (let column = 0; column < columns.length; column++) {
      const cell = cells.get(`${band}.${column}`) ?? []
      most = Math.max(most, cell.length)
      cell.forEach((card, index) => placed.push({ card, x: columns[column]!.x + PAD / 2, y: y + PAD + index * STEP, band, column, index, size: cell.length }))
    }
    const height = Math.max(emptyBand, most * STEP + 2 * PAD + STEP / 2)
    bands.push({ slice: map.slices[band], y, height })
    y += height
  }
  return { columns, bands, cards: placed, at: new Map(placed.map((c) => [c.card.id, c])), width: columns.length * COLUMN, height: y }
}

export interface Window {
  x: number
  y: number
  width: number
  height: number
}

/** The cards in sight, and a little around it. */
export function inSight(layout: Layout, w: Window, around = 240): CardAt[] {
  return layout.cards.filter((c) => c.x + COLUMN > w.x - around && c.x < w.x + w.width + around && c.y + CARD > w.y - around && c.y < w.y + w.height + around)
}

/** What stands at a point of the map: for what is dropped there. */
export function cellAt(layout: Layout, x: number, y: number): { column: ColumnAt; band: Band; index: number } | undefined {
  const column = layout.columns[Math.floor(x / COLUMN)]
  const band = layout.bands.find((b) => y >= b.y && y < b.y + b.height)
  if (!column?.step || !band || x < 0) return undefined
  const size = cellOf(layout, column.step, band.slice?.id ?? null).length
  return { column, band, index: Math.max(0, Math.min(size, Math.round((y - band.y - PAD) / STEP))) }
}

/** The cards of a cell, from the top. */
export function cellOf(layout: Layout, step: string, release: string | null): CardAt[] {
  return layout.cards.filter((c) => c.card.step === step && c.card.release === release)
}

/** The move that puts items to a place of a cell. */
export function moveTo(layout: Layout, items: readonly string[], step: string, release: string | null, index: number): Move | undefined {
  const cell = cellOf(layout, step, release)
  const others = cell.filter((c) => !items.includes(c.card.id))
  const above = cell.slice(0, index).filter((c) => items.includes(c.card.id)).length
  const at = index - above
  const [before, after] = [others[at], others[at - 1]]
  const first = layout.at.get(items[0]!)
  // Dropped where it was picked up.
  if (items.length === 1 && first?.card.step === step && first.card.release === release && cell.indexOf(first) === at) return undefined
  return { items, step, release, ...(before ? { before: before.card.id } : after ? { after: after.card.id } : {}) }
}

export type Way = 'left' | 'right' | 'up' | 'down'

/** The card that an arrow leads to. Up and down go on in the next slice; left and right to the nearest in the slice. */
export function neighbourOf(layout: Layout, id: string, way: Way): string | undefined {
  const from = layout.at.get(id)
  if (!from) return layout.cards[0]?.card.id
  const beyond = layout.cards.filter((c) => {
    if (way === 'up' || way === 'down') return c.column === from.column && (way === 'up' ? c.y < from.y : c.y > from.y)
    return c.band === from.band && (way === 'left' ? c.column < from.column : c.column > from.column)
  })
  const far = (c: CardAt) => Math.abs(c.x - from.x) * 100 + Math.abs(c.y - from.y)
  return beyond.sort((a, b) => far(a) - far(b))[0]?.card.id
}

/** The move by which a card is carried one step by key; at the edge of its cell it goes across to the next slice. */
export function carried(layout: Layout, id: string, way: Way): Move | undefined {
  const from = layout.at.get(id)
  if (!from) return undefined
  if (way === 'left' || way === 'right') {
    const rest = way === 'left' ? layout.columns.slice(0, from.column).toReversed() : layout.columns.slice(from.column + 1)
    const to = rest.find((c) => c.step)
    return to?.step ? { items: [id], step: to.step } : undefined
  }
  const cell = cellOf(layout, from.card.step, from.card.release)
  const beside = cell[from.index + (way === 'up' ? -1 : 1)]
  if (beside) return way === 'up' ? { items: [id], before: beside.card.id } : { items: [id], after: beside.card.id }
  const band = layout.bands[from.band + (way === 'up' ? -1 : 1)]
  if (!band) return undefined
  const release = band.slice?.id ?? null
  const there = cellOf(layout, from.card.step, release)
  const edge = way === 'up' ? there.at(-1) : there[0]
  return { items: [id], release, ...(edge ? (way === 'up' ? { after: edge.card.id } : { before: edge.card.id }) : {}) }
}
