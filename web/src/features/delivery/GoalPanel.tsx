import { useList, useRecord, useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { useRecords } from '@/record/screen/records'
import { Part } from '@/record/screen/Screen'
import { EditableText } from '@/ui/cell'
import { Select } from '@/ui/select'

interface KeyResult {
  id: string
  title: string
  start: number | null
  target: number | null
  current: number | null
  unit: string
}

const none = ''

/** The goal of a sprint, and the key result it is to move. */
export function GoalPanel({ sprint }: { sprint: Rec }) {
  const data = useData()
  const link = useLink()
  const right = useMay('sprint.plan', sprint.product)
  const objectives = useRecords(useList({ q: 'type:objective is:open', limit: 100 }).ids)
  const objective = useRecord((sprint.objective as string | null) ?? undefined)
  const fixed = sprint.category === 'closed' || right.may === 'no'
  const results = objectives.flatMap((o) => ((o.keyResults as KeyResult[] | undefined) ?? []).map((k) => ({ objective: o, result: k, value: `${o.id} ${k.id}` })))
  const chosen = ((objective?.keyResults as KeyResult[] | undefined) ?? []).find((k) => k.id === sprint.keyResult)
  const set = async (patch: Record<string, unknown>) => tellOutcome(await data.change(sprint.id, patch))
  const pick = (value: string) => {
    const [o, k] = value.split(' ')
    void set(value === none ? { objective: null, keyResult: '' } : { objective: o, keyResult: k })
  }
  return (
    <Part title={m.screens_sprint_goal()}>
      <EditableText label={m.screens_sprint_goal()} value={String(sprint.goal ?? '')} placeholder={m.screens_sprint_goal_hint()} readOnly={fixed} onCommit={(goal: string) => void set({ goal })} />
      {!fixed && (
        <Select
          label={m.delivery_key_result()}
          bare
          className="mt-1 max-w-full"
          placeholder={m.delivery_key_result_pick()}
          value={chosen ? `${objective!.id} ${chosen.id}` : none}
          onChange={pick}
          options={[{ value: none, label: m.delivery_key_result_none() }, ...results.map((r) => ({ value: r.value, label: r.result.title, hint: r.objective.title }))]}
        />
      )}
      {objective && (
        <p className="mt-1 text-12 text-text-muted">
          {chosen && `${m.delivery_key_result_stands({ title: chosen.title, current: chosen.current === null ? '–' : number(chosen.current), target: chosen.target === null ? '–' : number(chosen.target), unit: chosen.unit })} `}
          <a {...link(recordAddress(objective.key))} className="rounded underline underline-offset-2">
            {objective.key} {objective.title}
          </a>
        </p>
      )}
    </Part>
  )
}
