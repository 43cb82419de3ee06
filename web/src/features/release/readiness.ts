/** What the server says of a release: whether it can go out, and what is in the way. */
import { type AskState, useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'

export interface Blocker {
  id: string
  key: string
  kind: string
  title: string
  state: string
  why: string
}

export interface Check {
  name: string
  ok: boolean
  /** When it is not ok, the release goes out only with a word on why. */
  holds: boolean
  count: number
  records: Blocker[]
  query: string
}

export interface Readiness {
  ready: boolean
  held: boolean
  checks: Check[]
  features: number
  items: number
  accepted: number
  points: number
  pointsAccepted: number
  daysLeft: number | null
}

/** Whatever changes in work, verdicts, tests, code or risks may change it. */
const kinds = ['story', 'bug', 'task', 'spike', 'feature', 'release', 'risk', 'verdict', 'link', 'test_result', 'code_ref', 'approval']

export const useReadiness = (release: string): AskState<Readiness> => useAsk<Readiness>(`/releases/${release}/readiness`, kinds)

interface Words {
  held: () => string
  open: (x: { count: number }) => string
}

export const checkWords: Record<string, Words> = {
  content: { held: m.accept_check_content, open: () => m.accept_check_content_not() },
  work: { held: m.accept_check_work, open: m.accept_check_work_not },
  verdicts: { held: m.accept_check_verdicts, open: m.accept_check_verdicts_not },
  rejections: { held: m.accept_check_rejections, open: m.accept_check_rejections_not },
  tests: { held: m.accept_check_tests, open: m.accept_check_tests_not },
  builds: { held: m.accept_check_builds, open: m.accept_check_builds_not },
  approvals: { held: m.accept_check_approvals, open: m.accept_check_approvals_not },
  blockers: { held: m.accept_check_blockers, open: m.accept_check_blockers_not },
  risks: { held: m.accept_check_risks, open: m.accept_check_risks_not },
  budget: { held: m.accept_check_budget, open: () => m.accept_check_budget_not() },
  day: { held: m.accept_check_day, open: () => m.accept_check_day_not() },
  notes: { held: m.accept_check_notes, open: () => m.accept_check_notes_not() },
}

/** What a check says; one that a newer server knows goes by its name. */
export function sayCheck(c: Pick<Check, 'name' | 'ok' | 'count'>): string {
  const words = checkWords[c.name]
  if (!words) return c.name
  return c.ok ? words.held() : words.open({ count: c.count })
}

export const holding = (r: Readiness | undefined): Check[] => r?.checks.filter((c) => c.holds && !c.ok) ?? []
