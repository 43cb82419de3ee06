import { useMemo } from 'react'

import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { progressOf } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Figure } from '@/record/screen/Figure'
import { Line } from '@/record/screen/Line'
import { Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { placedOf, useSprintItems } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { lacksOf } from '@/record/story/rules'
import { useSprintReadiness } from '@/record/story/useSprintReadiness'
import { Progress } from '@/ui/progress'

/** Rows that there is room for. */
const most = 6

interface NextSprintProps {
  product: string
  sprint: Rec | undefined
  ready: boolean
}

/** How ready the work of the next sprint is, and what it lacks. */
export function NextSprint({ product, sprint, ready }: NextSprintProps) {
  const link = useLink()
  const today = useToday()
  const { items, list } = useSprintItems(sprint)
  const asked = useSprintReadiness(sprint?.key)
  const found = asked.value
  const lacking = useMemo(() => lacksOf(found?.items ?? []), [found])
  const all = found?.items.length ?? 0
  const points = progressOf(items.map(placedOf)).all.points
  if (!ready || (sprint && (list.status === 'loading' || asked.status === 'loading'))) return <Part title={m.desk_next()}><Waiting rows={3} /></Part>
  if (!sprint)
    return (
      <Part title={m.desk_next()}>
        <p className="py-1.5 text-text-muted">
          {m.desk_next_none()}{' '}
          <a {...link(screenAddress(product, 'sprints'))} className="rounded text-accent-text underline underline-offset-2">
            {m.desk_sprint_plan()}
          </a>
        </p>
      </Part>
    )
  return (
    <Part title={m.desk_next()} note={[sprint.title, sayDay(sprint.startOn as string | null, today)].filter(Boolean).join(' · ')}>
      <a {...link(screenAddress(product, 'board', { sprint: sprint.key, view: 'table' }))} className="-mx-2 flex min-h-10 flex-col justify-center gap-1 rounded px-2 hover:bg-bg-hover">
        <span className="tabular">{found && all > 0 ? m.desk_next_ready({ ready: number(found.ready), all: number(all), points: number(points) }) : items.length === 0 ? m.desk_next_empty() : m.screens_points({ count: points })}</span>
        {found && all > 0 && <Progress value={found.ready / all} label={m.desk_next()} tone={found.ready === all ? 'green' : 'accent'} />}
      </a>
      {lacking.map((l) => (
        <Figure key={l.rule} icon="circle-alert" label={m.desk_next_lacks({ what: l.name })} value={l.keys.length} warn to={screenAddress(product, 'backlog', { q: `key:${l.keys.join(',')}` })} />
      ))}
      {items.slice(0, Math.max(0, most - lacking.length)).map((i) => (
        <Line key={i.id} id={i.id} note={typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()} plain />
      ))}
    </Part>
  )
}
