/** The register of risks as the server sums it up, and how its parts are said. */
import { useAsk, type AskState } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money, number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import type { Said } from '@/record/fields/field'
import type { Tone } from '@/ui/styles'

import { levelOfSeverity, type Level, type Moved } from './matrix'

export interface Sum {
  currency: string
  minor: number
  before: number
}

export interface Standing extends Moved {
  id: string
  key: string
  title: string
  type: string
  state: string
  owner: string | null
  severity: number | null
  before: number | null
  trend: 'up' | 'down' | 'level' | 'new'
  course: (number | null)[]
  chance: number | null
  money: number | null
  currency: string
  days: number | null
  response: string
  steps: number
  stepsDone: number
  reviewOn: string | null
}

export interface Came {
  id: string
  key: string
  title: string
  on: string
  cost: number | null
  currency: string
  days: number | null
}

export interface Register {
  risks: Standing[]
  money: Sum[]
  days: number
  daysBefore: number
  unrated: number
  since: string
  severity: number
  before: number
  course: { on: string; severity: number; open: number }[]
  cameTrue: Came[]
  lost: Sum[]
  lostDays: number
  more: boolean
  rule: string
}

/** The register of a product, or of all that a record rests on. */
export const useRegister = (of: { product: string } | { about: string }, days = 30): AskState<Register> => useAsk<Register>(`/risks/register?${new URLSearchParams({ ...of, days: String(days) })}`, ['risk', 'link'])

export const riskTypes = ['market', 'compliance', 'strategy', 'delivery', 'technical'] as const
export const typeNames: Record<string, () => string> = { market: m.risks_market, compliance: m.risks_compliance, strategy: m.risks_strategy, delivery: m.risks_delivery, technical: m.risks_technical }
export const responseNames: Record<string, () => string> = { avoid: m.risks_avoid, reduce: m.risks_reduce, transfer: m.risks_transfer, accept: m.risks_accept }

/** The decision that setting a risk of a type takes. */
export const setting = (type: string): string => `risk.set:${type}`

export const levelTones: Record<Level, Tone> = { low: 'green', medium: 'amber', high: 'red' }
export const levelNames: Record<Level, () => string> = { low: m.screens_risk_low, medium: m.screens_risk_medium, high: m.screens_risk_high }
export const toneOf = (severity: number): Tone => levelTones[levelOfSeverity(severity)]

export const trendNames: Record<Standing['trend'], () => string> = { up: m.risks_up, down: m.risks_down, level: m.risks_level, new: m.risks_new }
export const trendLook: Record<Standing['trend'], { icon: string; tone: Tone }> = {
  up: { icon: 'trending-up', tone: 'red' },
  down: { icon: 'trending-down', tone: 'green' },
  level: { icon: 'minus', tone: 'neutral' },
  new: { icon: 'sparkles', tone: 'blue' },
}

/** Amounts by currency, in one line. */
export const sayMoney = (sums: readonly Sum[], of: 'minor' | 'before' = 'minor'): string =>
  sums
    .filter((s) => s[of] !== 0)
    .map((s) => money(s[of], s.currency))
    .join(', ')

export const sayDays = (days: number): string => m.risks_days({ days: number(Math.round(days * 10) / 10), count: days === 1 ? 1 : 2 })

/** What one risk would cost on average: money, days, or both. */
export const sayExposure = (s: Pick<Standing, 'money' | 'currency' | 'days'>): string =>
  [s.money !== null ? money(s.money, s.currency) : '', s.days !== null ? sayDays(s.days) : ''].filter(Boolean).join(', ')

/** Sums of some risks, as far as they are known. */
export function totalsOf(risks: readonly Standing[]): { open: number; severity: number; money: Sum[]; days: number } {
  const sums = new Map<string, Sum>()
  let severity = 0
  let days = 0
  for (const r of risks) {
    severity += r.severity ?? 0
    days += r.days ?? 0
    if (r.money === null) continue
    const s = sums.get(r.currency) ?? { currency: r.currency, minor: 0, before: 0 }
    s.minor += r.money
    sums.set(r.currency, s)
  }
  return { open: risks.length, severity, money: [...sums.values()], days }
}

/** The state of a risk that came true: closed or not, it is told by its day and what it cost. */
export function cameTrue(r: Rec): Said | undefined {
  if (typeof r.occurredOn !== 'string' || r.occurredOn === '') return undefined
  const cost = [typeof r.cost === 'number' ? money(r.cost, String(r.currency)) : '', typeof r.costDays === 'number' && r.costDays > 0 ? sayDays(r.costDays) : ''].filter(Boolean)
  return { text: m.risks_came_true(), day: r.occurredOn, more: cost.join(', ') || undefined, icon: 'zap', tone: 'red' }
}
