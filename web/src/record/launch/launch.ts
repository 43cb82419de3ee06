/** Launches as the server tells them, and what their words are called. */
import { m } from '@/locales/gen/messages.js'
import type { Tone } from '@/ui/styles'

export const departments = ['product', 'engineering', 'marketing', 'sales', 'support', 'legal', 'finance'] as const
export type DepartmentName = (typeof departments)[number]
export const tiers = [1, 2, 3] as const
export const audiences = ['sales', 'support', 'marketing', 'customers'] as const
export type Audience = (typeof audiences)[number]
export const channels = ['blog', 'mail', 'in-app', 'social'] as const
export type Channel = (typeof channels)[number]

export type TaskState = 'to do' | 'doing' | 'done' | 'not needed'

export interface Task {
  id: string
  record: string
  department: DepartmentName
  title: string
  note: string
  owner: string | null
  offset: number
  on: string | null
  days: number
  after: string[]
  state: TaskState
  reason: string
  produces: string
  link: string
  file: string | null
  doneAt: string | null
  doneBy: string | null
  due: string | null
  before: boolean
  late: number
  waits: string[]
  expected: string | null
  slip: number
  mine: boolean
}

export interface Readiness {
  stands: string
  percent: number | null
  late: number
  blocked: number
  expected: string | null
  chain: string[]
  holds: { what: string; id: string; name: string; says: string }[]
}

export interface Department {
  name: DepartmentName
  stands: string
  tasks: number
  done: number
  notNeeded: number
  late: number
  blocked: number
  percent: number | null
  next: string | null
  members: string[]
}

export interface Shipment {
  id: string
  key: string
  title: string
  state: string
  category: string
  dueOn: string | null
  releasedOn: string | null
  ruling: string
  link: string
}

export interface GateAnswer {
  department: DepartmentName
  says: '' | 'go' | 'no-go' | 'conditions'
  reason: string
  by: string | null
  at: string | null
}

export interface Gate {
  id: string
  number: number
  note: string
  needBy: string | null
  answers: GateAnswer[]
  state: 'open' | 'decided'
  ruling: string
  why: string
  despite: string
  decision: string | null
  decidedAt: string | null
  decidedBy: string | null
  createdAt: string
}

export interface Plan {
  id: string
  key: string
  title: string
  body: string
  product: string
  owner: string | null
  state: string
  category: string
  tier: number
  day: string | null
  launchedOn: string | null
  pricing: string
  pricingLink: string
  ruling: string
  archivedAt: string | null
  today: string
  reviewDue: string | null
  daysLeft: number | null
  releases: Shipment[]
  tasks: Task[]
  departments: Department[]
  readiness: Readiness
  gate: Gate | null
  may: boolean
}

export interface LaunchLine {
  id: string
  key: string
  title: string
  product: string
  owner: string | null
  state: string
  category: string
  tier: number
  day: string | null
  launchedOn: string | null
  reviewDue: string | null
  ruling: string
  readiness: Readiness
  tasks: number
}

export interface LaunchCalendar {
  from: string
  to: string
  today: string
  items: LaunchLine[]
  /** Launched before this time, and looked back at in it. */
  reviews: LaunchLine[]
  undated: LaunchLine[]
  more: boolean
}

export interface Blueprint {
  id: string
  department: DepartmentName
  title: string
  note: string
  produces: string
  offset: number
  days: number
  after: string[]
}

/** What changes of these kinds are heard by who shows a plan. */
export const heard = ['launch', 'launch_task', 'launch_gate', 'announcement', 'release', 'link']

const departmentNames: Record<string, () => string> = {
  product: m.launch_product, engineering: m.launch_engineering, marketing: m.launch_marketing, sales: m.launch_sales, support: m.launch_support, legal: m.launch_legal, finance: m.launch_finance, customers: m.launch_customers,
}
/** A department or an audience, as people call it. */
export const departmentName = (name: string): string => departmentNames[name]?.() ?? name

const channelNames: Record<string, () => string> = { blog: m.launch_blog, mail: m.launch_mail, 'in-app': m.launch_in_app, social: m.launch_social }
export const channelName = (name: string): string => channelNames[name]?.() ?? name

const tierNames: Record<number, () => string> = { 1: m.launch_tier_1, 2: m.launch_tier_2, 3: m.launch_tier_3 }
export const tierName = (tier: number): string => tierNames[tier]?.() ?? String(tier)

const stateNames: Record<string, () => string> = { 'to do': m.launch_todo, doing: m.launch_doing, done: m.launch_done, 'not needed': m.launch_not_needed }
export const stateName = (state: string): string => stateNames[state]?.() ?? state

const looks: Record<string, { name: () => string; tone: Tone; icon: string }> = {
  launched: { name: m.launch_is_launched, tone: 'green', icon: 'circle-check' },
  ready: { name: m.launch_is_ready, tone: 'green', icon: 'circle-check' },
  'on track': { name: m.launch_is_on_track, tone: 'blue', icon: 'circle-dot' },
  'at risk': { name: m.launch_is_at_risk, tone: 'amber', icon: 'triangle-alert' },
  late: { name: m.launch_is_late, tone: 'red', icon: 'circle-alert' },
  'no day': { name: m.launch_is_no_day, tone: 'neutral', icon: 'calendar' },
  none: { name: m.launch_is_none, tone: 'neutral', icon: 'circle' },
}
/** How something stands, in a word, a tone and an icon. */
export const standsLook = (stands: string) => looks[stands] ?? { name: () => stands, tone: 'neutral' as Tone, icon: 'circle-dot' }

const answerLooks: Record<string, { name: () => string; tone: Tone; icon: string }> = {
  go: { name: m.launch_go, tone: 'green', icon: 'circle-check' },
  'no-go': { name: m.launch_no_go, tone: 'red', icon: 'circle-x' },
  conditions: { name: m.launch_conditions, tone: 'amber', icon: 'triangle-alert' },
  '': { name: m.launch_unanswered, tone: 'neutral', icon: 'clock' },
}
export const answerLook = (says: string) => answerLooks[says] ?? answerLooks['']!

/** When something is due, relative to the launch day: L−14, L, L+3. */
export function sayOffset(offset: number): string {
  if (offset === 0) return 'L'
  return offset < 0 ? `L−${-offset}` : `L+${offset}`
}

/** Reads what was typed for a due day: L-14, -14, L+3, 0. */
export function readOffset(text: string): number | undefined {
  const found = /^l?\s*([+\-−–]?)\s*(\d{1,3})?$/i.exec(text.trim())
  if (!found || text.trim() === '' || (found[1] && !found[2])) return undefined
  const n = Number(found[2] ?? 0)
  if (n > 365) return undefined
  return found[1] && found[1] !== '+' ? -n : n
}

/** What speaks against a go: departments that say no or nothing, and releases that are stopped. */
export function against(gate: Gate, releases: readonly Shipment[]): boolean {
  return gate.answers.some((a) => a.says === '' || a.says === 'no-go') || releases.some((r) => r.ruling === 'no-go' && r.category !== 'done')
}

/** An announcement as Markdown, to be taken elsewhere. */
export const asMarkdown = (a: { title: string; text: string }): string => `# ${a.title}\n\n${a.text}\n`
