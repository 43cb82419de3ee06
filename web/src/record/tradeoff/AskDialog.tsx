import { useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf, type Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Button, IconButton } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Field, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { toast } from '@/ui/toast'

import { type Choice, filled, type Job } from './tradeoff'

type Draft = Omit<Choice, 'id'>
const blank: Draft = { title: '', gain: '', price: '' }

interface Props {
  product: string
  /** The job that is asked, to begin with. */
  of: Job
  /** Keys of what it is about, to begin with. */
  about?: string
  onClose: () => void
}

/** Puts a choice to the one who decides it, each option with its gain and its price. */
export function AskDialog({ product, of, about: first = '', onClose }: Props) {
  const act = useAct()
  const data = useData()
  const [title, setTitle] = useState('')
  const [asked, setAsked] = useState<Job>(of)
  const [needBy, setNeedBy] = useState<string | null>(null)
  const [body, setBody] = useState('')
  const [about, setAbout] = useState(first)
  const [options, setOptions] = useState<Draft[]>([blank, blank])
  const said = filled(options)
  const set = (at: number, part: Partial<Draft>) => setOptions(options.map((o, i) => (i === at ? { ...o, ...part } : o)))

  const send = async () => {
    const done = await act<Rec>('POST', '/tradeoffs', { product, title: title.trim(), asked, needBy: needBy || undefined, body: body.trim(), options: said }, m.bridge_asked())
    if (!done) return
    onClose()
    if (!('value' in done)) return
    const keys = [...new Set(about.toUpperCase().match(/\b[A-Z][A-Z0-9]{1,9}-\d+\b/g) ?? [])]
    for (const to of keys) {
      await data.call('POST', '/links', { type: 'relates', from: done.value.id, to }, { label: m.bridge_about() }).catch((e: unknown) => toast({ text: whyRefused(problemOf(e)), tone: 'red' }))
    }
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
      <TextInput label={m.bridge_about()} hint={m.bridge_about_hint()} value={about} onChange={setAbout} />
      <TextArea label={m.bridge_context()} value={body} onChange={setBody} rows={3} autoGrow maxLength={20000} />
    </Ask>
  )
}
