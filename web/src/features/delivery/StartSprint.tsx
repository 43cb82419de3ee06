import { useState } from 'react'

import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { addDays } from '@/lib/scale'
import type { Progress } from '@/lib/sprint'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, NumberInput, TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

interface StartSprintProps {
  sprint: Rec
  progress: Progress
  onClose: () => void
}

/** Starts a sprint with what was agreed on at its planning. */
export function StartSprint({ sprint, progress, onClose }: StartSprintProps) {
  const act = useAct()
  const today = useToday()
  const [goal, setGoal] = useState(String(sprint.goal ?? ''))
  const [startOn, setStart] = useState<string | null>((sprint.startOn as string | null) ?? today)
  const [endOn, setEnd] = useState<string | null>((sprint.endOn as string | null) ?? addDays(today, 11))
  const [capacity, setCapacity] = useState<number | null>(typeof sprint.capacity === 'number' ? sprint.capacity : null)
  const wrong = startOn !== null && endOn !== null && endOn < startOn
  const send = async () => {
    const done = await act('POST', `/sprints/${sprint.id}/start`, { goal: goal.trim(), startOn, endOn, capacity }, m.screens_sprint_started({ name: sprint.title }))
    if (done) onClose()
  }
  const over = capacity !== null && progress.all.points > capacity
  return (
    <Ask title={m.screens_sprint_start_title({ name: sprint.title })} text={m.screens_sprint_start_text({ items: number(progress.all.items), points: number(progress.all.points) })} action={m.screens_sprint_start()} ready={!wrong} onSend={send} onClose={onClose}>
      <TextArea label={m.screens_sprint_goal()} hint={m.screens_sprint_goal_hint()} value={goal} onChange={setGoal} rows={2} autoGrow />
      <div className="grid grid-cols-3 gap-3">
        <Field label={m.screens_sprint_first_day()}>
          <DatePicker label={m.screens_sprint_first_day()} now={today} value={startOn} onChange={setStart} />
        </Field>
        <Field label={m.screens_sprint_last_day()} error={wrong ? m.screens_sprint_wrong_days() : undefined}>
          <DatePicker label={m.screens_sprint_last_day()} now={today} value={endOn} onChange={setEnd} />
        </Field>
        <NumberInput label={m.screens_sprint_capacity_label()} value={capacity} onChange={setCapacity} min={0} unit={m.screens_points_unit()} />
      </div>
      {over && <Callout tone="amber">{m.screens_sprint_too_much({ points: number(progress.all.points), capacity: number(capacity) })}</Callout>}
      {progress.unsized > 0 && <Callout tone="amber">{m.screens_sprint_unsized({ count: progress.unsized })}</Callout>}
    </Ask>
  )
}
