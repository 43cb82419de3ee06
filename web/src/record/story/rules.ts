/** What is said of the rules of a definition. */
import { m } from '@/locales/gen/messages.js'

const rules: Record<string, () => string> = {
  statement: m.story_rule_statement,
  criteria: m.story_rule_criteria,
  estimate: m.story_rule_estimate,
  thread: m.story_rule_thread,
  blockers: m.story_rule_blockers,
  questions: m.story_rule_questions,
  scenarios: m.story_rule_scenarios,
  small: m.story_rule_small,
  value: m.story_rule_value,
}

/** One demand of a definition that does not hold. */
export interface Missing {
  rule: string
  what: string
}

/** A rule of the Definition of Ready in a word; undefined for a check that the team made itself. */
export const ruleName = (rule: string): string | undefined => rules[rule]?.()

/** What is missing, in a word where there is one, else in the team's own. */
export const missingName = (x: Missing): string => ruleName(x.rule) ?? x.what.replace(/\.$/, '')

/** An item and what it lacks. */
export interface Lacking {
  id: string
  key: string
  missing: readonly Missing[]
}

export interface Lack {
  rule: string
  name: string
  keys: string[]
}

/** What several items lack, the most frequent first, with the items that lack it. */
export function lacksOf(items: readonly Lacking[]): Lack[] {
  const by = new Map<string, Lack>()
  for (const i of items)
    for (const x of i.missing) {
      const lack = by.get(x.rule) ?? { rule: x.rule, name: missingName(x), keys: [] }
      lack.keys.push(i.key)
      by.set(x.rule, lack)
    }
  return [...by.values()].sort((a, b) => b.keys.length - a.keys.length)
}
