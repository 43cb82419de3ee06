import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { useAct, tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Combobox } from '@/ui/combobox'
import { Field, TextInput } from '@/ui/input'
import { Segmented } from '@/ui/tabs'

import { quoted, titleFrom } from './triage'

interface MakeStoryProps {
  record: Rec
  product: string
  onClose: () => void
  onDone: () => void
}

const kinds = ['story', 'bug', 'task'] as const

/**
 * Makes work of a customer's words. With a feature the words become evidence for
 * it and the work delivers it; without, the two are only related, and the words
 * stay unheard until somebody says what they prove.
 */
export function MakeStory({ record, product, onClose, onDone }: MakeStoryProps) {
  const data = useData()
  const act = useAct()
  const find = useFind(['feature'], product)
  const words = record.body ?? record.title
  const [kind, setKind] = useState<KindName & (typeof kinds)[number]>(record.sentiment === 'negative' ? 'bug' : 'story')
  const [title, setTitle] = useState(() => titleFrom(words))
  const [feature, setFeature] = useState<string | null>(null)
  const send = async () => {
    const made = data.create(kind, { product, title: title.trim(), body: quoted(words, record.key) })
    const outcome = await made.outcome
    if (!tellOutcome(outcome)) {
      if ('proposed' in outcome) onClose()
      return
    }
    const said = m.screens_feedback_story_made({ key: outcome.done.key })
    if (!feature) {
      tellOutcome(await data.link('relates', made.id, record.id), said)
      onClose()
      return
    }
    tellOutcome(await data.link('delivers', made.id, feature))
    if (await act('POST', `/feedback/${record.id}/link`, { to: feature }, said)) onDone()
  }
  return (
    <Ask title={m.screens_feedback_story_title()} action={m.screens_feedback_story_save()} ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={m.screens_feedback_story_name()} value={title} onChange={setTitle} />
      <Segmented label={m.screens_feedback_story_kind()} value={kind} onChange={setKind} options={kinds.map((k) => ({ value: k, label: kindName(k) }))} className="self-start" />
      <Field label={m.screens_feedback_story_feature()} hint={m.screens_feedback_story_feature_hint()}>
        <Combobox value={feature} onChange={setFeature} search={find} placeholder={m.screens_feedback_story_feature_placeholder()} />
      </Field>
    </Ask>
  )
}
