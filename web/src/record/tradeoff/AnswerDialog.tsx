import { useState } from 'react'

import type { Right } from '@/data/rights'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextArea } from '@/ui/input'

import { askedOf, type Choice, jobName } from './tradeoff'

/** Chooses one option of a trade-off, with the reason. */
export function AnswerDialog({ record, choice, right, onClose }: { record: Rec; choice: Choice; right: Right; onClose: () => void }) {
  const act = useAct()
  const [why, setWhy] = useState('')
  const send = async () => {
    if (await act('POST', `/tradeoffs/${record.id}/answer`, { option: choice.id, why: why.trim() }, m.bridge_answered())) onClose()
  }
  return (
    <Ask
      title={m.bridge_choose_this({ what: choice.title })}
      text={right.may === 'propose' ? m.bridge_answer_proposes({ who: jobName(askedOf(record)).toLowerCase() }) : undefined}
      action={m.bridge_choose()}
      ready={why.trim() !== ''}
      onSend={send}
      onClose={onClose}
    >
      <TextArea autoFocus label={m.bridge_why()} value={why} onChange={setWhy} rows={4} autoGrow required maxLength={5000} />
    </Ask>
  )
}
