import { sizeOf } from '@/record/refined/words'
/** Relative sizing: items in columns of sizes, without a browser. */

export interface Sizable {
  id: string
  estimate: number | null
}

export interface SizeColumn {
  /** Absent for what has no size. */
  size?: number
  /** An estimate that the team's scale does not have. */
  stray?: boolean
  ids: string[]
}

/** The columns: what has no size, then the sizes of the scale, with those that items have beside it. */
export function columnsOf(items: readonly Sizable[], scale: readonly string[]): SizeColumn[] {
  const onScale = scale.flatMap((v) => sizeOf(v) ?? [])
  const strays = [...new Set(items.flatMap((i) => (i.estimate !== null && !onScale.includes(i.estimate) ? [i.estimate] : [])))]
  const sizes = [...onScale, ...strays].sort((a, b) => a - b)
  const idsOf = (size: number | null) => items.filter((i) => i.estimate === size).map((i) => i.id)
  return [{ ids: idsOf(null) }, ...sizes.map((size) => ({ size, ids: idsOf(size), ...(strays.includes(size) ? { stray: true } : {}) }))]
}

export type Way = 'left' | 'right' | 'up' | 'down'

/** The item that an arrow leads to: in the next column that has any, at about the same height. */
export function neighbourOf(columns: readonly SizeColumn[], id: string, way: Way): string | undefined {
  const c = columns.findIndex((x) => x.ids.includes(id))
  if (c < 0) return columns.find((x) => x.ids.length > 0)?.ids[0]
  const at = columns[c]!.ids.indexOf(id)
  if (way === 'up' || way === 'down') return columns[c]!.ids[at + (way === 'up' ? -1 : 1)]
  const rest = way === 'left' ? columns.slice(0, c).toReversed() : columns.slice(c + 1)
  const next = rest.find((x) => x.ids.length > 0)
  return next?.ids[Math.min(at, next.ids.length - 1)]
}

/** The size to which an item is carried one step; null is none, undefined no further. */
export function carriedTo(columns: readonly SizeColumn[], id: string, way: Way): number | null | undefined {
  const c = columns.findIndex((x) => x.ids.includes(id))
  if (c < 0 || way === 'up' || way === 'down') return undefined
  const to = columns[c + (way === 'left' ? -1 : 1)]
  return to && (to.size ?? null)
}
