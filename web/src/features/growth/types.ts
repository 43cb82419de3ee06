/** What the server answers about roles and growth. */
import type { Right } from '@/data/rights'
import type { Member } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

export type Job = 'manager' | 'owner'
export const jobs: readonly Job[] = ['manager', 'owner']

export const roleOf: Record<Job, string> = { manager: 'product manager', owner: 'product owner' }
export const jobName = (job: string): string => (job === 'owner' ? m.growth_owner() : m.growth_manager())

/** A role as it is said in a heading. */
export const roleTitle = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1)

export interface Held {
  role: string
  base: string
  member: string
  left: boolean
}

export interface Manned {
  id: string
  key: string
  title: string
  stage: string
  held: Held[]
}

export interface Finding {
  product: string
  what: 'empty' | 'doubled' | 'both' | 'left'
  role: string
  members: string[]
}

export interface Standing {
  roles: string[]
  products: Manned[]
  findings: Finding[]
  more: boolean
}

export interface Bears {
  member: string
  letters: string
  said: boolean
}

export interface Charge {
  name: string
  job: Job
  title: string
  about: string
  decisions: string[]
  from: 'default' | 'workspace'
  gone: boolean
  carriers: Bears[]
  faults: string[]
  lacking: string[]
}

export interface DivisionRow {
  id: string
  key: string
  kind: string
  title: string
  state: string
  job: Job | ''
  goes: boolean
}

export interface Division {
  product: string
  from: string
  to: string
  job: Job
  sort: 'split' | 'merge' | 'pass'
  responsibilities: DivisionRow[]
  records: DivisionRow[]
  approvals: DivisionRow[]
  follows: { what: 'proposals' | 'questions'; decision: string; count: number }[]
  unread: number
  more: boolean
}

export interface Ability {
  name: string
  job: Job
  title: string
  about: string
  question: string
  levels: string[]
  from: 'default' | 'workspace'
  gone: boolean
}

export interface Rung {
  name: string
  job: Job
  title: string
  about: string
  place: number
  expects: Record<string, number>
  from: 'default' | 'workspace'
  gone: boolean
}

export interface Ladders {
  skills: Ability[]
  steps: Rung[]
}

export interface Assessment {
  id: string
  on: string
  side: 'self' | 'lead'
  by: string
  job: Job
  levels: Record<string, number>
  notes: Record<string, string>
  word: string
}

export interface Measure {
  skill: string
  title: string
  expected: number | null
  aimed: number | null
  self: number | null
  lead: number | null
  assessed: number | null
  gap: number | null
  aimGap: number | null
  between: number | null
}

export interface Goal {
  id: string
  skill: string
  action: string
  due: string
  state: 'open' | 'done' | 'dropped'
  by: string
  checks: { at: string; by: string; note: string }[]
}

export interface GrowthPage {
  member: string
  side: 'self' | 'lead'
  lead: { lead: string; agreedAt: string | null } | null
  place: { job: Job; step: string; aim: string } | null
  measures: Measure[]
  assessments: Assessment[]
  goals: Goal[]
}

export interface Led {
  member: string
  agreed: boolean
  job: string
  step: string
  last: string
  open: number
  overdue: number
}

export interface Vacancy {
  id: string
  product: string
  title: string
  step: string
  state: 'draft' | 'open' | 'filled' | 'closed'
  text: string
  lead: string
  interviewers: string[]
  asks: { skill: string; question: string }[]
}

export interface Scorecard {
  by: string
  levels: Record<string, number>
  notes: Record<string, string>
  hire: string
  word: string
  inAt: string | null
}

export interface Candidate {
  id: string
  label: string
  stage: 'talking' | 'offered' | 'hired' | 'declined'
  in: string[]
  waiting: string[]
  mine: Scorecard | null
  others: Scorecard[]
  blind: boolean
  sums: { skill: string; count: number; mean: number; low: number; high: number; spread: number; sd: number | null }[]
  mean: number | null
}

export interface VacancyPage extends Vacancy {
  sees: boolean
  candidates: Candidate[]
}

/** Those who can hold a job, as a list to choose from. */
export const choices = (members: readonly Member[]) =>
  members.filter((p) => p.status !== 'deactivated' && p.role !== 'guest').map((p) => ({ value: p.id, label: p.name, words: p.handle }))

export const nameIn = (members: readonly Member[], id: string | null | undefined): string => members.find((p) => p.id === id)?.name ?? m.growth_somebody()

/** Whom a change is proposed to, in words. */
export const proposes = (right: Right): string => m.growth_proposes({ people: new Intl.ListFormat().format((right.decides ?? ['admin']).map((d) => (d === 'admin' ? m.growth_admins() : d))) })
