import { useState } from 'react'

import type { Rec } from '@/data/types'
import { addDays } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field } from '@/ui/field'
import { RadioGroup, TextArea } from '@/ui/input'

import { optionsOf, text } from './decision'

const none = '-'

/** Decides: one of the options or none, the ground, and when it is looked at again. */
export function DecideDialog({ record, onClose }: { record: Rec; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const options = optionsOf(record)
  const [choice, setChoice] = useState(options[0]?.id ?? none)
  const [outcome, setOutcome] = useState('')
  const [ground, setGround] = useState('')
  const [reviewOn, setReviewOn] = useState<string | null>(text(record.reviewOn) ?? addDays(today, 90))
  const ready = ground.trim() !== '' && (choice !== none || outcome.trim() !== '')
  const send = async () => {
    const body = { choice: choice === none ? '' : choice, outcome: outcome.trim(), ground: ground.trim(), reviewOn }
    if (await act('POST', `/decisions/${record.id}/decide`, body, m.daci_decided())) onClose()
  }
  return (
    <Ask title={m.daci_decide_title({ title: record.title })} action={m.daci_decide()} ready={ready} onSend={send} onClose={onClose}>
      {options.length > 0 && <RadioGroup label={m.record_options()} value={choice} onChange={setChoice} options={[...options.map((o) => ({ value: o.id, label: o.title })), { value: none, label: m.daci_none_of_them() }]} />}
      <TextArea label={m.daci_outcome()} hint={choice === none ? undefined : m.daci_outcome_hint()} value={outcome} onChange={setOutcome} rows={2} autoGrow required={choice === none} />
      <TextArea label={m.daci_ground()} hint={m.daci_ground_hint()} value={ground} onChange={setGround} rows={3} autoGrow required />
      <Field label={m.daci_review_on()} hint={m.daci_review_hint()}>
        <DatePicker value={reviewOn} onChange={setReviewOn} min={today} label={m.daci_review_on()} />
      </Field>
    </Ask>
  )
}
