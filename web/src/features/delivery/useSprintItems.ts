import { useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { useRecords } from '@/record/screen/records'

import { itemsOf } from './queries'

/** The items of a sprint; sprints are small, so all of them. */
export function useSprintItems(sprint: Rec | undefined): { items: readonly Rec[]; list: ReturnType<typeof useList> } {
  const list = useList(sprint && { q: itemsOf(sprint.key), product: sprint.product ?? undefined, limit: 200 })
  return { items: useRecords(list.ids), list }
}
