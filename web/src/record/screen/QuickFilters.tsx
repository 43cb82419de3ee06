import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'

import { isOn, turned } from './quick'
import { useAddressed } from './shown'

const nothing = '-'

export interface QuickFilter {
  label: string
  /** A condition of the query language. */
  q: string
}

/** Conditions that are often wanted, each one press away; they stand in the filter like those that were typed. */
export function QuickFilters({ filters, usual = '' }: { filters: readonly QuickFilter[]; usual?: string }) {
  const [said, setQ] = useAddressed('q')
  const q = said === nothing ? '' : (said ?? usual)
  // What the screen asks anyway is left out of the address, and that it was taken away is written down.
  const set = (next: string) => setQ(next === usual ? undefined : next || nothing)
  return (
    <div role="group" aria-label={m.screens_quick()} className="hidden items-center gap-0.5 lg:flex">
      {filters.map((f) => (
        <Button key={f.q} size="sm" variant="ghost" aria-pressed={isOn(q, f.q)} onClick={() => set(turned(q, f.q))}>
          {f.label}
        </Button>
      ))}
    </div>
  )
}
