/** Business cases: what the server answers, and how their figures are said. */
import { money, number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

export const caseSorts = ['cost', 'run', 'revenue', 'value'] as const
export type CaseSort = (typeof caseSorts)[number]
export const caseSortNames: Record<CaseSort, () => string> = { cost: m.money_cost, run: m.money_run, revenue: m.money_revenue, value: m.money_value }

export type CasePeriod = 'month' | 'quarter' | 'year'
export const casePeriods: readonly CasePeriod[] = ['month', 'quarter', 'year']
export const casePeriodNames: Record<CasePeriod, () => string> = { month: m.cases_month, quarter: m.cases_quarter, year: m.cases_year }
export const monthsIn: Record<CasePeriod, number> = { month: 1, quarter: 3, year: 12 }

export interface Amount {
  low: number
  likely: number
  high: number
}

export interface CaseLine {
  id: string
  sort: CaseSort
  label: string
  amounts: Amount[]
}

export interface CaseFigures {
  periods: number
  cost: number
  gain: number
  npv: number | null
  cash: number | null
  irr: number[]
  roi: number | null
  payback: number | null
  worst: number | null
  best: number | null
  range: { low: number; mid: number; high: number; chance: number; trials: number; seed: number } | null
}

export interface UnitGround {
  fixed: number | null
  price: number | null
  variable: number | null
  spend: number | null
  customers: number | null
  arpa: number | null
  margin: number | null
  churn: number | null
}

export interface BusinessCase extends UnitGround {
  id: string
  record: string
  product: string | null
  series: string
  name: string
  number: number
  keptAt: string | null
  reason: string
  currency: string
  period: CasePeriod
  from: string
  rate: number
  rateLow: number | null
  rateHigh: number | null
  assumptions: { text: string; result: string }[]
}

export interface CaseRow extends BusinessCase {
  key: string
  kind: string
  title: string
  state: string
  figures: CaseFigures
}

export interface CaseShown extends CaseRow {
  lines: CaseLine[]
  flows: { from: string; low: number; likely: number; high: number; sum: number; actual: number | null; came: number | null }[]
  bars: { from: number; until: number; share: number }[]
  swings: { sort: '' | CaseSort; label: string; low: number; high: number }[]
  units: { breakEven: number | null; breakUnits: number | null; cac: number | null; ltv: number | null; ratio: number | null; cacPayback: number | null; contributed: number | null; notScored: string[] }
  came: { periods: number; within: number; npv: number; sorts: { sort: CaseSort; low: number; likely: number; high: number; actual: number }[]; rates: unknown[]; left: { currency: string; lines: number }[] } | null
  versions: BusinessCase[]
  rule: string
}

/** What the answers about cases follow from. */
export const caseKinds = ['business_case', 'case_line', 'money_line', 'day_rate', 'exchange_rate', 'link']

/** A share with one digit: 24.9%. */
export const share1 = (share: number | null | undefined): string => percent(share, undefined, 1)

/** The chance to pay: short of all trials it is never called certain. */
export function sayChance(f: CaseFigures): string {
  if (!f.range) return '–'
  const share = f.range.chance
  return share > 0.995 && share < 1 ? '> 99%' : share > 0 && share < 0.005 ? '< 1%' : percent(share)
}

/** The yield: none and several are said, for neither is a number. */
export function sayYield(f: CaseFigures): string {
  if (f.irr.length === 0) return f.periods === 0 ? '–' : m.cases_yield_none()
  return f.irr.length === 1 ? share1(f.irr[0]) : m.cases_yield_several({ all: f.irr.map(share1).join(', ') })
}
export const sayPayback = (f: CaseFigures): string => (f.payback === null ? (f.periods === 0 ? '–' : m.cases_payback_never()) : sayCount(m.cases_years, f.payback))

export const sayRange = (f: CaseFigures, currency: string): string => (f.range ? m.cases_between({ low: money(f.range.low, currency), high: money(f.range.high, currency) }) : '')

/** The first day of the nth period. */
export function periodAt(c: Pick<BusinessCase, 'from' | 'period'>, nth: number): string {
  const [year, month] = c.from.split('-').map(Number)
  const at = (month ?? 1) - 1 + nth * monthsIn[c.period]
  return `${(year ?? 0) + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`
}

const months = new Intl.DateTimeFormat('en', { month: 'short', year: '2-digit', timeZone: 'UTC' })

/** A period as it heads a column: "Mar 26", "Q2 26", or "2026"; quarters and years that begin elsewhere go by their first month. */
export function sayPeriod(c: Pick<BusinessCase, 'from' | 'period'>, nth: number): string {
  const day = periodAt(c, nth)
  const month = Number(day.slice(5, 7))
  if (c.period === 'year' && month === 1) return day.slice(0, 4)
  if (c.period === 'quarter' && month % 3 === 1) return `Q${(month + 2) / 3} ${day.slice(2, 4)}`
  return months.format(new Date(`${day}T00:00:00Z`))
}

/** A count of years or months to one decimal, in the number that goes with it. */
export function sayCount(say: (of: { value: string; count: number }) => string, n: number): string {
  const shown = Math.round(n * 10) / 10
  return say({ value: number(shown), count: shown === 1 ? 1 : 2 })
}
