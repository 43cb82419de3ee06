import { useAsk } from '@/data/hooks'
import { NOTICED } from '@/data/kinds.gen'

export const noticesPath = '/inbox?limit=100'
export const countPath = '/inbox/count'

/** How many notices are unread, at most 1000; undefined while nobody knows. */
export function useInboxCount(): number | undefined {
  return useAsk<{ unread: number }>(countPath, [...NOTICED]).value?.unread
}
