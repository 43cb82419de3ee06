import type { Rec } from '@/data/types'
import { progressOf, spanOf } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { sayDays } from '@/record/screen/days'
import { Waiting } from '@/record/screen/PartStates'
import { ProgressLine } from '@/record/screen/ProgressLine'
import { placedOf, useSprintItems } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'

import { paceOf } from './pace'

interface SprintLineProps {
  product: string
  sprint: Rec | undefined
  next: Rec | undefined
  ready: boolean
}

/** The sprint that runs: its goal, its points against its days. */
export function SprintLine({ product, sprint, next, ready }: SprintLineProps) {
  const link = useLink()
  const today = useToday()
  const { items } = useSprintItems(sprint)
  if (!ready) return <Waiting rows={2} />
  if (!sprint)
    return (
      <p className="text-text-muted">
        {next ? m.desk_sprint_none_next({ name: next.title, day: sayDay(next.startOn as string | null, today) || m.desk_no_day() }) : m.desk_sprint_none()}{' '}
        <a {...link(next ? screenAddress(product, 'board', { sprint: next.key }) : screenAddress(product, 'sprints'))} className="rounded text-accent-text underline underline-offset-2">
          {next ? m.desk_sprint_look() : m.desk_sprint_plan()}
        </a>
      </p>
    )
  const progress = progressOf(items.map(placedOf))
  const span = spanOf(sprint.startOn as string, sprint.endOn as string, today)
  const pace = paceOf(progress, span)
  return (
    <div className="grid items-center gap-x-8 gap-y-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="min-w-0">
        <a {...link(screenAddress(product, `sprints/${sprint.key}`))} className="block truncate rounded text-16 font-semibold hover:underline">
          {String(sprint.goal || sprint.title)}
        </a>
        <p className="tabular flex flex-wrap items-center gap-x-2 text-text-muted">
          <a {...link(screenAddress(product, 'board', { sprint: sprint.key }))} className="inline-flex min-h-6 items-center rounded hover:underline">
            {sprint.title}
          </a>
          <span>{sayDays(span)}</span>
          {pace && (
            <Badge tone={pace.late ? 'amber' : 'green'} icon={pace.late ? 'trending-down' : 'trending-up'}>
              {pace.late ? m.desk_pace_behind({ what: much(pace) }) : pace.by > 0 ? m.desk_pace_ahead({ what: much(pace) }) : m.desk_pace_even()}
            </Badge>
          )}
        </p>
      </div>
      <ProgressLine progress={progress} label={m.screens_sprint_progress({ name: sprint.title })} gone={span?.gone} legend />
    </div>
  )
}

const much = (pace: { by: number; points: boolean }): string => (pace.points ? m.screens_points({ count: pace.by }) : m.screens_part_items({ count: pace.by }))
