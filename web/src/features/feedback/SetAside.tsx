import { useState } from 'react'

import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextArea } from '@/ui/input'

interface SetAsideProps {
  record: Rec
  onClose: () => void
  onDone: () => void
}

/** Sets words aside, with why nothing will come of them. */
export function SetAside({ record, onClose, onDone }: SetAsideProps) {
  const [reason, setReason] = useState('')
  const act = useAct()
  const send = async () => {
    if (await act('POST', `/feedback/${record.id}/setaside`, { reason: reason.trim() }, m.screens_feedback_set_aside())) onDone()
  }
  return (
    <Ask title={m.screens_feedback_aside_title()} text={m.screens_feedback_aside_text()} action={m.screens_feedback_aside()} ready={reason.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea label={m.screens_feedback_aside_why()} value={reason} onChange={setReason} rows={3} autoGrow />
    </Ask>
  )
}
