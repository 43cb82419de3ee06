/** What the server says of boards, sprints and retrospectives, as far as the screens read it. */

export interface BoardColumn {
  id: string
  name: string
  states: string[]
  limit: number | null
  policy: string
}

export interface Board {
  /** Empty while the product has none of its own. */
  id: string
  name: string
  method: 'scrum' | 'kanban'
  columns: BoardColumn[]
  lanes: string
  laneLimits: Record<string, number>
  mode: 'warn' | 'block'
  countBy: 'items' | 'points'
  personLimit: number | null
  totalLimit: number | null
  expediteLimit: number | null
}

export interface Filled {
  id: string
  items: number
  holds: number
  limit: number | null
  over: boolean
  p85: number | null
}

export interface Block {
  id: string
  reason: string
  since: string
  createdBy: string | null
}

export interface Fact {
  item: string
  column: string
  since: string | null
  days: number
  aged: boolean
  block: Block | null
}

export interface BoardShown {
  board: Board
  sprint: string | null
  columns: Filled[]
  lanes: Filled[]
  people: Filled[]
  whole: Filled
  expedite: Filled
  cards: Fact[]
}

export interface Presence {
  member: string
  share: number
  away: number
  present: number
}

export interface Capacity {
  sprint: string
  days: number
  holidays: number
  people: Presence[]
  focus: number
  present: number
  focused: number
  perDay: number | null
  from: { key: string; points: number; focused: number }[]
  worked: number | null
  set: number | null
  points: number | null
  items: number
  load: number
  unsized: number
  rule: { focus: number; begun: 'sprint' | 'backlog'; fresh: 'sprint' | 'backlog' }
  committed: boolean
}

export interface Absence {
  id: string
  member: string | null
  from: string
  until: string
  note: string
}

export interface Traded {
  item: string
  key: string
  title: string
  estimate: number | null
}

export interface Trade {
  id: string
  createdAt: string
  createdBy: string | null
  came: Traded[]
  went: Traded[]
  wentTo: string | null
  why: string
  oddsBefore: number | null
  oddsAfter: number | null
}

export interface StandupNote {
  id: string
  member: string
  on: string
  did: string
  will: string
  blocked: string
  createdAt: string
}

export interface Sum {
  items: number
  points: number
  keys: string[]
}

export interface Report {
  committed: Sum
  came: Sum
  went: Sum
  done: Sum
  accepted: Sum
  kept: Sum
  open: Sum
  carried: { item: string; key: string; how: 'sprint' | 'backlog' | 'split'; to: string; rest: string; estimate: number | null }[]
  capacity: number | null
  trades: number
}

export interface RetroNote {
  id: string
  column: string
  body: string
  with: string | null
  createdBy: string | null
}

export interface RetroAction {
  id: string
  note: string | null
  item: string
  key: string
  title: string
  state: string
  category: string
  owner: string | null
}

export type Phase = 'writing' | 'grouping' | 'voting' | 'acting' | 'over'

export interface Retro {
  retro: { id: string; phase: Phase; votes: number; columns: { id: string; title: string }[] } | null
  drafts: { id: string; column: string; body: string }[]
  writing: { member: string; notes: number }[]
  notes: RetroNote[]
  votes: { note: string; member: string; dots: number }[]
  actions: RetroAction[]
  before: { sprint: string; title: string; actions: RetroAction[] } | null
}

/** The odds of a sprint, with a trade that is thought about. */
export interface Odds {
  items: number
  points: number
  unsized: number
  daysLeft: number
  /** 0 to 1; null without a forecast. */
  odds: number | null
  before: number | null
  howMany: { share: number; items: number; points: number; first: { id: string; key: string; title: string }[] }[]
  why: string
  rule: string
}
