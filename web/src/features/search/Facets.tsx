import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { Button } from '@/ui/button'
import { kindIcons } from '@/ui/icon'

import type { Facet } from './facets'

interface FacetsProps {
  facets: readonly Facet[]
  total: number
  /** There are more than were asked for. */
  more: boolean
  value: string | undefined
  onChange: (kind: string | undefined) => void
}

/** Narrows what was found to one kind. */
export function Facets({ facets, total, more, value, onChange }: FacetsProps) {
  return (
    <div role="group" aria-label={m.screens_search_kinds()} className="flex flex-wrap gap-1">
      <Button size="sm" variant="ghost" aria-pressed={value === undefined} onClick={() => onChange(undefined)}>
        {more ? m.screens_search_best({ count: total }) : m.screens_search_all({ count: total })}
      </Button>
      {facets.map((f) => (
        <Button key={f.kind} size="sm" variant="ghost" icon={kindIcons[f.kind]} aria-pressed={value === f.kind} onClick={() => onChange(value === f.kind ? undefined : f.kind)}>
          {kindName(f.kind)} <span className="tabular text-text-faint">{f.count}</span>
        </Button>
      ))}
    </div>
  )
}
