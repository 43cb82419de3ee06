import { m } from '@/locales/gen/messages.js'

import type { Basis, Sort } from './answers'

export const sortNames: Record<Sort, () => string> = { cost: m.money_cost, run: m.money_run, revenue: m.money_revenue, value: m.money_value }
export const basisNames: Record<Basis, () => string> = { plan: m.money_plan, forecast: m.money_forecast, actual: m.money_actual }

/** The months of a year, as the server names them. */
export const monthsOf = (year: number): string[] => Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}-01`)

const short = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' })
const long = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' })
export const sayMonth = (day: string): string => short.format(new Date(`${day}T00:00:00Z`))
export const sayMonthLong = (day: string): string => long.format(new Date(`${day}T00:00:00Z`))
