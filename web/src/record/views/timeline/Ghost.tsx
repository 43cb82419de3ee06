import { numberOf } from '@/lib/scale'
import { boundsOf, lengthOf } from '@/lib/scaleSpan'
import { useDraft } from '@/record/views/common/drafts'

import { useTimeline } from './context'
import { GHOST } from './controller'
import { spanText } from './labels'

/** What is about to be put on the axis, under the pointer. */
export function Ghost() {
  const { control, scale, today } = useTimeline()
  const ghost = useDraft(control.ghosts, GHOST)
  const bounds = ghost && boundsOf(ghost.span)
  if (!bounds) return null
  return (
    <div className="pointer-events-none absolute z-40 h-5.5 rounded-sm border border-dashed border-accent bg-accent/25 shadow-float" style={{ top: ghost.top, left: `calc(var(--gutter) + ${scale.x(numberOf(bounds.first))}px)`, width: Math.max(4, lengthOf(ghost.span) * scale.perDay) }}>
      <div className="absolute bottom-full left-0 mb-1 flex h-6 items-center gap-2 rounded bg-bg-raised px-2 text-12 whitespace-nowrap shadow-float">
        <span className="tabular font-medium">{spanText(ghost.span, today)}</span>
        {ghost.hint && <span className="text-violet-text">{ghost.hint}</span>}
      </div>
    </div>
  )
}
