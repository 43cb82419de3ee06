import { useEffect, useState } from 'react'

import { useAsk, useData, useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Combobox } from '@/ui/combobox'
import { Checkbox, Field, NumberInput, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { Callout } from '@/ui/state'

import { Inputs } from './Inputs'
import { blank, type Input, type Ranking, type Template } from './ranking'

interface Props {
  product: string
  /** What is changed; a new one is made without. */
  ranking: Ranking | undefined
  onMade: (id: string) => void
  onClose: () => void
}

interface Checked {
  ok: boolean
  unit: string
  errors: { from: number; to: number; text: string }[]
}

const own = 'own'

/** Makes a ranking from a template or a formula of one's own, or changes one; the formula is read while it is typed. */
export function EditRanking({ product, ranking, onMade, onClose }: Props) {
  const act = useAct()
  const me = useMe()
  const right = useMay('feature.score', product)
  const home = me.products.find((p) => p.key === product)
  const templates = useAsk<{ items: Template[]; functions: string[] }>('/rankings/templates')
  const [method, setMethod] = useState(ranking ? own : 'rice')
  const [name, setName] = useState(ranking?.name ?? '')
  const [formula, setFormula] = useState(ranking?.formula ?? '')
  const [inputs, setInputs] = useState<Input[]>(ranking?.inputs ?? [blank(), blank()])
  const [top, setTop] = useState<number | null>(ranking?.top ?? 5)
  const [corrects, setCorrects] = useState(ranking?.corrects ?? false)
  const [products, setProducts] = useState<string[]>(ranking?.products ?? [])
  const writes = method === own
  const checked = useChecked(writes ? formula : '', inputs)
  const template = templates.value?.items.find((t) => t.method === method)
  const ready = name.trim() !== '' && top !== null && top > 0 && (!writes || checked?.ok === true)
  const send = async () => {
    const body = { name: name.trim(), top, corrects, products, ...(writes ? { formula, inputs } : { method, product }), product: ranking ? undefined : product }
    const done = ranking ? await act<Ranking>('PATCH', `/rankings/${ranking.id}`, body, m.ranking_saved()) : await act<Ranking>('POST', '/rankings', body, m.ranking_made({ name: name.trim() }))
    if (!done) return
    if ('value' in done && !ranking) onMade(done.value.id)
    onClose()
  }
  return (
    <Ask title={ranking ? m.ranking_change() : m.ranking_new()} text={ranking && m.ranking_edition({ edition: ranking.edition })} action={ranking ? m.ranking_save() : m.ranking_make()} size="lg" ready={ready} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.ranking_name()} value={name} onChange={setName} required />
      {!ranking && (
        <Field label={m.ranking_method()} hint={writes ? m.ranking_own_hint() : template?.doc}>
          <Select value={method} onChange={setMethod} options={[...(templates.value?.items ?? []).map((t) => ({ value: t.method, label: t.name })), { value: own, label: m.ranking_own() }]} />
        </Field>
      )}
      {!writes && template && <p className="rounded bg-bg-sunken px-2 py-1 font-mono text-12 wrap-anywhere">{template.formula}</p>}
      {writes && (
        <>
          <TextArea label={m.ranking_formula()} hint={checked?.ok ? m.ranking_reads({ unit: checked.unit || m.ranking_plain() }) : m.ranking_functions({ list: templates.value?.functions.join(', ') ?? '' })} error={checked?.errors[0] && m.ranking_error({ at: checked.errors[0].from + 1, text: checked.errors[0].text })} value={formula} onChange={setFormula} rows={2} autoGrow className="font-mono" />
          <Inputs inputs={inputs} templates={templates.value?.items ?? []} onChange={setInputs} />
        </>
      )}
      <NumberInput label={m.ranking_top()} value={top} onChange={setTop} min={1} max={100} />
      <Field label={m.ranking_products()}>
        <Combobox multiple label={m.ranking_products()} value={products} onChange={setProducts} options={me.products.filter((p) => p.id !== home?.id).map((p) => ({ value: p.id, label: p.title }))} />
      </Field>
      <Checkbox label={m.ranking_corrects()} checked={corrects} onChange={setCorrects} />
      {right.may === 'propose' && <Callout tone="blue">{proposes(right)}</Callout>}
    </Ask>
  )
}

/** What the server reads in a formula, a moment after it was typed. */
function useChecked(formula: string, inputs: readonly Input[]): Checked | undefined {
  const data = useData()
  const [checked, setChecked] = useState<Checked>()
  const asked = JSON.stringify({ formula, inputs: inputs.filter((i) => i.name) })
  useEffect(() => {
    let gone = false
    if (!formula) return
    const soon = setTimeout(() => {
      data.call<Checked>('POST', '/rankings/check', JSON.parse(asked)).then(
        (c) => !gone && setChecked(c),
        () => !gone && setChecked(undefined),
      )
    }, 250)
    return () => {
      gone = true
      clearTimeout(soon)
    }
  }, [data, asked, formula])
  return formula ? checked : undefined
}
