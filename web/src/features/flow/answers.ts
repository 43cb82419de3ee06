/** What the reports and forecasts answer, as far as the screens read it. */
import type { Aligned } from '@/record/alignment/AlignmentChart'

export interface Head {
  from: string
  to: string
  asOf: string
  zone: string
  unit: 'points' | 'count'
  looked: number
  rule: string
}

export interface Named {
  id: string
  key: string
  title: string
  kind: string
  state: string
}

export interface Spread {
  n: number
  mean: number | null
  sd: number | null
  min: number | null
  p50: number | null
  p70: number | null
  p85: number | null
  p95: number | null
  max: number | null
}

export interface Amount {
  scope: number
  done: number
  remaining: number
  items: number
  itemsDone: number
}

export interface SprintRef {
  id: string
  key: string
  title: string
  startOn: string | null
  endOn: string | null
  over: boolean
}

export interface Burn extends Head {
  start: Amount
  days: { on: string; working: boolean; ideal: number; point: Amount | null }[]
  changes: { at: string; how: 'added' | 'removed' | 'resized'; by: number; item: Named }[]
  more: boolean
  unsized: number
  sprint: SprintRef | null
}

export interface SprintDone extends SprintRef {
  promised: number
  accepted: number
  awaiting: number
  kept: number
  added: number
  removed: number
}

export interface Velocity extends Head {
  sprints: SprintDone[]
  mean: number | null
  median: number | null
  sd: number | null
  best: number | null
  worst: number | null
  remaining: number
  sooner: number | null
  expected: number | null
  later: number | null
  kept: number | null
}

export interface Cumulative extends Head {
  days: string[]
  bands: { name: string; category: string; reached: number[]; standing: number[] }[]
}

export interface CyclePart extends Named {
  finished: string
  days: number
  hours: number
  leadDays: number
  rolling: number
  estimate: number | null
  returned: number
}

export interface CycleTime extends Head {
  cycle: Spread
  lead: Spread
  elapsed: Spread
  window: number
  points: CyclePart[]
  more: boolean
  bars: { days: number; count: number }[]
}

export interface FinishedOn {
  on: string
  working: boolean
  whole: boolean
  items: number
  points: number
}

export interface Throughput extends Head {
  days: FinishedOn[]
  weeks: FinishedOn[]
  perDay: number | null
  perWeek: number | null
  p15Week: number | null
  total: number
}

export interface Age extends Head {
  cycle: Spread
  open: (Named & { started: string; stood: string; days: number; inState: number; waits: boolean; older: number | null })[]
}

export interface Efficiency extends Head {
  share: number | null
  active: number
  waiting: number
  states: { state: string; hours: number; waits: boolean; items: number }[]
  points: (Named & { finished: string; active: number; waiting: number })[]
}

export interface Wip extends Head {
  days: { on: string; items: number }[]
  little: {
    wip: number
    arrived: number
    departed: number
    rate: number
    cycle: number | null
    expected: number | null
    days: number
    holds: boolean
    off: number | null
    ageAtStart: number
    ageAtEnd: number
    warnings: string[]
  }
}

export interface Rework extends Head {
  finished: number
  returned: number
  rate: number | null
  weeks: { on: string; finished: number; returned: number }[]
  reasons: { reason: string; count: number }[]
  returns: (Named & { at: string; reason: string; words: string })[]
}

export interface Waited extends Named {
  hours: number
}

export interface Station {
  name: 'refine' | 'verdict' | 'answer'
  hours: Spread
  waiting: number
  oldest: number | null
  settled: Waited[]
  open: Waited[]
  weeks: { on: string; count: number; p50: number | null }[]
}

export interface OwnerTime extends Head {
  stations: Station[]
}

export interface Behind extends Head {
  items: (Named & { at: string; stood: string; size: number })[]
  count: number
  sum: number
  more: boolean
}

export interface Odd {
  share: number
  on: string | null
  days: number
}

export interface Pace {
  from: string
  to: string
  days: number
  zeros: number
  items: number
  perDay: number
}

export interface Forecast extends Head {
  remaining: number
  points: number
  unsized: number
  ahead: number
  pace: Pace
  split: [number, number]
  growth: [number, number]
  trials: number
  seed: number
  when: Odd[]
  curve: { on: string; odds: number }[]
  by: { on: string; days: number; odds: number; howMany: { share: number; items: number }[] } | null
  why: string
}

export interface BackTest extends Head {
  shares: { share: number; made: number; held: number; rate: number | null }[]
  checks: { on: string; until: string; said: { share: number; items: number }[]; came: number }[]
  ahead: number
  says: string
}

/** One objective and what went into it, sprint by sprint. */
export interface Alignment extends Head, Aligned {
  effort: number[]
  unsized: number
}
