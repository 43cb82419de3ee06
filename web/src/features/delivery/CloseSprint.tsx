import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Line } from '@/record/screen/Line'
import { plannedAfter } from '@/record/screen/sprints'
import { RadioGroup } from '@/ui/input'

interface CloseSprintProps {
  sprint: Rec
  items: readonly Rec[]
  all: readonly Rec[]
  onClose: () => void
}

const backlog = ''

/** Closes a sprint, and says where what is unfinished goes. */
export function CloseSprint({ sprint, items, all, onClose }: CloseSprintProps) {
  const act = useAct()
  const next = plannedAfter(all, sprint.id)
  const [to, setTo] = useState<string>(next[0]?.id ?? backlog)
  const unfinished = items.filter((i) => i.category === 'todo' || i.category === 'doing')
  const awaiting = items.filter((i) => i.category === 'done')
  const send = async () => {
    const done = await act('POST', `/sprints/${sprint.id}/close`, { to }, m.screens_sprint_closed({ name: sprint.title, count: unfinished.length }))
    if (done) onClose()
  }
  return (
    <Ask title={m.screens_sprint_close_title({ name: sprint.title })} text={unfinished.length === 0 ? m.screens_sprint_all_done() : m.screens_sprint_unfinished({ count: unfinished.length })} action={m.screens_sprint_close()} ready onSend={send} onClose={onClose}>
      {unfinished.length > 0 && (
        <>
          <RadioGroup
            label={m.screens_sprint_carry()}
            value={to}
            onChange={setTo}
            options={[...next.map((s) => ({ value: s.id, label: m.screens_sprint_carry_to({ name: s.title }) })), { value: backlog, label: m.screens_sprint_carry_backlog() }]}
          />
          <div className="quiet-scroll max-h-52 overflow-y-auto px-2">
            {unfinished.map((i) => (
              <Line key={i.id} id={i.id} note={typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : undefined} />
            ))}
          </div>
        </>
      )}
      {awaiting.length > 0 && <p className="text-text-muted">{m.screens_sprint_awaiting({ count: awaiting.length })}</p>}
    </Ask>
  )
}
