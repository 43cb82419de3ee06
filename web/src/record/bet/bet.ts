/** Bets as the server tells them: what was predicted, what the number did, what that says. */
import { change, withUnit } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { Tone } from '@/ui/styles'

export type Stands = 'incomplete' | 'open' | 'running' | 'due' | 'hit' | 'missed'

export interface Bet {
  feature: string
  key: string
  title: string
  product: string
  state: string
  owner: string | null
  by: string | null
  madeOn: string | null
  stands: Stands
  hidden: boolean
  metric: string | null
  name: string
  unit: string
  direction: string
  low: number | null
  high: number | null
  in: string
  on: string | null
  odds: number | null
  released: string | null
  outcome: string
  change: number | null
  changeLow: number | null
  changeHigh: number | null
  reason: string
  says: { outcome: string; why: string }
}

export interface Shown extends Bet {
  observed: { beforeFrom: string; afterFrom: string; until: string; beforePoints: number; afterPoints: number; before: number | null; after: number | null; change: number | null; low: number | null; high: number | null } | null
  points: { on: string; value: number }[]
  ground: {
    feedback: number
    accounts: number
    revenue: { amount: number; currency: string }[]
    insights: { id: string; key: string; title: string }[]
    opportunities: { id: string; key: string; title: string }[]
    risks: { id: string; key: string; title: string; state: string }[]
  }
  offer: { whose: string; bets: number; factor: number; confidence: number; corrected: number; why: string } | null
  rule: string
  today: string
}

export const standsName: Record<Stands, () => string> = { incomplete: m.bets_incomplete, open: m.bets_open, running: m.bets_running, due: m.bets_due, hit: m.bets_hit, missed: m.bets_missed }

export const standsLook: Record<Stands, { tone: Tone; icon: string }> = {
  incomplete: { tone: 'neutral', icon: 'circle-dot' },
  open: { tone: 'neutral', icon: 'circle-dot' },
  running: { tone: 'blue', icon: 'clock' },
  due: { tone: 'amber', icon: 'flask-conical' },
  hit: { tone: 'green', icon: 'circle-check' },
  missed: { tone: 'red', icon: 'circle-x' },
}

export const outcomeName: Record<string, () => string> = { hit: m.bets_hit, missed: m.bets_missed, 'too early': m.bets_too_early }

/** What a bet's changes are told in. */
export const unitOf = (b: Pick<Bet, 'in' | 'unit'>): string => (b.in === 'percent' ? '%' : b.unit === '%' ? m.bets_points() : b.unit)

/** A change with its sign and unit: +3 points. */
export function sayChange(value: number | null, b: Pick<Bet, 'in' | 'unit'>): string {
  if (value === null) return '–'
  return withUnit(change(value), unitOf(b))
}

/** "+3 to +6 points". */
export function sayRange(low: number | null, high: number | null, b: Pick<Bet, 'in' | 'unit'>): string {
  if (low === null || high === null) return '–'
  return m.bets_from_to({ low: change(low), high: sayChange(high, b) })
}

/** Where the parts of a picture of a bet lie, in percent of its width; nothing is always in it. */
export function rangeOf(b: Pick<Bet, 'low' | 'high' | 'change' | 'changeLow' | 'changeHigh'>): { at: (v: number) => number } {
  const all = [0, b.low, b.high, b.change, b.changeLow, b.changeHigh].filter((v): v is number => v !== null)
  const low = Math.min(...all)
  const high = Math.max(...all)
  const wide = high - low || 1
  return { at: (v) => 4 + (92 * (v - low)) / wide }
}
