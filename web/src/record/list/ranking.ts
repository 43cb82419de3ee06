/** Ranks records and says aloud where they went. */
import type { Data } from '@/data/data'
import type { Outcome } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { rankRight } from '@/record/fields/editor-right'
import { announce } from '@/record/views/common/announce'
import { toast } from '@/ui/toast'

import type { Ranking } from './rank'

export async function rankRecords(data: Data, { ids, to }: Ranking, order: readonly string[]): Promise<Outcome | undefined> {
  const records = ids.flatMap((id) => data.cache.get(id) ?? [])
  if (records.length === ids.length && rankRight(data, records).may === 'no') {
    toast({ text: m.views_table_no_rank() })
    return undefined
  }
  const outcome = data.rank(ids, to)
  announce(m.views_table_moved({ what: records[0]?.key ?? '', count: ids.length, position: placeIn(order, new Set(ids), to) }))
  return outcome
}

/** The place of the first of them once they are moved, counted from 1. */
export function placeIn(order: readonly string[], moving: ReadonlySet<string>, to: Ranking['to']): number {
  if (to.position !== undefined) return to.position
  const rest = order.filter((id) => !moving.has(id))
  if (to.after !== undefined) return rest.indexOf(to.after) + 2
  return rest.indexOf(to.before ?? '') + 1
}
