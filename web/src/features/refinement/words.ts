/** What is said of sizes, rules and people. */
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'

const rules: Record<string, () => string> = {
  statement: m.refine_rule_statement,
  criteria: m.refine_rule_criteria,
  estimate: m.refine_rule_estimate,
  thread: m.refine_rule_thread,
  blockers: m.refine_rule_blockers,
  questions: m.refine_rule_questions,
  scenarios: m.refine_rule_scenarios,
  small: m.refine_rule_small,
  value: m.refine_rule_value,
}

/** A rule of the Definition of Ready in a word; undefined for a check that the team made itself. */
export const ruleName = (rule: string): string | undefined => rules[rule]?.()

/** What is missing, in a word where there is one, else in the team's own. */
export const missingName = (x: { rule: string; what: string }): string => ruleName(x.rule) ?? x.what.replace(/\.$/, '')

/** The number that a value to vote with stands for; undefined for what is no size. */
export function sizeOf(value: string): number | undefined {
  if (value === '½') return 0.5
  const n = Number(value)
  return value.trim() !== '' && Number.isFinite(n) && n >= 0 ? n : undefined
}

/** A size as people write it. */
export const saySize = (n: number): string => (n === 0.5 ? '½' : number(n))

export const cardName = (value: string): string => (value === 'coffee' ? m.poker_coffee() : value === '?' ? m.poker_unsure() : m.poker_card({ value }))

/** What stands on the card. */
export const cardFace = (value: string): string => (value === 'coffee' ? '☕' : value)
