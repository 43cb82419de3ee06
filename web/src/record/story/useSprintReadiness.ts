import { useAsk, type AskState } from '@/data/hooks'

import { heard } from './readiness'
import type { Lacking } from './rules'

/** How ready a sprint's work is that has not been begun. */
export interface SprintReadiness {
  sprint: string
  ready: number
  items: Lacking[]
  more: boolean
}

/** Asked once for a whole sprint. */
export const useSprintReadiness = (sprint: string | undefined): AskState<SprintReadiness> => useAsk<SprintReadiness>(sprint && `/sprints/${sprint}/readiness`, [...heard, 'feature', 'objective'])
