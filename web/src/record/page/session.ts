/** A test session as its fields hold it. */
import type { Rec } from '@/data/types'

export interface Participant {
  contact: string
  name: string
}

export type Outcome = '' | 'done' | 'helped' | 'failed'

export interface Task {
  id: string
  text: string
  /** One for each participant, in their order. */
  outcomes: Outcome[]
}

export const severities = ['good', 'minor', 'serious', 'critical'] as const
export type Severity = (typeof severities)[number]

export interface Finding {
  id: string
  text: string
  severity: Severity | ''
  task: string
  record: string
}

const list = <T>(v: unknown): T[] => (Array.isArray(v) ? (v as T[]) : [])

export function sessionOf(r: Rec): { participants: Participant[]; tasks: Task[]; findings: Finding[] } {
  return { participants: list(r.participants), tasks: list<Task>(r.tasks).map((t) => ({ ...t, outcomes: list(t.outcomes) })), findings: list(r.findings) }
}

const turn: Record<Outcome, Outcome> = { '': 'done', done: 'helped', helped: 'failed', failed: '' }

/** What a press makes of an outcome: not tried → done → with help → failed → not tried. */
export const nextOutcome = (is: Outcome): Outcome => turn[is]
