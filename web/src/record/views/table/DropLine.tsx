import { useSyncExternalStore } from 'react'

import type { DropSpot } from './drag'
import type { Layout } from './layout'

/** Where the dragged rows would go, and what would not happen at once. */
export function DropLine({ spot, layout }: { spot: DropSpot; layout: Layout }) {
  const shown = useSyncExternalStore(spot.subscribe, () => spot.shown)
  if (!shown) return null
  return (
    <div aria-hidden className="pointer-events-none absolute inset-x-0 top-0 z-20 h-0" style={{ transform: `translateY(${layout.top(shown.gap)}px)` }}>
      <div className="absolute inset-x-1 -top-px h-0.5 rounded-full bg-accent before:absolute before:-top-[3px] before:-left-0.5 before:size-2 before:rounded-full before:border-2 before:border-accent before:bg-bg" />
      {shown.note && <span className="absolute -top-3 left-1/3 rounded-sm bg-bg-raised px-2 py-0.5 text-12 text-text-muted shadow-float">{shown.note}</span>}
    </div>
  )
}
