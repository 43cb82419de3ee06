import { useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { whyRefused } from '@/record/fields/refusal'
import { type Audience, departmentName, type Plan } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Button, IconButton } from '@/ui/button'
import { TextArea, TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import type { Enablement } from './WordsTab'

interface Props {
  plan: Plan
  audience: Audience
  enablement: Enablement | undefined
  onClose: () => void
}

/** Writes what an audience has to know; a draft comes from the release's notes and features. */
export function EnablementDialog({ plan: p, audience, enablement: e, onClose }: Props) {
  const act = useAct()
  const data = useData()
  const right = useMay('launch.plan', p.product)
  const [say, setSay] = useState(e?.say ?? '')
  const [changed, setChanged] = useState(e?.changed ?? '')
  const [whom, setWhom] = useState(e?.whom ?? '')
  const [answers, setAnswers] = useState(e?.answers ?? [])
  const [from, setFrom] = useState<string[]>()
  const [busy, setBusy] = useState(false)
  const filled = answers.map((a) => ({ question: a.question.trim(), answer: a.answer.trim() })).filter((a) => a.question || a.answer)
  const ready = filled.every((a) => a.question) && (Boolean(e) || [say, changed, whom].some((t) => t.trim()) || filled.length > 0)
  const draft = async () => {
    setBusy(true)
    try {
      const d = (await data.call('GET', `/launches/${p.id}/draft?audience=${audience}`)) as Enablement & { from: string[] }
      // What was written stays; a draft fills what is empty.
      setSay((t) => (t.trim() ? t : d.say))
      setChanged((t) => (t.trim() ? t : d.changed))
      setWhom((t) => (t.trim() ? t : d.whom))
      setAnswers((all) => [...all, ...d.answers.filter((x) => !all.some((a) => a.question === x.question))])
      setFrom(d.from)
    } catch (x) {
      toast({ text: whyRefused(problemOf(x)), tone: 'red' })
    }
    setBusy(false)
  }
  const set = (at: number, of: Partial<Enablement['answers'][number]>) => setAnswers(answers.map((a, i) => (i === at ? { ...a, ...of } : a)))
  const send = async () => {
    if (await act('POST', `/launches/${p.id}/enable`, { audience, say, changed, whom, answers: filled }, m.launch_enabled({ audience: departmentName(audience) }))) onClose()
  }
  return (
    <Ask title={m.launch_enable_for({ audience: departmentName(audience) })} text={proposes(right)} action={m.launch_save()} ready={ready} size="lg" onSend={send} onClose={onClose}>
      <div className="flex flex-wrap items-center gap-3">
        <Button size="sm" icon="sparkles" busy={busy} onClick={() => void draft()}>
          {m.launch_draft_from()}
        </Button>
        {from && <span className="text-12 text-text-muted">{from.length > 0 ? m.launch_drafted_from({ list: from.join(', ') }) : m.launch_drafted_from_nothing()}</span>}
      </div>
      <TextArea autoFocus label={m.launch_say()} value={say} onChange={setSay} rows={4} autoGrow maxLength={20000} />
      <TextArea label={m.launch_changed()} value={changed} onChange={setChanged} rows={4} autoGrow maxLength={50000} />
      <TextArea label={m.launch_whom()} value={whom} onChange={setWhom} rows={3} autoGrow maxLength={20000} />
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-12 font-medium text-text-muted">{m.launch_questions()}</legend>
        {answers.map((a, i) => (
          <div key={i} className="grid grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
            <TextInput label={m.launch_question({ n: i + 1 })} value={a.question} onChange={(question) => set(i, { question })} maxLength={500} />
            <IconButton icon="x" label={m.launch_question_remove({ n: i + 1 })} onClick={() => setAnswers(answers.filter((_, x) => x !== i))} />
            <TextArea label={m.launch_answer_to({ n: i + 1 })} value={a.answer} onChange={(answer) => set(i, { answer })} rows={2} autoGrow maxLength={5000} />
          </div>
        ))}
        <Button size="sm" variant="ghost" icon="plus" className="self-start" onClick={() => setAnswers([...answers, { question: '', answer: '' }])}>
          {m.launch_question_add()}
        </Button>
      </fieldset>
    </Ask>
  )
}

/** What it costs whom. */
export function PricingDialog({ plan: p, onClose }: { plan: Plan; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [text, setText] = useState(p.pricing)
  const [address, setAddress] = useState(p.pricingLink)
  const send = async () => {
    if (await act('PATCH', `/launches/${p.id}`, { pricing: text, pricingLink: address.trim() }, m.launch_pricing_saved())) onClose()
  }
  return (
    <Ask title={m.launch_pricing()} text={proposes(right)} action={m.launch_save()} ready onSend={send} onClose={onClose}>
      <TextArea autoFocus label={m.launch_pricing_text()} hint={m.launch_markdown()} value={text} onChange={setText} rows={4} autoGrow maxLength={20000} />
      <TextInput label={m.launch_price_list()} type="url" placeholder="https://" value={address} onChange={setAddress} maxLength={2000} />
    </Ask>
  )
}
