/** Rankings as the server works them out. */
export interface Range {
  low: number | null
  likely: number | null
  high: number | null
}

export interface Choice {
  value: number
  label: string
}

export interface Input {
  name: string
  label: string
  unit: string
  min: number | null
  max: number | null
  choices: Choice[] | null
  from: string
  help: string
}

export interface Ranking {
  id: string
  name: string
  method: string
  formula: string
  inputs: Input[]
  edition: number
  products: string[]
  top: number
  corrects: boolean
  across: string
  up: string
}

export interface Row {
  feature: string
  key: string
  title: string
  place: number
  placeLow: number
  placeHigh: number
  score: number | null
  low: number | null
  high: number | null
  chance: number
  ranges: Record<string, Range>
  missing: string[] | null
  reading: string
  swings: { input: string; atLow: number; atHigh: number; least: number; largest: number }[] | null
  factor: number | null
}

export interface Ranked extends Ranking {
  unit: string
  rows: Row[]
  undecided: string[] | null
  decided: boolean
  measure: { feature: string; key: string; title: string; input: string; label: string; low: number; high: number; worth: number; share: number }[]
  notes: { tone: 'ok' | 'warn' | 'risk'; text: string }[]
  more: boolean
  rule: string
}

export interface Template {
  method: string
  name: string
  doc: string
  formula: string
  inputs: Input[]
}

/** Figures in few digits: 1,067, 3.2, 0.58. */
export function short(v: number | null | undefined, locale?: string): string {
  if (v === null || v === undefined) return '–'
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: Math.abs(v) >= 1000 ? 4 : 3 }).format(v)
}

/** Whether an input follows from something else, so that nobody sets it. */
export const follows = (input: Pick<Input, 'from'>): boolean => input.from === 'customers'

/** An input that says nothing yet. */
export const blank = (): Input => ({ name: '', label: '', unit: '', min: null, max: null, choices: [], from: '', help: '' })

/** The values of an input as one types them: "3 massive; 2 high; 1 medium". */
export const sayChoices = (choices: readonly Choice[]): string => choices.map((c) => (c.label === '' ? String(c.value) : c.label.startsWith(String(c.value)) ? c.label : `${c.value} ${c.label}`)).join('; ')

/** The values that a text names; undefined where one of them begins with no number. */
export function choicesOf(text: string): Choice[] | undefined {
  const parts = text.split(/[;\n]/).map((p) => p.trim()).filter(Boolean)
  const read = parts.map((label) => ({ label, value: Number.parseFloat(label) }))
  return read.every((c) => Number.isFinite(c.value)) ? read : undefined
}

export interface Swung {
  row: Row
  input: Input
  swing: NonNullable<Row['swings']>[number]
  /** One end has it among the first, the other does not. */
  crosses: boolean
}

/** What the order hangs on, the most telling first: what goes in or out of the first, then by the places it moves, then by the score. */
export function swingsOf(ranked: Pick<Ranked, 'rows' | 'inputs' | 'top'>): Swung[] {
  const all = ranked.rows.flatMap((row) =>
    (row.swings ?? []).flatMap((swing) => {
      const input = ranked.inputs.find((i) => i.name === swing.input)
      if (!input || swing.least === swing.largest) return []
      return [{ row, input, swing, crosses: swing.atLow <= ranked.top !== swing.atHigh <= ranked.top }]
    }),
  )
  const places = (s: Swung) => Math.abs(s.swing.atHigh - s.swing.atLow)
  const scores = (s: Swung) => Math.abs(s.swing.largest - s.swing.least)
  return all.toSorted((a, b) => Number(b.crosses) - Number(a.crosses) || places(b) - places(a) || scores(b) - scores(a))
}

/** A range in a cell: "2", or "1 – 2 – 4". */
export function sayRange(r: Range | undefined, input: Input): string {
  if (!r || r.likely === null) return '–'
  const word = (v: number) => input.choices?.find((c) => c.value === v)?.label ?? short(v)
  return [r.low, r.likely, r.high].filter((v): v is number => v !== null).map(word).join(' – ')
}

/** Where a score and its range lie, in percent of the largest. */
export function barOf(rows: readonly Row[]): (v: number) => number {
  const all = rows.flatMap((r) => [r.score, r.low, r.high]).filter((v): v is number => v !== null)
  const low = Math.min(0, ...all)
  const high = Math.max(...all, low + 1e-9)
  return (v) => (100 * (v - low)) / (high - low)
}

/** Keeps a dragged value within what its input may be. */
export function settled(v: number, input: Input): number {
  if (input.choices && input.choices.length > 0) return input.choices.reduce((best, c) => (Math.abs(c.value - v) < Math.abs(best - v) ? c.value : best), input.choices[0]!.value)
  const within = Math.min(input.max ?? Infinity, Math.max(input.min ?? -Infinity, v))
  if (input.from === 'reach') return Math.round(within)
  const digits = within === 0 ? 2 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(within))))
  return Number(within.toFixed(Math.min(6, digits)))
}

/** A range moved to another likely value, its ends along with it in proportion. */
export function moved(r: Range | undefined, to: number, input: Input): Range {
  if (!r || r.likely === null || (r.low === null && r.high === null)) return { low: null, likely: to, high: null }
  if (input.choices && input.choices.length > 0) return { low: null, likely: to, high: null }
  const by = r.likely === 0 ? 1 : to / r.likely
  const end = (v: number | null) => (v === null ? null : settled(v * by, input))
  const low = end(r.low)
  const high = end(r.high)
  return { low: low !== null && low <= to ? low : null, likely: to, high: high !== null && high >= to ? high : null }
}

/** A dot of the plot, and how wide the word beside it is. */
export interface Dot {
  x: number
  y: number
  wide: number
}

export interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const apart = (a: Box, b: Box) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top

/**
 * Where the word of each dot begins, from its dot: to the right, the left, above
 * or below, wherever no other dot and no word before it stands; undefined where
 * all is taken. The first are served first.
 */
export function wordsOf(dots: readonly Dot[], within: Box): ({ dx: number; dy: number } | undefined)[] {
  const taken: Box[] = dots.map((d) => ({ left: d.x - 8, right: d.x + 8, top: d.y - 8, bottom: d.y + 8 }))
  return dots.map((d) => {
    const places = [
      { dx: 11, dy: 4 },
      { dx: -11 - d.wide, dy: 4 },
      { dx: -d.wide / 2, dy: -12 },
      { dx: -d.wide / 2, dy: 20 },
    ]
    return places.find(({ dx, dy }) => {
      const box = { left: d.x + dx, right: d.x + dx + d.wide, top: d.y + dy - 11, bottom: d.y + dy + 3 }
      const free = box.left >= within.left && box.right <= within.right && box.top >= within.top && box.bottom <= within.bottom && taken.every((t) => apart(t, box))
      if (free) taken.push(box)
      return free
    })
  })
}
