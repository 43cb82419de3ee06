/** Price plans: what the server answers, and how prices are said. */
import { minorDigits } from '@/lib/amount'
import { m } from '@/locales/gen/messages.js'

export type Every = 'month' | 'year' | 'once' | 'use'
export const everies: readonly Every[] = ['month', 'year', 'once', 'use']
export const everyNames: Record<Every, () => string> = { month: m.prices_month, year: m.prices_year, once: m.prices_once, use: m.prices_use }

export interface Effect {
  before: number
  after: number
  change: number
  low: number | null
  high: number | null
  beforeN: number
  afterN: number
  says: 'as expected' | 'less' | 'more' | 'open'
}

export interface Price {
  id: string
  plan: string
  from: string
  amount: number
  reason: string
  expects: string
  metric: string | null
  low: number | null
  high: number | null
  keeps: string
  was: number | null
  share: number | null
  ahead: boolean
  name: string
  unit: string
  seen: Effect | null
  revenue: Effect | null
}

export interface Plan {
  id: string
  name: string
  for: string
  segment: string
  currency: string
  every: Every
  features: string[] | null
  limits: string
  soldUntil: string | null
  amount: number | null
  accounts: number | null
  prices: Price[]
}

export interface Pricing {
  today: string
  currency: string
  plans: Plan[]
  features: { id: string; key: string; title: string }[]
  unmatched: number | null
  veiled: boolean
  rule: string
}

/** What answers about prices follow from. */
export const priceKinds = ['price_plan', 'price_change', 'money_line', 'metric', 'metric_point', 'account', 'feature', 'product', 'right']

/** A price to the last cent: 4.90 is not 5. */
export function sayPrice(minor: number, currency: string): string {
  if (minor === 0) return m.prices_free()
  const digits = minorDigits(currency)
  const shown = minor % 10 ** digits === 0 ? 0 : digits
  return new Intl.NumberFormat(undefined, { style: 'currency', currency, minimumFractionDigits: shown, maximumFractionDigits: shown }).format(minor / 10 ** digits)
}

const spans: Record<Every, (of: { price: string }) => string> = { month: m.prices_every_month, year: m.prices_every_year, once: m.prices_every_once, use: m.prices_every_use }

/** A price with what it is paid for. */
export const sayEvery = (minor: number, plan: Pick<Plan, 'currency' | 'every'>): string => (minor === 0 ? m.prices_free() : spans[plan.every]({ price: sayPrice(minor, plan.currency) }))

/** What is wrong with the two ends of an expected change; nothing when nothing is. */
export function wrongEnds(low: number | null, high: number | null, metric: string | null): string | undefined {
  if ((low === null) !== (high === null)) return m.prices_ends_both()
  if (low === null || high === null) return undefined
  if (high < low) return m.prices_ends_order()
  return metric ? undefined : m.prices_ends_metric()
}

/** What is wrong with a price as it was typed; nothing typed is not wrong. */
export function wrongPrice(amount: number | null | undefined): string | undefined {
  if (amount === undefined) return m.prices_amount_bad()
  return amount !== null && amount < 0 ? m.prices_amount_least() : undefined
}
