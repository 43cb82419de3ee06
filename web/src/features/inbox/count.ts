import { useAsk } from '@/data/hooks'
import { KINDS } from '@/data/kinds.gen'

/** Whatever may leave a notice behind. */
export const noticed: readonly string[] = [...Object.keys(KINDS), 'comment', 'link', 'proposal', 'metric_point', 'attachment', 'role', 'approval', 'question', 'trade', 'metric_alert', 'launch_task', 'launch_gate', 'announcement', 'enablement', 'briefing', 'sunset_plan', 'growth_lead']

export const noticesPath = '/inbox?limit=100'
export const countPath = '/inbox/count'

/** How many notices are unread, at most 1000; undefined while nobody knows. */
export function useInboxCount(): number | undefined {
  return useAsk<{ unread: number }>(countPath, noticed as string[]).value?.unread
}
