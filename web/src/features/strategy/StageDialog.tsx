import { useState } from 'react'

import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Field, TextArea } from '@/ui/input'
import { Select } from '@/ui/select'

import type { Life } from './life'
import { why } from './LifecycleView'
import { type Stage, stageNames, stages } from './stages'

interface DialogProps {
  life: Life
  /** The stage that is suggested, where that is taken. */
  stage?: Stage
  suggested?: boolean
  right: Right
  onClose: () => void
}

/** Sets the stage of a product, with the reason; what the numbers say is kept with it. */
export function StageDialog({ life, stage: given, suggested, right, onClose }: DialogProps) {
  const act = useAct()
  const [stage, setStage] = useState<Stage | null>(given ?? null)
  const [note, setNote] = useState('')
  const send = async () => {
    const input = { product: life.product, stage, note: note.trim(), suggested: Boolean(suggested) && stage === given }
    if (await act('POST', '/lifecycle/stage', input, m.life_set_done({ title: life.title, stage: stageNames[stage!]!() }))) onClose()
  }
  return (
    <Ask
      title={given ? m.life_take({ stage: stageNames[given]!() }) : m.life_set()}
      text={given ? why(life.evidence) : m.life_set_text()}
      action={right.may === 'propose' ? m.screens_propose() : m.life_set_do()}
      ready={stage !== null && stage !== life.stage}
      onSend={send}
      onClose={onClose}
    >
      {!given && (
        <Field label={m.life_stage()}>
          <Select label={m.life_stage()} value={stage} onChange={setStage} placeholder={m.life_set_choose()} options={stages.filter((s) => s !== life.stage).map((s) => ({ value: s, label: stageNames[s]!() }))} />
        </Field>
      )}
      <TextArea label={m.life_note()} hint={right.may === 'propose' && right.decides ? m.screens_proposes_to({ who: right.decides.join(', ') }) : m.life_note_hint()} value={note} onChange={setNote} rows={2} maxLength={2000} autoGrow />
    </Ask>
  )
}
