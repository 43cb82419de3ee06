/**
 * Changing a query by its parts: the filter bar's chips, the header one sorts by,
 * the screen's own condition joined with what a person has added.
 */
import { parse, print, printNode, type Node, type Order, type Query } from './query'

/** The conditions that all hold, each a chip of the filter bar. */
export const chipsOf = (q: Query): Node[] => (!q.where ? [] : q.where.is === 'and' ? q.where.parts : [q.where])

/** The query that has these conditions instead. */
export function withChips(q: Query, chips: readonly Node[]): Query {
  const { where: _, ...rest } = q
  if (chips.length === 0) return rest
  return { ...rest, where: chips.length === 1 ? chips[0]! : { is: 'and', parts: chips.flatMap((c) => (c.is === 'and' ? c.parts : [c])) } }
}

/** What a text is sorted by; nothing where it says nothing or cannot be read. */
export const sortOf = (text: string): Order[] => parse(text).query?.sort ?? []

/** The text sorted by something else; a text that cannot be read stays as it is. */
export function withSort(text: string, sort: Order[]): string {
  const { query } = parse(text)
  return query ? print({ ...query, sort }) : text
}

/** Sorting by a header: up, down, and back to the order of the list. */
export function nextSort(now: readonly Order[], field: string, add: boolean): Order[] {
  const at = now.findIndex((o) => o.field === field)
  const old = now[at]
  const next = !old ? { field, desc: false } : !old.desc ? { field, desc: true } : undefined
  if (!add) return next ? [next] : []
  if (at < 0) return [...now, next!]
  return next ? now.with(at, next) : now.toSpliced(at, 1)
}

export interface Joined {
  q: string
  /** The place in what the person wrote for a place in the joined text. */
  at: (place: number) => number
}

/**
 * What the screen is about and what a person has written, as one query. The
 * person's text comes first, so that the places in complaints stay theirs.
 */
export function join(base: string, own: string, sort = ''): Joined {
  const { query } = parse(own)
  const { query: rest = { sort: [] } } = parse(base)
  const order = rest.sort.length > 0 ? rest.sort : sortOf(sort && `sort:${sort}`)
  const conditions = chipsOf(rest).map((c) => (c.is === 'or' ? `(${printNode(c)})` : printNode(c)))
  const also = print({ sort: query?.sort.length ? [] : order, group: query?.group ? undefined : rest.group })
  const beside = (first: string, ...more: string[]) => [first, ...conditions, also, ...more].filter(Boolean).join(' ')
  // What cannot be read yet goes as it is, so that the server's complaint fits it.
  if (query?.where?.is !== 'or' || conditions.length === 0) return { q: beside(own.trim()), at: (place) => place }
  const shown = print({ sort: query.sort, group: query.group })
  return { q: beside(`(${printNode(query.where)})`, shown), at: (place) => Math.max(1, place - 1) }
}

/** A stored query without the conditions that the screen has anyway. */
export function without(base: string, text: string): string {
  const { query } = parse(text)
  const own = parse(base).query
  if (!query || !own) return text
  const known = new Set(chipsOf(own).map(canonical))
  return print(withChips(query, chipsOf(query).filter((c) => !known.has(canonical(c)))))
}

/** type and kind are one field; the order of values says nothing. */
function canonical(n: Node): string {
  if (n.is !== 'term') return printNode(n)
  const field = n.field === 'type' ? 'kind' : n.field
  return printNode({ ...n, field, values: [...n.values].sort((a, b) => a.text.localeCompare(b.text)) })
}

/** Whether two texts ask for the same in the same order, however they are written. */
export function sameQuery(a: string, b: string): boolean {
  const said = (text: string) => {
    const { query } = parse(text)
    return query ? `${chipsOf(query).map(canonical).sort().join('\n')}\n\n${print({ sort: query.sort, group: query.group })}` : text.trim()
  }
  return said(a) === said(b)
}

/** The kinds that a query speaks of; undefined where it speaks of all. */
export function kindsOf(text: string): string[] | undefined {
  const q = parse(text).query
  const term = q && chipsOf(q).find((n) => n.is === 'term' && (n.field === 'type' || n.field === 'kind') && n.op !== '!=')
  return term?.is === 'term' ? term.values.map((v) => v.text) : undefined
}

/** Where the server says that a query is wrong: "Character 8: …". */
export function placeOf(message: string): { at: number; text: string } {
  const found = /^Character (\d+): (.*)$/s.exec(message)
  return found ? { at: Number(found[1]), text: found[2]! } : { at: 0, text: message }
}
