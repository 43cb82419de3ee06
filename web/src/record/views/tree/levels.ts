/**
 * The tree: records under what they deliver, serve or belong to. Which kind can
 * stand under which follows from the fields that lead upwards; which of them are
 * shown, a person chooses.
 */
import { KINDS, type KindName } from '@/data/kinds.gen'
import { chipsOf, join, kindsOf, sortOf } from '@/lib/query-edit'
import { parse, print } from '@/lib/query'
import type { Field } from '@/record/fields/field'
import { fieldsOf } from '@/record/fields/fields'

/** From the upper end to the lower. Kinds that are one level stand together. */
const order: readonly (readonly KindName[])[] = [['portfolio'], ['pillar'], ['objective'], ['opportunity'], ['initiative'], ['release'], ['sprint'], ['feature'], ['story', 'bug', 'task', 'spike']]

/** Links that put one thing under another; others only join. */
const threads = ['serves', 'delivers', 'addresses', 'ships in']

export const levelOf = (kind: KindName): number => order.findIndex((kinds) => kinds.includes(kind))

/** Fields by which a kind stands under another; the first of one target is the one. */
export interface Relation {
  field: Field
  /** The kinds that it can stand under. */
  under: readonly KindName[]
}

const same = (a: KindName, b: KindName) => levelOf(a) === levelOf(b)

export function relationsOf(kind: KindName): Relation[] {
  return fieldsOf(kind).flatMap((field) => {
    if (!field.query || !field.editable) return []
    const upward = field.type === 'record' || (field.link?.direction === 'out' && threads.includes(field.link.type))
    if (!upward) return []
    // A parent is of the same level, unless it says of which kinds it is.
    const under = order.flat().filter((k) => (field.refs?.length ? field.refs.includes(k) : field.name === 'parent' && same(k, kind)) && levelOf(k) <= levelOf(kind))
    return under.length > 0 ? [{ field, under }] : []
  })
}

/** By what a kind stands under another; undefined where it cannot. */
export const relationTo = (kind: KindName, under: KindName): Field | undefined => relationsOf(kind).find((r) => r.under.includes(under))?.field

/** Whether a kind can stand under another, over others in between. */
function reaches(kind: KindName, top: KindName, among: readonly KindName[]): boolean {
  return relationTo(kind, top) !== undefined || among.some((k) => levelOf(k) < levelOf(kind) && levelOf(k) > levelOf(top) && relationTo(kind, k) !== undefined && reaches(k, top, among))
}

const sorted = (kinds: Iterable<KindName>): KindName[] => [...new Set(kinds)].filter((k) => k in KINDS).sort((a, b) => order.flat().indexOf(a) - order.flat().indexOf(b))

/** The kinds that could be shown with these: what is above them, and what is below. */
export function possibleLevels(kinds: readonly KindName[]): KindName[] {
  const all = order.flat()
  return sorted(all.filter((k) => kinds.includes(k) || kinds.some((own) => reaches(own, k, all) || reaches(k, own, all))))
}

/** The kinds that are shown: as the address says, else these and what stands below them. */
export function chosenLevels(kinds: readonly KindName[], option: string | undefined): KindName[] {
  const possible = possibleLevels(kinds)
  const named = option?.split(',').filter((k): k is KindName => possible.includes(k as KindName))
  if (named?.length) return sorted([...named, ...kinds])
  const top = Math.min(...kinds.map(levelOf))
  const below = possible.filter((k) => levelOf(k) > top && !['release', 'sprint', 'opportunity'].includes(k) && kinds.some((own) => reaches(k, own, possible)))
  return sorted([...kinds, ...below])
}

/** What of the screen's query holds for one kind: its conditions without the kind, where the screen is about it. */
function own(q: string, kind: KindName, kinds: readonly KindName[]): string {
  if (!kinds.includes(kind)) return `type:${kind}`
  const { query } = parse(q)
  const asked = kindsOf(q)
  if (!query) return q
  const rest = chipsOf(query).filter((c) => !(c.is === 'term' && (c.field === 'type' || c.field === 'kind') && c.op !== '!='))
  const where = rest.length === 0 ? undefined : { is: 'and' as const, parts: rest }
  if (asked && !asked.includes(kind)) return ''
  return join(`type:${kind}`, print({ where, sort: [] })).q
}

/** Conditions for a kind not to stand under any other of the chosen. */
function without(kind: KindName, levels: readonly KindName[], above: (k: KindName) => boolean): string {
  return relationsOf(kind)
    .filter((r) => r.under.some((k) => levels.includes(k) && above(k)))
    .map((r) => `no:${r.field.query}`)
    .join(' ')
}

/** One question of several, each for a kind; kinds with the same conditions are asked for together. */
function union(parts: readonly string[]): string | undefined {
  const byRest = new Map<string, string[]>()
  for (const part of parts) {
    const kind = /\btype:(\w+)\b/.exec(part)?.[1]
    if (!kind) continue
    const rest = part.replace(/\s*\btype:\w+\b\s*/, ' ').trim()
    byRest.set(rest, [...(byRest.get(rest) ?? []), kind])
  }
  const asked = [...byRest].map(([rest, kinds]) => [`type:${kinds.join(',')}`, rest].filter(Boolean).join(' '))
  if (asked.length === 0) return undefined
  return asked.length === 1 ? asked[0]! : asked.map((a) => `(${a})`).join(' or ')
}

/** With the order that the screen asks for; where it asks for none, as ranked. */
const inOrder = (where: string | undefined, q: string): string | undefined => where && (sortOf(q).length > 0 ? `${where} ${print({ sort: sortOf(q) })}` : where)

/** What stands at the top: the uppermost kinds, and then what should stand under something and does not. */
export function rootQueries(q: string, kinds: readonly KindName[], levels: readonly KindName[]): { top: string | undefined; loose: string | undefined } {
  const first = Math.min(...levels.map(levelOf))
  const lowest = Math.max(...kinds.map(levelOf))
  const part = (k: KindName) => {
    const where = own(q, k, kinds)
    return where && [where, without(k, levels, () => true)].filter(Boolean).join(' ')
  }
  return {
    top: inOrder(union(levels.filter((k) => levelOf(k) === first).map(part)), q),
    loose: inOrder(union(levels.filter((k) => levelOf(k) > first && levelOf(k) <= lowest).map(part)), q),
  }
}

/** What stands under a record: of each kind that can, what does not stand under something nearer. */
export function childQuery(q: string, kinds: readonly KindName[], levels: readonly KindName[], parent: { kind: KindName; key: string }): string | undefined {
  const parts = levels.flatMap((k) => {
    const field = relationTo(k, parent.kind)
    if (!field) return []
    const nearer = without(k, levels, (n) => levelOf(n) > levelOf(parent.kind) && (levelOf(n) < levelOf(k) ? reaches(n, parent.kind, levels) : n === k || same(n, k)))
    const where = own(q, k, kinds)
    return where ? [[where, `${field.query}:${parent.key}`, nearer].filter(Boolean).join(' ')] : []
  })
  return inOrder(union(parts), q)
}

/** Whether anything that is shown can stand under a kind. */
export const canHold = (kind: KindName, levels: readonly KindName[]): boolean => levels.some((k) => relationTo(k, kind) !== undefined)
