/** What tests say of an item, criterion by criterion. */
import { type AskState, useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'

export interface TestCase {
  test: string
  outcome: string
  millis: number
  message: string
}

export interface CriterionTests {
  /** Empty for the item as a whole. */
  criterion: string
  text: string
  /** Empty where no test is about it. */
  outcome: '' | 'passed' | 'failed' | 'skipped'
  ranAt: string | null
  result: string
  run: string
  cases: TestCase[]
  history: { run: string; ranAt: string; outcome: string }[]
}

export interface ItemTests {
  criteria: CriterionTests[]
  runs: { id: string; name: string; url: string; branch: string; commit: string; ranAt: string; passed: number; failed: number; skipped: number }[]
}

export function useTests(item: string | undefined): AskState<ItemTests> {
  return useAsk<ItemTests>(item && `/items/${item}/tests`, ['test_result'])
}

export const outcomeNames: Record<string, () => string> = { passed: m.accept_test_passed, failed: m.accept_test_failed, error: m.accept_test_failed, skipped: m.accept_test_skipped }

export const outcomeIcons: Record<string, { icon: string; tone: string }> = {
  passed: { icon: 'circle-check', tone: 'text-green' },
  failed: { icon: 'circle-x', tone: 'text-red' },
  error: { icon: 'circle-x', tone: 'text-red' },
  skipped: { icon: 'circle', tone: 'text-text-muted' },
}
