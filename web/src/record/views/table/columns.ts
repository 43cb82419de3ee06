/** Which columns a table has, and how wide they are. The title is always there. */
import { isNumeric } from '@/record/fields/cell'
import type { Field } from '@/record/fields/field'

/** Shown where a person has not chosen, as far as the kinds have them. */
const usual = ['state', 'horizon', 'priority', 'estimate', 'sprint', 'owner', 'tags', 'dueOn', 'endOn', 'updatedAt']

/** Fields that are part of the first column, or no use in a table. */
const never = new Set(['key', 'title', 'id', 'version', 'aliases', 'custom', 'rank', 'body', 'kind', 'category'])

export const columnFields = (fields: readonly Field[]): Field[] => fields.filter((f) => !never.has(f.name) && f.type !== 'markdown')

/** The columns that a text names, in its order; the usual ones where it names none. */
export function chosenColumns(fields: readonly Field[], cols: string | undefined): Field[] {
  const can = columnFields(fields)
  const names = cols === undefined ? usual : cols.split(',').filter(Boolean)
  const found = names.flatMap((n) => can.find((f) => f.name === n) ?? [])
  return cols === undefined ? found.slice(0, 7) : [...new Set(found)]
}

export const printColumns = (columns: readonly Pick<Field, 'name'>[]): string => columns.map((c) => c.name).join(',')

/** A column put before another one; undefined is the end. */
export function movedColumn<C extends Pick<Field, 'name'>>(columns: readonly C[], name: string, before: string | undefined): C[] {
  const moving = columns.find((c) => c.name === name)
  if (!moving || name === before) return [...columns]
  const rest = columns.filter((c) => c.name !== name)
  const at = before === undefined ? rest.length : rest.findIndex((c) => c.name === before)
  return rest.toSpliced(at < 0 ? rest.length : at, 0, moving)
}

const byType: Partial<Record<Field['type'], number>> = {
  state: 120,
  person: 136,
  number: 80,
  money: 108,
  day: 84,
  instant: 84,
  bool: 72,
  choice: 108,
  tags: 160,
  record: 128,
  link: 152,
  criteria: 80,
}

export const MIN_WIDTH = 56
export const MAX_WIDTH = 560

export type Widths = Readonly<Record<string, number>>

export const widthOf = (field: Field, widths: Widths): number => Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, widths[field.name] ?? field.width ?? byType[field.type] ?? 120))

/** The title takes what is left, and no less than this. */
const TITLE = 'clamp(17rem,40vw,19rem)'

/** The columns of the grid: what picks, the title, and one each. */
export const gridTemplate = (columns: readonly Field[], widths: Widths): string => ['2.25rem', `minmax(${TITLE},1fr)`, ...columns.map((c) => `${widthOf(c, widths)}px`)].join(' ')

/** As wide as that: narrower, and the table scrolls sideways. */
export const leastWidth = (columns: readonly Field[], widths: Widths): string => `calc(${TITLE} + ${columns.reduce((sum, c) => sum + widthOf(c, widths), 36)}px)`

/** Numbers stand right, so that digits stand under digits. */
export const alignsRight = (field: Field): boolean => isNumeric(field)

const place = 'throughline.widths'

export function readWidths(storage: Pick<Storage, 'getItem'> = localStorage): Widths {
  try {
    const kept: unknown = JSON.parse(storage.getItem(place) ?? '{}')
    return typeof kept === 'object' && kept !== null ? (kept as Widths) : {}
  } catch {
    return {}
  }
}

export function keepWidth(name: string, width: number | undefined, storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): Widths {
  const { [name]: _, ...rest } = readWidths(storage)
  const next = width === undefined ? rest : { ...rest, [name]: Math.round(width) }
  storage.setItem(place, JSON.stringify(next))
  return next
}
