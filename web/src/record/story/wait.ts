import { m } from '@/locales/gen/messages.js'

import { unitOf } from './readiness'

/** "5 hours", "3 days". */
export function sayWait(hours: number): string {
  const { unit, count } = unitOf(hours)
  return unit === 'hours' ? m.story_wait_hours({ count }) : m.story_wait_days({ count })
}
