/** Sprints: which there are, which one works in, and what stands in them. */
import { useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import type { Placed } from '@/lib/sprint'

import { useRecords } from './records'
import { sizedOf } from './sized'

export const work = 'type:story,bug,task,spike'

/** The items of a sprint, in their order. */
export const itemsOf = (sprint: string): string => `${work} sprint:${sprint}`

/** The sprints of a product, the latest first. */
export const sprints = 'type:sprint sort:-starton,-created'

/** The sprint one works in: the active one, else the next, else the last. */
export function currentOf(all: readonly Rec[]): Rec | undefined {
  const begins = (r: Rec) => String(r.startOn ?? '9999')
  const planned = all.filter((r) => r.category === 'todo').sort((a, b) => (begins(a) < begins(b) ? -1 : 1))
  return all.find((r) => r.category === 'doing') ?? planned[0] ?? all[0]
}

/** Sprints that work can go to, the nearest first. */
export function plannedAfter(all: readonly Rec[], except: string): Rec[] {
  return all.filter((r) => r.category === 'todo' && r.id !== except).sort((a, b) => (String(a.startOn ?? '9999') < String(b.startOn ?? '9999') ? -1 : 1))
}

/** What of an item the sums need, with the sprint it stands in. */
export function placedOf(r: Rec): Placed {
  return { ...sizedOf(r), sprint: typeof r.sprint === 'string' ? r.sprint : null, archivedAt: r.archivedAt }
}

/** The items of a sprint; sprints are small, so all of them. */
export function useSprintItems(sprint: Rec | undefined): { items: readonly Rec[]; list: ReturnType<typeof useList> } {
  const list = useList(sprint && { q: itemsOf(sprint.key), product: sprint.product ?? undefined, limit: 200 })
  return { items: useRecords(list.ids), list }
}
