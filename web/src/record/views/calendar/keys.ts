/** What a key does in the calendar: between days, and among the records of one. */
import { type Reach, stepped } from '@/lib/calendar'
import { addDays, type Day } from '@/lib/scale'

/** The day at hand, and the record of it where one has gone in. */
export interface Spot {
  day: Day
  id?: string
}

export type Act = { do: 'go'; to: Spot } | { do: 'open'; id: string; how: 'panel' | 'page' } | { do: 'move'; id: string; to: Day } | { do: 'new'; day: Day } | { do: 'settle' | 'leave' }

interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

export function actOf(e: Press, at: Spot, ids: readonly string[], shown: { reach: Reach; firstDay: number; moving: boolean }): Act | undefined {
  if (e.ctrlKey || e.metaKey) return undefined
  const { day, id } = at
  if (id !== undefined && e.altKey && e.key in steps) return { do: 'move', id, to: addDays(day, steps[e.key]!) }
  if (e.altKey) return undefined
  if (e.key === 'Escape') return { do: 'leave' }
  if (e.key.toLowerCase() === 'n') return { do: 'new', day }
  if (id === undefined) {
    if (e.key === 'Enter' || e.key === ' ') return ids[0] === undefined ? undefined : { do: 'go', to: { day, id: ids[0] } }
    const to = stepped(day, e.key, e.shiftKey, shown.reach, shown.firstDay)
    return to === undefined ? undefined : { do: 'go', to: { day: to } }
  }
  if (e.key === 'Enter') return shown.moving ? { do: 'settle' } : { do: 'open', id, how: 'page' }
  if (e.key === ' ') return { do: 'open', id, how: 'panel' }
  const by = { ArrowUp: -1, ArrowDown: 1 }[e.key]
  if (by) return { do: 'go', to: { day, id: ids[Math.min(ids.length - 1, Math.max(0, ids.indexOf(id) + by))]! } }
  const to = stepped(day, e.key, e.shiftKey, shown.reach, shown.firstDay)
  return to === undefined ? undefined : { do: 'go', to: { day: to } }
}
