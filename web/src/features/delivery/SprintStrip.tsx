import { useState } from 'react'

import { useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { progressOf, spanOf } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { sayDays } from '@/record/screen/days'
import { ProgressLine } from '@/record/screen/ProgressLine'
import { placedOf, useSprintItems } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'

import { CloseSprint } from './CloseSprint'
import { StartSprint } from './StartSprint'

interface SprintStripProps {
  sprint: Rec
  product: string
  all: readonly Rec[]
  /** Its name stands over it already. */
  here?: boolean
  /** The dialog that is open at first. */
  begin?: 'start' | 'close'
}

/** A sprint in one line: its goal, the days, and how far the work has come. */
export function SprintStrip({ sprint, product, all, here, begin }: SprintStripProps) {
  const data = useData()
  const link = useLink()
  const today = useToday()
  const { items, list } = useSprintItems(sprint)
  const listed = list.status === 'ready'
  const [doing, setDoing] = useState(begin)
  const progress = progressOf(items.map(placedOf))
  const span = spanOf(sprint.startOn as string, sprint.endOn as string, today)
  const may = (decision: string) => rightTo(data, decision, sprint.product)
  const verb = sprint.category === 'todo' ? 'start' : sprint.category === 'doing' ? 'close' : undefined
  const right = verb && may(`sprint.${verb}`)
  return (
    <div className="grid shrink-0 items-center gap-x-6 gap-y-2 border-b px-4 py-2 md:grid-cols-[minmax(0,1fr)_minmax(16rem,28rem)_auto]">
      <div className="min-w-0">
        <a {...link(screenAddress(product, `sprints/${sprint.key}`))} className="block truncate rounded text-14 font-medium hover:underline">
          {String(sprint.goal || m.screens_sprint_no_goal())}
        </a>
        <p className="tabular truncate text-12 text-text-muted">
          {[here ? '' : sprint.title, [sayDay(sprint.startOn as string, today), sayDay(sprint.endOn as string, today)].filter(Boolean).join(' – '), sprint.category === 'closed' ? sprint.state : sayDays(span), typeof sprint.capacity === 'number' && m.screens_sprint_capacity({ points: number(sprint.capacity) })].filter(Boolean).join(' · ')}
        </p>
      </div>
      <ProgressLine progress={progress} label={m.screens_sprint_progress({ name: sprint.title })} gone={sprint.category === 'doing' ? span?.gone : undefined} legend />
      {verb && right && right.may !== 'no' && (
        <Button icon={verb === 'start' ? 'play' : 'square-check'} variant={verb === 'start' ? 'primary' : 'default'} title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setDoing(verb)}>
          {verb === 'start' ? m.screens_sprint_start() : m.screens_sprint_close()}
        </Button>
      )}
      {doing === 'start' && verb === 'start' && <StartSprint sprint={sprint} progress={progress} onClose={() => setDoing(undefined)} />}
      {doing === 'close' && verb === 'close' && listed && <CloseSprint sprint={sprint} items={items} all={all} onClose={() => setDoing(undefined)} />}
    </div>
  )
}
