import type { Span } from '@/lib/sprint'
import { m } from '@/locales/gen/messages.js'

/** How many working days there are, in words. */
export function sayDays(span: Span | undefined): string {
  if (!span) return m.screens_days_unknown()
  if (span.over > 0) return m.screens_days_over({ count: span.over })
  if (span.ahead) return m.screens_days_whole({ count: span.whole })
  return m.screens_days_left({ count: span.left, whole: span.whole })
}
