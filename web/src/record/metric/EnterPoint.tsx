import { useState } from 'react'

import { useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { measure } from '@/lib/measure'
import { momentOf } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, NumberInput, TextInput } from '@/ui/input'

import { WorkOut } from './WorkOut'

interface EnterPointProps {
  metric: Rec
  last: number | undefined
  onClose: () => void
}

/** Enters a value of a metric for a day; one for the same day takes its place. */
export function EnterPoint({ metric, last, onClose }: EnterPointProps) {
  const act = useAct()
  const { zone } = useMe().workspace
  const today = useToday()
  const unit = String(metric.unit ?? '')
  const [value, setValue] = useState<number | null>(null)
  const [day, setDay] = useState<string | null>(today)
  const [note, setNote] = useState('')
  const send = async () => {
    const point = { value, note: note.trim(), ...(day && day !== today ? { at: momentOf(day, zone) } : {}) }
    const done = await act('POST', `/metrics/${metric.id}/enter`, { points: [point] }, m.screens_metric_entered({ name: metric.title, value: measure(value, unit) }))
    if (done) onClose()
  }
  const worked = (v: number, how: string) => {
    setValue(v)
    setNote(how)
  }
  return (
    <Ask title={m.screens_metric_enter_title({ name: metric.title })} text={typeof metric.definition === 'string' ? metric.definition : undefined} action={m.screens_metric_enter()} size="sm" ready={value !== null && day !== null && day <= today} onSend={send} onClose={onClose}>
      {typeof metric.template === 'string' && metric.template !== '' && <WorkOut template={metric.template} onValue={worked} />}
      <NumberInput label={m.screens_metric_value()} hint={last === undefined ? undefined : m.screens_metric_last({ value: measure(last, unit) })} value={value} onChange={setValue} unit={unit} />
      <Field label={m.screens_metric_day()}>
        <DatePicker label={m.screens_metric_day()} now={today} value={day} onChange={setDay} />
      </Field>
      <TextInput label={m.screens_metric_note()} hint={m.screens_metric_note_hint()} value={note} onChange={setNote} />
    </Ask>
  )
}
