/** The odds of a sprint, as the forecast tells them. */
import { address } from '@/data/client'
import { useAsk, type AskState } from '@/data/hooks'

import type { Odds } from './types'

const on = ['story', 'bug', 'task', 'spike', 'sprint', 'trade', 'absence']

/** The odds of a sprint, were some items added and others taken out. */
export function useOdds(sprint: string | undefined, add: readonly string[] = [], remove: readonly string[] = []): AskState<Odds> {
  return useAsk<Odds>(sprint && address('/flow/sprint-odds', { sprint, add: add.join(), remove: remove.join() }), on)
}

/** What is done at 85 %: the lower end that holds in 85 of 100 trials. */
export const sureOf = (odds: Odds) => odds.howMany.find((h) => Math.abs(h.share - 0.85) < 0.001)
