import { memo, useMemo } from 'react'

import type { Link } from '@/data/types'
import { numberOf } from '@/lib/scale'
import { boundsOf, conflictOf, linePath, type Span } from '@/lib/scaleSpan'
import { useLinksOf } from '@/record/views/common/lists'

import { isOver } from './conflicts'
import { useStanding, useTimeline } from './context'
import { ROW } from './Row'

interface LinksProps {
  /** The records whose lines are drawn. */
  shown: readonly string[]
  /** Where the middle of a record's line is; undefined for one that has none. */
  middle: (id: string) => number | undefined
  height: number
}

/** What blocks what, as lines from the end of one bar to the start of the other. */
export function Links({ shown, middle, height }: LinksProps) {
  const { scale } = useTimeline()
  const links = useLinksOf(shown)
  // A link is held at both its ends, and drawn once.
  const blocks = useMemo(() => [...new Map(links.flatMap((of) => of ?? []).flatMap((l) => (l.type === 'blocks' ? [[l.id, l] as const] : []))).values()], [links])
  return (
    <svg aria-hidden className="pointer-events-none absolute top-0 left-(--gutter) overflow-visible" width={scale.width} height={height}>
      <defs>
        {['line', 'conflict'].map((name) => (
          <marker key={name} id={`timeline-${name}`} viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0 6 3 0 6z" className={name === 'line' ? 'fill-text-faint' : 'fill-red'} />
          </marker>
        ))}
      </defs>
      {blocks.map((l) => (
        <Between key={l.id} link={l} middle={middle} />
      ))}
    </svg>
  )
}

const Between = memo(function Between({ link, middle }: { link: Link; middle: LinksProps['middle'] }) {
  const { scale } = useTimeline()
  const from = useStanding(link.from).standing
  const to = useStanding(link.to).standing
  const [y1, y2] = [middle(link.from), middle(link.to)]
  if (!from || !to || y1 === undefined || y2 === undefined) return null
  const conflict = !isOver(from.record) && !isOver(to.record) && conflictOf(from.span, to.span) > 0
  const x = (span: Span, end: boolean) => {
    const b = boundsOf(span)!
    return end ? scale.x(numberOf(b.last) + 1) : scale.x(numberOf(b.first))
  }
  return (
    <path
      d={linePath(x(from.span, true), y1, x(to.span, false), y2, ROW)}
      fill="none"
      strokeWidth={conflict ? 1.75 : 1.25}
      strokeDasharray={conflict ? '4 2' : undefined}
      markerEnd={`url(#timeline-${conflict ? 'conflict' : 'line'})`}
      className={conflict ? 'stroke-red' : 'stroke-text-faint'}
    />
  )
})
