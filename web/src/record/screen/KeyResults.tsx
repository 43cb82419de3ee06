import { m } from '@/locales/gen/messages.js'
import { Progress } from '@/ui/progress'
import { tip } from '@/ui/tooltip'

import { toneOf, wayOf, type Scored } from './score'

/** The first key results of an objective side by side: each where it is, and of what. */
export function KeyResults({ scored }: { scored: Scored | undefined }) {
  if (!scored) return <span />
  if (scored.keyResults.length === 0) return <span className="text-12 text-text-faint">{m.screens_objective_no_results()}</span>
  return (
    <ul className="hidden min-w-0 grid-cols-3 gap-x-6 md:grid">
      {scored.keyResults.slice(0, 3).map((kr) => {
        const way = wayOf(kr)
        return (
          <li key={kr.id} className="min-w-0" {...tip(`${kr.title}: ${m.screens_kr_way(way)}`)}>
            <span className="flex items-baseline justify-between gap-2 text-12">
              <span className="min-w-0 truncate text-text-muted">{kr.title}</span>
              <span className="tabular shrink-0 font-medium">{way.current}</span>
            </span>
            <Progress value={kr.score ?? 0} label={kr.title} text={m.screens_kr_way(way)} tone={toneOf(kr.colour)} className="h-1" />
          </li>
        )
      })}
    </ul>
  )
}
