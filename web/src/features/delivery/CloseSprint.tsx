import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { plannedAfter } from '@/record/screen/sprints'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'

import { useCapacity } from './CapacityPanel'
import { canSplit, carries, type How, usually } from './carry'

interface CloseSprintProps {
  sprint: Rec
  items: readonly Rec[]
  all: readonly Rec[]
  onClose: () => void
}

const backlog = ''

/** Closes a sprint, and says of each unfinished item where it goes. */
export function CloseSprint({ sprint, items, all, onClose }: CloseSprintProps) {
  const act = useAct()
  const next = plannedAfter(all, sprint.id)
  const rule = useCapacity(sprint).value?.rule
  const [to, setTo] = useState<string>(next[0]?.id ?? backlog)
  const [chosen, choose] = useState<Readonly<Record<string, How>>>({})
  const unfinished = items.filter((i) => i.category === 'todo' || i.category === 'doing')
  const awaiting = items.filter((i) => i.category === 'done')
  const howOf = (i: Rec) => chosen[i.id] ?? usually(i, rule, to !== backlog)
  const send = async () => {
    const body = { to, items: carries(unfinished, howOf, to !== backlog) }
    const done = await act('POST', `/sprints/${sprint.id}/close`, body, m.screens_sprint_closed({ name: sprint.title, count: unfinished.length }))
    if (done) onClose()
  }
  const target = next.find((s) => s.id === to)
  return (
    <Ask title={m.screens_sprint_close_title({ name: sprint.title })} text={unfinished.length === 0 ? m.screens_sprint_all_done() : m.screens_sprint_unfinished({ count: unfinished.length })} action={m.screens_sprint_close()} size="lg" ready onSend={send} onClose={onClose}>
      {unfinished.length > 0 && (
        <>
          <Field label={m.delivery_carry_next()}>
            <Select label={m.delivery_carry_next()} value={to} onChange={setTo} options={[...next.map((s) => ({ value: s.id, label: s.title })), { value: backlog, label: m.delivery_carry_no_sprint() }]} />
          </Field>
          <ul aria-label={m.screens_sprint_carry()} className="quiet-scroll max-h-72 overflow-y-auto">
            {unfinished.map((i) => (
              <li key={i.id} className="flex min-h-10 flex-wrap items-center gap-x-2 border-t py-1">
                <span className="keyed shrink-0 text-text-faint">{i.key}</span>
                <span className="min-w-0 flex-1 truncate">{i.title}</span>
                <span className="tabular shrink-0 text-12 text-text-muted">{[i.state, typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()].join(' · ')}</span>
                <Select
                  label={m.delivery_carry_of({ what: i.key })}
                  size="sm"
                  className="w-44"
                  value={howOf(i)}
                  onChange={(how: How) => choose({ ...chosen, [i.id]: how })}
                  options={[
                    ...(target ? [{ value: 'sprint' as How, label: m.screens_sprint_carry_to({ name: target.title }) }] : []),
                    { value: 'backlog' as How, label: m.screens_sprint_carry_backlog() },
                    ...(canSplit(i) ? [{ value: 'split' as How, label: m.delivery_carry_split(), hint: m.delivery_carry_split_hint() }] : []),
                  ]}
                />
              </li>
            ))}
          </ul>
        </>
      )}
      {awaiting.length > 0 && <p className="text-text-muted">{m.screens_sprint_awaiting({ count: awaiting.length })}</p>}
    </Ask>
  )
}
