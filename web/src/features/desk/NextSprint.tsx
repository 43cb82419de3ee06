import { useMemo } from 'react'

import { useData, useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { progressOf } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Figure } from '@/record/screen/Figure'
import { Line } from '@/record/screen/Line'
import { Part } from '@/record/screen/Screen'
import { itemsOf, placedOf, useSprintItems } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Progress } from '@/ui/progress'

import { Waiting } from './DeskList'
import { readinessOf, type Rule } from './readiness'

const names: Record<Rule, () => string> = { statement: m.desk_lacks_statement, criteria: m.desk_lacks_criteria, estimate: m.desk_lacks_estimate, thread: m.desk_lacks_thread, blockers: m.desk_lacks_blockers }

/** Rows that there is room for. */
const most = 6

interface NextSprintProps {
  product: string
  sprint: Rec | undefined
  ready: boolean
}

/** How ready the work of the next sprint is, and what it lacks. */
export function NextSprint({ product, sprint, ready }: NextSprintProps) {
  const { cache } = useData()
  const link = useLink()
  const today = useToday()
  const { items, list } = useSprintItems(sprint)
  const stuck = useList(sprint && { q: `${itemsOf(sprint.key)} is:blocked`, product, limit: 200 })
  const r = useMemo(() => readinessOf(items.filter((i) => i.category === 'todo'), (id) => cache.links(id), new Set(stuck.ids)), [items, cache, stuck.ids])
  const points = progressOf(items.map(placedOf)).all.points
  if (!ready || (sprint && list.status === 'loading')) return <Part title={m.desk_next()}><Waiting rows={3} /></Part>
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
        <span className="tabular">{r.all === 0 ? m.desk_next_empty() : m.desk_next_ready({ ready: number(r.ready), all: number(r.all), points: number(points) })}</span>
        {r.all > 0 && <Progress value={r.ready / r.all} label={m.desk_next()} tone={r.ready === r.all ? 'green' : 'accent'} />}
      </a>
      {r.lacking.map((l) => (
        <Figure key={l.rule} icon="circle-alert" label={names[l.rule]()} value={l.keys.length} warn to={screenAddress(product, 'backlog', { q: `key:${l.keys.join(',')}` })} />
      ))}
      {items.slice(0, most - r.lacking.length).map((i) => (
        <Line key={i.id} id={i.id} note={typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()} plain />
      ))}
    </Part>
  )
}
