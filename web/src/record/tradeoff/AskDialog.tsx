import { useState } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Rec } from '@/data/types'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Field, RadioGroup, TextArea, TextInput } from '@/ui/input'

import { type Choice, filled, type Job } from './tradeoff'

type Draft = Omit<Choice, 'id'>
const blank: Draft = { title: '', gain: '', price: '' }

/** What the two jobs put against each other. */
export const matters: readonly KindName[] = ['feature', 'story', 'bug', 'release', 'initiative', 'sprint']

interface Props {
  product: string
  /** The job that is asked, to begin with. */
  of: Job
  /** What it is about, to begin with. */
  about?: Rec
  onClose: () => void
}

/** Puts a choice to the one who decides it, each option with its gain and its price. */
export function AskDialog({ product, of, about: first, onClose }: Props) {
  const act = useAct()
  // Made here, so that what is sent again after a lost answer asks nothing twice.
  const [id] = useState(() => ulid())
  const find = useFind(matters, product)
  const [title, setTitle] = useState('')
  const [asked, setAsked] = useState<Job>(of)
  const [needBy, setNeedBy] = useState<string | null>(null)
  const [body, setBody] = useState('')
  const [about, setAbout] = useState<string[]>(first ? [first.id] : [])
  const [options, setOptions] = useState<Draft[]>([blank, blank])
  const said = filled(options)
  const set = (at: number, part: Partial<Draft>) => setOptions(options.map((o, i) => (i === at ? { ...o, ...part } : o)))

  // What it is about is joined in the same call: it is asked whole or not at all, and one undo takes it back.
  const send = async () => {
    const question = { id, product, title: title.trim(), asked, needBy: needBy || undefined, body: body.trim(), options: said }
    const joined = about.map((to) => ({ operation: 'link.create', input: { type: 'relates', from: id, to } }))
    const done = await (joined.length > 0 ? act('POST', '/batch', { calls: [{ operation: 'tradeoff.create', input: { fields: question } }, ...joined] }, m.bridge_asked()) : act('POST', '/tradeoffs', question, m.bridge_asked()))
    if (done) onClose()
  }

  return (
    <Ask title={m.bridge_ask()} text={m.bridge_tradeoffs_none_text()} action={m.bridge_ask_send()} ready={title.trim() !== '' && said !== undefined} size="lg" onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.bridge_question()} hint={m.bridge_question_hint()} value={title} onChange={setTitle} required maxLength={500} />
      <div className="flex flex-wrap gap-x-8 gap-y-3">
        <RadioGroup
          row
          label={m.bridge_of()}
          value={asked}
          onChange={setAsked}
          options={[
            { value: 'manager', label: m.bridge_of_manager() },
            { value: 'owner', label: m.bridge_of_owner() },
          ]}
        />
        <Field label={m.bridge_needed()}>
          <DatePicker label={m.bridge_needed()} value={needBy} onChange={setNeedBy} />
        </Field>
      </div>
      <ol className="flex flex-col gap-3">
        {options.map((o, i) => (
          <li key={i} className="rounded-lg border p-3">
            <fieldset className="flex min-w-0 flex-col gap-2">
              <legend className="sr-only">{m.bridge_option({ n: i + 1 })}</legend>
              <div className="flex items-end gap-2">
                <div className="min-w-0 flex-1">
                  <TextInput label={`${m.bridge_option({ n: i + 1 })}: ${m.bridge_option_title()}`} value={o.title} onChange={(t) => set(i, { title: t })} maxLength={500} />
                </div>
                {options.length > 2 && <IconButton icon="x" label={m.bridge_option_remove({ n: i + 1 })} onClick={() => setOptions(options.filter((_, n) => n !== i))} />}
              </div>
              <div className="grid gap-2 sm:grid-cols-2">
                <TextInput label={m.bridge_option_gain()} value={o.gain} onChange={(t) => set(i, { gain: t })} maxLength={500} />
                <TextInput label={m.bridge_option_price()} value={o.price} onChange={(t) => set(i, { price: t })} maxLength={500} />
              </div>
            </fieldset>
          </li>
        ))}
      </ol>
      {options.length < 10 && (
        <Button size="sm" variant="ghost" icon="plus" className="self-start" onClick={() => setOptions([...options, blank])}>
          {m.bridge_option_add()}
        </Button>
      )}
      <Field label={m.bridge_about()}>
        <Combobox multiple label={m.bridge_about()} value={about} onChange={setAbout} search={find} chosen={first && [{ value: first.id, label: first.title, hint: first.key }]} placeholder={m.bridge_about_hint()} />
      </Field>
      <TextArea label={m.bridge_context()} value={body} onChange={setBody} rows={3} autoGrow maxLength={20000} />
    </Ask>
  )
}
