/** The suggested order as the server gives it, and its words. */
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

export type PartName = 'customers' | 'revenue' | 'value' | 'effort' | 'risk' | 'age'

export interface Part {
  name: PartName
  raw: number | null
  norm: number | null
  weight: number
}

export interface Row {
  id: string
  key: string
  kind: string
  title: string
  own: number
  place: number
  score: number | null
  parts: Part[]
  reason: string
  feedback: string[]
}

export type Weights = Record<PartName, number>

export interface Order {
  items: Row[]
  compared: number
  more: boolean
  own: boolean
  weights: Weights
  currency: string
  left: string[]
  formula: string
}

/** How many places it would go up; below 0 down. */
export const move = (r: Row): number => r.own - r.place

export const partNames: Record<PartName, () => string> = {
  customers: m.story_part_customers,
  revenue: m.story_part_revenue,
  value: m.story_part_value,
  effort: m.story_part_effort,
  risk: m.story_part_risk,
  age: m.story_part_age,
}

export const parts = Object.keys(partNames) as PartName[]

/** "Customers 3", "Revenue EUR 150,000", "Risk unknown". */
export function sayPart(p: Part, currency: string): string {
  const name = partNames[p.name]()
  if (p.raw === null) return m.story_part_unknown({ name })
  if (p.name === 'revenue') return `${name} ${currency} ${number(Math.round(p.raw / 100))}`.trim()
  if (p.name === 'age') return m.story_part_days({ name, count: Math.round(p.raw) })
  return `${name} ${number(p.raw)}`
}
