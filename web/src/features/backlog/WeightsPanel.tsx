import { useState, type FormEvent } from 'react'

import { useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useCall } from '@/record/page/call'
import { Button } from '@/ui/button'
import { NumberInput } from '@/ui/input'

import { partNames, parts, type Weights } from './suggested'

const hints: Record<string, () => string> = {
  customers: m.story_weight_customers,
  revenue: m.story_weight_revenue,
  value: m.story_weight_value,
  effort: m.story_weight_effort,
  risk: m.story_weight_risk,
  age: m.story_weight_age,
}

interface WeightsPanelProps {
  product: string
  weights: Weights
  own: boolean
  onDone: () => void
}

/** How much each ground counts; whoever may not set it reads it. */
export function WeightsPanel({ product, weights, own, onDone }: WeightsPanelProps) {
  const data = useData()
  const call = useCall()
  const [draft, setDraft] = useState(weights)
  const right = rightTo(data, 'backlog.rank', data.session.productId(product))
  const changed = parts.some((p) => draft[p] !== weights[p])
  const send = async (body: object) => {
    const done = await call('POST', '/backlog/weights', { product, ...body })
    if (!('refused' in done)) onDone()
  }
  const submit = (e: FormEvent) => {
    e.preventDefault()
    void send({ weights: draft })
  }
  return (
    <form onSubmit={submit} aria-label={m.story_weights()} className="flex w-72 shrink-0 flex-col gap-3 overflow-y-auto border-r border-line p-4 quiet-scroll max-md:w-full max-md:border-r-0 max-md:border-b">
      <p className="text-13 text-text-muted">{m.story_weights_text()}</p>
      {parts.map((p) => (
        <NumberInput key={p} label={partNames[p]()} hint={hints[p]!()} min={-10} max={10} step={0.5} readOnly={right.may === 'no'} value={draft[p]} onChange={(n) => setDraft({ ...draft, [p]: n ?? 0 })} />
      ))}
      {right.may !== 'no' && (
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" size="sm" disabled={!changed} title={proposes(right)}>
            {right.may === 'act' ? m.story_save() : m.story_propose()}
          </Button>
          {own && (
            <Button size="sm" variant="ghost" onClick={() => void send({ weights: draft, standard: true })}>
              {m.story_weights_standard()}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}
