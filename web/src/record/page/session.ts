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

/** What an insight from a finding begins with: the more of those who tried its task failed it, the surer one is. */
export function insightOf(r: Rec, f: Finding): { title: string; body: string; confidence: 'low' | 'medium' | 'high' } {
  const { tasks } = sessionOf(r)
  const task = tasks.find((t) => t.id === f.task)
  const tried = task?.outcomes.filter((o) => o !== '') ?? []
  const met = tried.filter((o) => (f.severity === 'good' ? o === 'done' : o !== 'done')).length
  const share = tried.length === 0 ? 0 : met / tried.length
  const body = [`> ${f.text}`, '', task ? `${r.key}, ${task.text}: ${met}/${tried.length}` : r.key, '', ''].join('\n')
  return { title: f.text, body, confidence: tried.length >= 5 && share >= 0.6 ? 'high' : tried.length >= 3 && share >= 0.4 ? 'medium' : 'low' }
}
