/** What a summary works out itself from what the server told. */
import type { Bet } from '@/record/bet/bet'
import { addDays } from '@/lib/scale'

export const monthBefore = (today: string): string => addDays(today, -30)

export interface Amounts {
  plan: number
  planToDate: number
  actual: number
  outlook: number
}

export interface MoneyAnswer {
  currency: string
  sorts: ({ sort: string } & Amounts)[]
  rows: { key: string; kind: string; cost: Amounts; revenue: Amounts }[]
  left: { currency: string }[]
}

const names = ['plan', 'planToDate', 'actual', 'outlook'] as const
const sum = (all: readonly Amounts[]): Amounts => Object.fromEntries(names.map((n) => [n, all.reduce((s, x) => s + x[n], 0)])) as unknown as Amounts
const less = (a: Amounts, b: Amounts): Amounts => Object.fromEntries(names.map((n) => [n, a[n] - b[n]])) as unknown as Amounts

/** Cost with run cost, revenue, and what is left of it; of some products, where the answer has a row for each. */
export function totalsOf(s: MoneyAnswer, products?: readonly string[]): { cost: Amounts; revenue: Amounts; profit: Amounts } {
  const rows = products && s.rows.filter((r) => products.includes(r.key))
  const cost = sum(rows ? rows.map((r) => r.cost) : s.sorts.filter((x) => x.sort === 'cost' || x.sort === 'run'))
  const revenue = sum(rows ? rows.map((r) => r.revenue) : s.sorts.filter((x) => x.sort === 'revenue'))
  return { cost, revenue, profit: less(revenue, cost) }
}

/** Bets under way, what is due first, and those that are settled, the latest first. */
export function betsOf(all: readonly Bet[]): { flight: Bet[]; settled: Bet[]; hit: number; missed: number } {
  const order: Record<string, number> = { due: 0, running: 1, open: 2 }
  const flight = all.filter((b) => b.stands in order).toSorted((a, b) => order[a.stands]! - order[b.stands]! || (a.on ?? '9999').localeCompare(b.on ?? '9999'))
  const settled = all.filter((b) => b.stands === 'hit' || b.stands === 'missed').toSorted((a, b) => (b.on ?? '').localeCompare(a.on ?? ''))
  return { flight, settled, hit: settled.filter((b) => b.stands === 'hit').length, missed: settled.filter((b) => b.stands === 'missed').length }
}
