import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextArea } from '@/ui/input'

interface AnswerProps {
  record: Rec
  onClose: () => void
  onDone: () => void
}

/** Notes what the customer was told. */
export function Answer({ record, onClose, onDone }: AnswerProps) {
  const [text, setText] = useState(typeof record.answer === 'string' ? record.answer : '')
  const act = useAct()
  const send = async () => {
    if (await act('POST', `/feedback/${record.id}/answer`, { answer: text.trim() }, m.screens_feedback_answered())) onDone()
  }
  return (
    <Ask title={m.screens_feedback_answer_title()} text={m.screens_feedback_answer_text()} action={m.screens_feedback_answer_save()} ready={text.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea label={m.screens_feedback_answer()} value={text} onChange={setText} rows={5} autoGrow />
    </Ask>
  )
}
