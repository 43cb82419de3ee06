import { useList, useRecordState } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useGo } from '@/record/screen/address'
import { Line } from '@/record/screen/Line'
import { ListStates } from '@/record/screen/ListStates'
import { useRecords } from '@/record/screen/records'
import { Part, Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { sprints, useSprintItems } from '@/record/screen/sprints'
import { Button } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { Burndown } from './Burndown'
import { SprintStrip } from './SprintStrip'

const groups = [
  { category: 'done', name: m.screens_part_done_title },
  { category: 'doing', name: m.screens_part_doing_title },
  { category: 'todo', name: m.screens_part_todo_title },
  { category: 'closed', name: m.screens_part_closed_title },
] as const

/** One sprint: its line, how it came to it, and its work by how far it is. */
export function SprintScreen({ product, id }: { product: string; id: string }) {
  const { record: sprint, status, error } = useRecordState(id)
  const all = useRecords(useList({ q: sprints, product, limit: 100 }).ids)
  const { items, list } = useSprintItems(sprint)
  const go = useGo()
  const [verb] = useAddressed('do')
  if (!sprint) return status === 'loading' ? <SkeletonRows /> : <ErrorState title={m.screens_record_gone()} text={error?.detail} />
  return (
    <Screen
      title={sprint.title}
      note={sprint.key}
      scroll
      actions={
        <>
          <Button icon="square-kanban" onClick={() => go(screenAddress(product, 'board', { sprint: sprint.key }))}>
            {m.screens_board()}
          </Button>
          <Button variant="ghost" icon="file-text" onClick={() => go(recordAddress(sprint.key))}>
            {m.screens_open_record()}
          </Button>
        </>
      }
    >
      <SprintStrip sprint={sprint} product={product} all={all} here begin={verb === 'start' || verb === 'close' ? verb : undefined} />
      <div className="grid gap-x-8 gap-y-4 px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Part title={m.screens_burndown()} note={m.screens_burndown_note()}>
          <Burndown sprint={sprint} items={items} ready={list.status === 'ready'} />
        </Part>
        <div className="flex min-w-0 flex-col gap-3">
          <ListStates list={list} icon="timer" title={m.screens_sprint_empty()} text={m.screens_sprint_empty_text()} action={<Button onClick={() => go(screenAddress(product, 'backlog'))}>{m.screens_go_backlog()}</Button>}>
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
    </Screen>
  )
}
