/** Where a product is in its life, as the server gives it. */
import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import { change } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

import type { Stage } from './stages'

export interface Reading {
  from: string
  value: number | null
  share: number | null
  growth: number | null
  phase: '' | 'introduction' | 'growth' | 'maturity' | 'decline'
}

export interface Evidence {
  metric: string
  title: string
  unit: string
  period: '' | 'week' | 'month' | 'quarter'
  target: number | null
  bounds: { grows: number; declines: number; introduces: number }
  readings: Reading[]
  facts: { learnt: number; features: number; started: number; out: number }
  suggested: { stage: '' | Stage; ground: '' | 'metric' | 'facts'; phase: string; since: string | null; agreed: boolean }
}

export interface Rule {
  metric: string
  target: number | null
  period: 'week' | 'month' | 'quarter'
  grows: number
  declines: number
  introduces: number
}

export interface Staged {
  at: string
  by: string | null
  from: string
  to: string
  note: string
  suggested: boolean
  evidence: Evidence | null
}

export interface Life {
  product: string
  key: string
  title: string
  stage: Stage
  since: string | null
  rule: Rule | null
  evidence: Evidence
  history: Staged[]
}

export interface Step {
  id: string
  sort: 'task' | 'tell'
  title: string
  how: string
  owner: string
  dueOn: string | null
  doneOn: string | null
}

export interface Sunset {
  key: string
  stage: Stage
  plan: {
    id: string
    reason: string
    announceOn: string | null
    closedOn: string | null
    supportOn: string | null
    endOn: string | null
    replacement: string | null
    moving: string
    data: string
    exportOn: string | null
    deleteOn: string | null
    steps: Step[]
  }
  replacementKey: string
  replacementTitle: string
  overdue: { sort: 'task' | 'tell' | 'account'; id: string; title: string; owner: string; dueOn: string }[]
  accounts: { account: string; movedOn: string | null; note: string; key: string; title: string; segment: string; revenue: number | null; currency: string }[]
  candidates: { account: string; key: string; title: string; said: number }[]
  atStake: Sum[]
  earned: Sum[]
  moneySeen: boolean
}

export interface Sum {
  currency: string
  amount: number
}

export interface Brief {
  product: string
  key: string
  title: string
  stage: Stage
  suggested: Evidence['suggested']
  endOn: string | null
  overdue: number
}

const lifeKinds = ['product', 'lifecycle_rule', 'stage_ground', 'metric', 'metric_point', 'insight', 'opportunity', 'release']

export const useLife = (product: string) => useAsk<Life>(address('/lifecycle', { product }), lifeKinds)

export const useLives = () => useAsk<{ items: Brief[] }>('/lifecycle/products', [...lifeKinds, 'sunset_plan'])

export const useSunset = (product: string | undefined) => useAsk<Sunset>(product && address('/sunset', { product }), ['sunset_plan', 'product', 'account', 'money_line'])

export const phaseNames: Record<Reading['phase'], () => string> = { '': m.life_phase_none, introduction: m.life_phase_introduction, growth: m.life_phase_growth, maturity: m.life_phase_maturity, decline: m.life_phase_decline }

export const periodNames: Record<Rule['period'], () => string> = { week: m.life_week, month: m.life_month, quarter: m.life_quarter }

/** "+12.3 %", as growth is said. */
export const sayGrowth = (percent: number | null): string => (percent === null ? '–' : `${change(Math.round(percent * 10) / 10)}%`)
