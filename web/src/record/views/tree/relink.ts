/** Putting a record under another: the link or the field that says so is set anew. */
import type { Data } from '@/data/data'
import { type KindName, LINKS, type LinkType } from '@/data/kinds.gen'
import { type Right, rightTo } from '@/data/rights'
import type { Outcome, Rec } from '@/data/types'
import { fieldRight } from '@/record/fields/editor-right'
import { type Field, patchOf } from '@/record/fields/field'

import { relationTo } from './levels'

/** Whether one may put a record under another of a kind, and who decides else. */
export function moveRight(data: Data, record: Rec, under: KindName): Right {
  const field = relationTo(record.kind, under)
  if (!field) return { may: 'no' }
  const rule = LINKS[field.link?.type as LinkType]?.rules.find((r) => r.from.includes(record.kind) && r.to.includes(under))
  return rule && !record.archivedAt ? rightTo(data, rule.decision, record.product) : fieldRight(data, record, field)
}

/** Takes a record from under one parent and puts it under another; without either it only does the other half. */
export async function relink(data: Data, id: string, from: Rec | undefined, to: Rec | undefined): Promise<Outcome | undefined> {
  const record = data.cache.get(id)
  if (!record || from?.id === to?.id) return record && { done: record }
  const old = from && relationTo(record.kind, from.kind)
  const next = to && relationTo(record.kind, to.kind)
  const put = next && (next.link ? data.link(next.link.type, id, to.id) : data.change(id, patchOf(next, to.id)))
  // A field that is set anew leaves nothing behind.
  const taken = old && !(old.link === undefined && old.name === next?.name) ? take(data, record, old, from) : undefined
  const outcome = await put
  const rest = await taken
  return outcome ?? rest
}

async function take(data: Data, record: Rec, field: Field, from: Rec): Promise<Outcome | undefined> {
  if (!field.link) return data.change(record.id, patchOf(field, null))
  const find = () => data.cache.links(record.id)?.find((l) => l.type === field.link!.type && l.from === record.id && l.to === from.id)
  if (!find()) await data.loader.links(record.id)
  const link = find()
  return link && data.unlink(link.id)
}
