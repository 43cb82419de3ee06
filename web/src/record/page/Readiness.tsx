import { useAsk } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Icon } from '@/ui/icon'

import { items } from './links'

interface Ready {
  ready: boolean
  missing: { rule: string; what: string }[]
}

/** What the Definition of Ready still misses, while the work has not begun. */
export function Readiness({ record }: { record: Rec }) {
  const asks = record.category === 'todo' && !record.archivedAt
  const asked = useAsk<Ready>(asks ? `/items/${record.id}/ready` : undefined, [...items, 'link'])
  if (!asks || !asked.value) return null
  if (asked.value.ready)
    return (
      <p className="flex items-center gap-1.5 text-12 text-text-muted">
        <Icon name="circle-check" size={14} className="text-green" />
        {m.record_ready()}
      </p>
    )
  return (
    <section aria-label={m.record_ready_missing()}>
      <p className="text-12 text-text-muted">{m.record_ready_missing()}</p>
      <ul className="mt-0.5">
        {asked.value.missing.map((x) => (
          <li key={x.rule} className="flex min-h-6 items-center gap-1.5 text-13 text-text-muted">
            <Icon name="circle" size={12} className="text-amber" />
            {x.what}
          </li>
        ))}
      </ul>
    </section>
  )
}
