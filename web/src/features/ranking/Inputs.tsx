/** The inputs of a formula: what each is called, what it is counted in, where it comes from, and what it may be. */
import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button, IconButton } from '@/ui/button'
import { Field, NumberInput, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { blank, choicesOf, follows, sayChoices, type Input, type Template } from './ranking'

/** What an input may be: a number of this ranking alone, a field of the feature, or what its customers said. */
const sources: Record<string, () => string> = {
  '': m.ranking_source_own,
  reach: m.ranking_source_reach,
  impact: m.ranking_source_impact,
  confidence: m.ranking_source_confidence,
  effort: m.ranking_source_effort,
  customers: m.ranking_source_customers,
}

interface InputsProps {
  inputs: readonly Input[]
  templates: readonly Template[]
  onChange: (inputs: Input[]) => void
}

export function Inputs({ inputs, templates, onChange }: InputsProps) {
  const set = (at: number, of: Partial<Input>) => onChange(inputs.map((x, i) => (i === at ? { ...x, ...of } : x)))
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-12 font-medium text-text-muted">{m.ranking_inputs()}</legend>
      {inputs.map((x, i) => (
        <OneInput
          key={i}
          input={x}
          sources={Object.keys(sources).filter((s) => s === '' || s === x.from || !inputs.some((o) => o.from === s))}
          template={(from) => templates.flatMap((t) => t.inputs).find((t) => t.from === from)}
          onChange={(of) => set(i, of)}
          onRemove={() => onChange(inputs.filter((_, n) => n !== i))}
        />
      ))}
      <div>
        <Button size="sm" variant="ghost" icon="plus" onClick={() => onChange([...inputs, blank()])}>
          {m.ranking_input_add()}
        </Button>
      </div>
    </fieldset>
  )
}

interface OneInputProps {
  input: Input
  sources: readonly string[]
  template: (from: string) => Input | undefined
  onChange: (of: Partial<Input>) => void
  onRemove: () => void
}

function OneInput({ input: x, sources: open, template, onChange, onRemove }: OneInputProps) {
  // What is typed stays as it was typed, also while it says no values yet.
  const [text, setText] = useState(() => sayChoices(x.choices ?? []))
  const read = choicesOf(text)
  const choose = (from: string) => {
    const like = template(from)
    // A field of the feature is what it is, whoever asks; its names may be one's own.
    const is = like && from ? { unit: like.unit, min: like.min, max: like.max, choices: like.choices ?? [], help: like.help, name: x.name || like.name, label: x.label || like.label } : {}
    if (is.choices) setText(sayChoices(is.choices))
    onChange({ from, ...is })
  }
  return (
    <div className="grid grid-cols-2 items-start gap-2 border-b border-line pb-3 last-of-type:border-b-0 sm:grid-cols-[repeat(6,minmax(0,1fr))_auto]">
      <div className="sm:col-span-2">
        <TextInput label={m.ranking_input_name()} value={x.name} onChange={(name) => onChange({ name })} maxLength={40} />
      </div>
      <div className="sm:col-span-2">
        <TextInput label={m.ranking_input_label()} value={x.label} onChange={(label) => onChange({ label })} maxLength={120} />
      </div>
      <div className="sm:col-span-2">
        <TextInput label={m.ranking_input_unit()} value={x.unit} onChange={(unit) => onChange({ unit })} />
      </div>
      <IconButton icon="x" label={m.ranking_input_remove({ name: x.label || x.name || '–' })} onClick={onRemove} className="max-sm:justify-self-end sm:mt-6" />
      <div className="sm:col-span-2 sm:col-start-1">
        <Field label={m.ranking_source()}>
          <Select value={x.from} onChange={choose} options={open.map((value) => ({ value, label: sources[value]!() }))} />
        </Field>
      </div>
      {!follows(x) && (
        <>
          <NumberInput label={m.ranking_least()} value={x.min} onChange={(min) => onChange({ min })} />
          <NumberInput label={m.ranking_most()} value={x.max} onChange={(max) => onChange({ max })} error={x.min !== null && x.max !== null && x.max < x.min ? m.ranking_bounds() : undefined} />
          <div className="col-span-2">
            <TextInput
              label={m.ranking_choices()}
              placeholder={m.ranking_choices_example()}
              value={text}
              error={read ? undefined : m.ranking_choices_wrong()}
              onChange={(v) => {
                setText(v)
                const choices = choicesOf(v)
                if (choices) onChange({ choices })
              }}
            />
          </div>
        </>
      )}
    </div>
  )
}
