/** Changes of many records at once: which fields, with what right, and how tags join. */
import type { Data } from '@/data/data'
import type { Right } from '@/data/rights'
import type { Rec } from '@/data/types'
import { mannerOf } from '@/record/fields/editor'
import { fieldRight, leastOf } from '@/record/fields/editor-right'
import { type Field, patchOf, valueOf } from '@/record/fields/field'

/** More than so many are asked about before they are changed. */
export const MANY = 500

/** Shown as buttons of their own, as far as the records have them. */
const usual = ['state', 'owner', 'tags', 'estimate', 'sprint', 'priority', 'horizon']

/** Each one of a kind has one; a title or a statement belongs to one record alone. */
const single = new Set(['title', 'key', 'asA', 'iWant', 'soThat', 'hypothesis', 'definition'])

export function bulkFields(fields: readonly Field[], records: readonly Rec[]): { first: Field[]; more: Field[] } {
  const can = fields.filter((f) => {
    const manner = mannerOf(f)
    return (manner === 'input' || manner === 'pick' || manner === 'toggle') && f.type !== 'link' && !single.has(f.name) && records.every((r) => f.custom || f.name in r)
  })
  const first = usual.flatMap((name) => can.find((f) => f.name === name) ?? []).slice(0, 4)
  return { first, more: can.filter((f) => !first.includes(f)) }
}

/** One of each sort of record, as far as rights can differ: many records, few questions. */
export function representatives(records: readonly Rec[]): Rec[] {
  const found = new Map<string, Rec>()
  for (const r of records) {
    const key = `${r.kind} ${r.product} ${r.category} ${r.archivedAt !== null}`
    if (!found.has(key)) found.set(key, r)
  }
  return [...found.values()]
}

export const bulkRight = (data: Data, records: readonly Rec[], field: Field): Right => leastOf(representatives(records).map((r) => fieldRight(data, r, field)))

/** The value that all of them have; undefined where they differ. */
export function sameValue(records: readonly Rec[], field: Field): unknown {
  const [first, ...rest] = records.map((r) => valueOf(r, field))
  return rest.every((v) => JSON.stringify(v) === JSON.stringify(first)) ? first : undefined
}

/** Sets a field of all; tags are added to those that each has. */
export async function setAll(data: Data, ids: readonly string[], field: Field, value: unknown): Promise<void> {
  if (field.type !== 'tags') {
    await data.changeMany(ids, patchOf(field, value))
    return
  }
  const groups = new Map<string, { ids: string[]; tags: string[] }>()
  for (const id of ids) {
    const tags = [...new Set([...(data.cache.get(id)?.tags ?? []), ...(value as string[])])]
    const key = JSON.stringify(tags)
    const group = groups.get(key)
    if (group) group.ids.push(id)
    else groups.set(key, { ids: [id], tags })
  }
  await Promise.all([...groups.values()].map((g) => data.changeMany(g.ids, { tags: g.tags })))
}
