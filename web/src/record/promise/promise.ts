/** Promises as the server tells them: to whom, by when, kept by what, and how likely. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { IconLike } from '@/ui/icon'
import type { Tone } from '@/ui/styles'

export type Standing = 'overdue' | 'no delivery' | 'at risk' | 'delivered' | 'no forecast' | 'on track' | 'ended'

export interface Keeper {
  link: string
  id: string
  key: string
  kind: string
  title: string
  state: string
  done: boolean
  dropped: boolean
  odds: number | null
  by: string | null
}

export interface Moved {
  from: string
  to: string
  on: string
  by: string | null
  why: string
}

interface Named {
  id: string
  key: string
  title: string
}

export interface Promised {
  id: string
  key: string
  title: string
  state: string
  category: string
  product: string
  version: number
  words: string
  account: string | null
  contact: string | null
  member: string | null
  dueOn: string
  saidBy: string | null
  saidOn: string | null
  saidIn: string
  days: Moved[]
  endedOn: string | null
  endedWhy: string
  riskAt: string | null
  riskOdds: number | null
  handledAt: string | null
  handledBy: string | null
  handling: string
  escalatedAt: string | null
  standing: Standing
  atRisk: boolean
  odds: number | null
  by: string | null
  toAccount: Named | null
  toContact: Named | null
  keptBy: Keeper[]
  hidden: number
}

export interface Promises {
  items: Promised[]
  more: boolean
  odds: number
  patience: number
  rule: string
}

/** What can keep a promise. */
export const keepers = ['feature', 'release', 'story', 'bug', 'task', 'spike'] as const

const on = ['promise', 'promise_bound', 'link', 'account', 'contact', ...keepers]

/** Some promises with their odds; nothing is asked while there is no question. */
export const usePromises = (asked: Record<string, string | undefined> | undefined) => useAsk<Promises>(asked && address('/promises', asked), on)

export const standingWords: Record<Standing, () => string> = {
  overdue: m.promise_overdue, 'no delivery': m.promise_no_delivery, 'at risk': m.promise_at_risk, delivered: m.promise_delivered, 'no forecast': m.promise_no_forecast, 'on track': m.promise_on_track, ended: m.promise_ended,
}

const looks: Record<Standing, { tone: Tone; icon: IconLike }> = {
  overdue: { tone: 'red', icon: 'circle-alert' },
  'no delivery': { tone: 'amber', icon: 'unlink' },
  'at risk': { tone: 'red', icon: 'triangle-alert' },
  delivered: { tone: 'green', icon: 'check' },
  'no forecast': { tone: 'neutral', icon: 'telescope' },
  'on track': { tone: 'green', icon: 'telescope' },
  ended: { tone: 'neutral', icon: 'check' },
}

/** How a promise stands, in a word, with its odds where there are any. */
export function standingOf(p: Pick<Promised, 'standing' | 'odds' | 'state'>): { text: string; tone: Tone; icon: IconLike } {
  if (p.standing === 'ended') return { text: p.state, tone: p.state === 'broken' ? 'red' : p.state === 'kept' ? 'green' : 'neutral', icon: p.state === 'broken' ? 'x' : p.state === 'kept' ? 'check' : 'slash' }
  const odds = p.odds !== null && p.standing !== 'delivered' && p.standing !== 'overdue' ? percent(p.odds) : undefined
  const word = standingWords[p.standing]()
  return { text: odds ? m.promise_odds_and({ odds, standing: word }) : word, ...looks[p.standing] }
}

/** Groups of promises in the order of what is next in each. */
export function grouped<T extends { dueOn: string }>(items: readonly T[], by: (p: T) => { id: string; name: string }): { id: string; name: string; items: T[] }[] {
  const groups = new Map<string, { id: string; name: string; items: T[] }>()
  for (const p of items) {
    const g = by(p)
    const there = groups.get(g.id) ?? { ...g, items: [] }
    there.items.push(p)
    groups.set(g.id, there)
  }
  return [...groups.values()]
}
