import { m } from '@/locales/gen/messages.js'
import { screenAddress, useGo } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'
import { ListStates } from '@/record/screen/ListStates'
import { Part } from '@/record/screen/Screen'
import { useSprintItems } from '@/record/screen/sprints'
import { Button } from '@/ui/button'

import { Burndown } from './Burndown'
import { CapacityPanel } from './CapacityPanel'
import { GoalPanel } from './GoalPanel'
import { OddsPanel } from './OddsPanel'
import { ReportPanel } from './ReportPanel'
import type { StepProps } from './SprintFrame'
import { Trades } from './Trades'

const groups = [
  { category: 'done', name: m.screens_part_done_title },
  { category: 'doing', name: m.screens_part_doing_title },
  { category: 'todo', name: m.screens_part_todo_title },
  { category: 'closed', name: m.screens_part_closed_title },
] as const

/** One sprint: its line, how it came to it, what was traded, and its work by how far it is. */
export function SprintScreen({ sprint, product }: StepProps) {
  const { items, list } = useSprintItems(sprint)
  const go = useGo()
  return (
    <div className="quiet-scroll grid min-h-0 flex-1 content-start gap-x-8 gap-y-5 overflow-y-auto px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-5">
        <GoalPanel sprint={sprint} />
        {sprint.category !== 'closed' && (
          <Part title={m.delivery_forecast()}>
            <OddsPanel sprint={sprint.key} />
          </Part>
        )}
        <Part title={m.screens_burndown()} note={m.screens_burndown_note()}>
          <Burndown sprint={sprint} items={items} ready={list.status === 'ready'} />
        </Part>
        <Trades sprint={sprint} product={product} />
        <CapacityPanel sprint={sprint} product={product} />
      </div>
      <div className="flex min-w-0 flex-col gap-3">
        {sprint.category !== 'todo' && <ReportPanel sprint={sprint} />}
        <ListStates list={list} icon="timer" title={m.screens_sprint_empty()} text={m.screens_sprint_empty_text()} action={<Button onClick={() => go(screenAddress(product, `sprints/${sprint.key}/plan`))}>{m.delivery_step_plan()}</Button>}>
          {groups.map((g) => {
            const of = items.filter((i) => i.category === g.category)
            if (of.length === 0) return null
            return (
              <Part key={g.category} title={g.name()} note={String(of.length)}>
                {of.map((i) => (
                  <Line key={i.id} id={i.id} note={typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()} />
                ))}
              </Part>
            )
          })}
        </ListStates>
      </div>
    </div>
  )
}
