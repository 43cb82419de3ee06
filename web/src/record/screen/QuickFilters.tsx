import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

import { isOn, turned } from './quick'
import { useAddressed } from './shown'

export interface QuickFilter {
  label: string
  /** A condition of the query language. */
  q: string
}

/** Conditions that are often wanted, each one press away; they stand in the filter like those that were typed. */
export function QuickFilters({ filters }: { filters: readonly QuickFilter[] }) {
  const [q = '', setQ] = useAddressed('q')
  return (
    <div role="group" aria-label={m.screens_quick()} className="hidden items-center gap-0.5 lg:flex">
      {filters.map((f) => (
        <Button key={f.q} size="sm" variant="ghost" aria-pressed={isOn(q, f.q)} onClick={() => setQ(turned(q, f.q) || undefined)}>
          {f.label}
        </Button>
      ))}
    </div>
  )
}
