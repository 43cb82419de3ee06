import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { RadioGroup, TextArea, TextInput } from '@/ui/input'

import { type Finding, insightOf, sessionOf } from './session'

interface FindingInsightProps {
  session: Rec
  finding: Finding
  onClose: () => void
}

/** Makes an insight of what was seen in a test session; the session stays with it as its evidence. */
export function FindingInsight({ session, finding, onClose }: FindingInsightProps) {
  const data = useData()
  const draft = insightOf(session, finding)
  const [title, setTitle] = useState(draft.title)
  const [body, setBody] = useState(draft.body)
  const [confidence, setConfidence] = useState<'low' | 'medium' | 'high'>(draft.confidence)
  const send = async () => {
    const made = data.create('insight', { product: session.product ?? undefined, title: title.trim(), body: body.trim(), confidence })
    const outcome = await made.outcome
    if (!tellOutcome(outcome)) {
      if ('proposed' in outcome) onClose()
      return
    }
    void data.link('evidence', session.id, made.id)
    const findings = sessionOf(session).findings.map((f) => (f.id === finding.id ? { ...f, record: made.id } : f))
    tellOutcome(await data.change(session.id, { findings }), m.accept_finding_made({ title: title.trim() }))
    onClose()
  }
  return (
    <Ask title={m.accept_finding_insight()} text={m.accept_finding_insight_text()} action={m.accept_finding_insight_save()} ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.accept_finding_insight_title()} value={title} onChange={setTitle} maxLength={500} required />
      <TextArea label={m.accept_finding_insight_body()} value={body} onChange={setBody} rows={4} autoGrow />
      <RadioGroup
        label={m.screens_confidence()}
        row
        value={confidence}
        onChange={setConfidence}
        options={[
          { value: 'low', label: m.screens_confidence_low() },
          { value: 'medium', label: m.screens_confidence_medium() },
          { value: 'high', label: m.screens_confidence_high() },
        ]}
      />
    </Ask>
  )
}
