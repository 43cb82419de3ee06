import { memo } from 'react'

import { curveOf } from '@/lib/layoutGraph'
import { cx } from '@/ui/cx'

import type { Drawing } from './useGraph'

interface EdgesProps {
  drawing: Drawing
  /** The line of the card that has the keys; undefined where all are alike. */
  line: ReadonlySet<string> | undefined
}

export const Edges = memo(function Edges({ drawing: { layout, edges, gaps }, line }: EdgesProps) {
  return (
    <svg aria-hidden className="pointer-events-none absolute top-0 left-0 overflow-visible" width={layout.width} height={layout.height}>
      {edges.map((e) => {
        const on = !line || (line.has(e.from) && line.has(e.to))
        const gap = gaps.has(e.from) || gaps.has(e.to)
        return (
          <path
            key={`${e.from} ${e.to}`}
            d={curveOf(layout.places.get(e.from)!, layout.places.get(e.to)!)}
            fill="none"
            strokeWidth={line && on ? 1.75 : 1.25}
            strokeDasharray={gap ? '4 3' : undefined}
            className={cx('transition-[stroke,opacity]', gap ? 'stroke-amber' : line && on ? 'stroke-accent' : 'stroke-line-strong', !on && 'opacity-40')}
          />
        )
      })}
    </svg>
  )
})
