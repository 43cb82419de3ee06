import { memo } from 'react'

import { useLinks } from '@/data/hooks'
import type { Link } from '@/data/types'
import { numberOf } from '@/lib/scale'
import { boundsOf, conflictOf, linePath, type Span } from '@/lib/scaleSpan'

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
  return (
    <svg aria-hidden className="pointer-events-none absolute top-0 left-(--gutter) z-10 overflow-visible" width={scale.width} height={height}>
      <defs>
        {['line', 'conflict'].map((name) => (
          <marker key={name} id={`timeline-${name}`} viewBox="0 0 6 6" refX="5.5" refY="3" markerWidth="6" markerHeight="6" orient="auto">
            <path d="M0 0 6 3 0 6z" className={name === 'line' ? 'fill-text-faint' : 'fill-red'} />
          </marker>
        ))}
      </defs>
      {shown.map((id) => (
        <Of key={id} id={id} shown={shown} middle={middle} />
      ))}
    </svg>
  )
}

/** The lines of one record; those between two that are shown are drawn once. */
const Of = memo(function Of({ id, shown, middle }: { id: string; shown: readonly string[]; middle: LinksProps['middle'] }) {
  const links = useLinks(id)
  const own = links?.filter((l) => l.type === 'blocks' && (l.from === id || !shown.includes(l.from)))
  return own?.map((l) => <Between key={l.id} link={l} middle={middle} />)
})

function Between({ link, middle }: { link: Link; middle: LinksProps['middle'] }) {
  const { scale } = useTimeline()
  const from = useStanding(link.from).standing
  const to = useStanding(link.to).standing
  const [y1, y2] = [middle(link.from), middle(link.to)]
  if (!from || !to || y1 === undefined || y2 === undefined) return null
  const conflict = !isOver(from.record) && conflictOf(from.span, to.span) > 0
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
}
