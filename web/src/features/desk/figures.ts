/** The figures of the desks: each is a query, so that each opens the records it was counted from. */
import { addDays } from '@/lib/scale'

export interface Figure {
  name: string
  q: string
  /** The screen that shows the records. */
  screen: string
  /** Above this it wants looking at. */
  above?: number
}

const items = 'type:story,bug,task,spike'

export const stale = `${items} category:todo,doing updated<-30d`

/** How the backlog is kept. */
export const backlogHealth: readonly Figure[] = [
  { name: 'open', q: `${items} category:todo,doing`, screen: 'backlog' },
  { name: 'stale', q: stale, screen: 'backlog', above: 0 },
  { name: 'unsized', q: `${items} category:todo,doing no:estimate`, screen: 'backlog', above: 0 },
  { name: 'threadless', q: `${items} category:todo,doing no:feature`, screen: 'backlog', above: 0 },
]

export const unheard = 'type:feedback category:todo'
export const blocked = `${items} is:blocked category:todo,doing sort:rank`
export const awaiting = `${items} category:done sort:doneat`
export const bets = 'type:feature category:doing has:hypothesis sort:endon'
export const launches = 'type:release category:todo,doing sort:dueon'

/** Bets that came to an end in the last quarter, however they came out. */
export const settledBets = (today: string): string => `type:feature category:done,closed has:hypothesis updated>=${addDays(today, -91)} sort:-updated`

/** What customers said in the last seven days. */
export const saidSince = (today: string): string => `type:feedback saidon>=${addDays(today, -7)}`

/** A list screen can show a query without its own condition standing twice. */
export function within(q: string): string {
  return q
    .replace(/\bsort:\S+/g, '')
    .replace(/^type:\S+\s*/, '')
    .trim()
}
