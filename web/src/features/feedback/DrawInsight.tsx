import { useState } from 'react'

import { useData, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct, tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { RadioGroup, TextArea, TextInput } from '@/ui/input'

import { quoted } from './triage'

interface DrawInsightProps {
  record: Rec
  product: string
  onClose: () => void
  onDone: () => void
}

const confidences = [
  { value: 'low', label: m.screens_confidence_low() },
  { value: 'medium', label: m.screens_confidence_medium() },
  { value: 'high', label: m.screens_confidence_high() },
] as const

/** Draws an insight from a customer's words; the words stay with it as its evidence. */
export function DrawInsight({ record, product, onClose, onDone }: DrawInsightProps) {
  const data = useData()
  const act = useAct()
  const contact = useRecord(typeof record.contact === 'string' ? record.contact : undefined)
  const account = useRecord(typeof record.account === 'string' ? record.account : undefined)
  const [title, setTitle] = useState('')
  const [body, setBody] = useState(() => `${quoted(record.body ?? record.title, [contact?.title, account?.title].filter(Boolean).join(', '))}\n\n`)
  const [confidence, setConfidence] = useState<'low' | 'medium' | 'high'>('low')
  const send = async () => {
    const made = data.create('insight', { product, title: title.trim(), body: body.trim(), confidence })
    const outcome = await made.outcome
    if (!tellOutcome(outcome)) {
      if ('proposed' in outcome) onClose()
      return
    }
    if (await act('POST', `/feedback/${record.id}/link`, { to: made.id }, m.screens_feedback_insight_drawn({ title: title.trim() }))) onDone()
  }
  return (
    <Ask title={m.screens_feedback_insight()} text={m.screens_feedback_insight_text()} action={m.screens_feedback_insight_save()} ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.screens_feedback_insight_title()} value={title} onChange={setTitle} placeholder={m.screens_feedback_insight_example()} />
      <TextArea label={m.screens_feedback_insight_body()} value={body} onChange={setBody} rows={5} autoGrow />
      <RadioGroup label={m.screens_confidence()} value={confidence} onChange={setConfidence} options={confidences} row />
    </Ask>
  )
}
