import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { Button } from '@/ui/button'
import { Picker } from '@/ui/combobox'
import { Field, NumberInput, RadioGroup, TextArea } from '@/ui/input'

import type { Guardrail } from './page'

interface DialogProps {
  of: string
  product: string | undefined
  guardrail: Guardrail | undefined
  right: Right
  onClose: () => void
}

/** Asks what is not done, or which number must stay within which bound. */
export function GuardrailDialog({ of, product, guardrail: g, right, onClose }: DialogProps) {
  const act = useAct()
  const find = useFind(['metric'], product)
  const [text, setText] = useState(g?.text ?? '')
  const [sort, setSort] = useState<Guardrail['sort']>(g?.sort ?? 'never')
  const [metric, setMetric] = useState<string | null>(g?.metric || null)
  const [bound, setBound] = useState<number | null>(g?.bound ?? null)
  const chosen = useRecord(metric ?? undefined)
  const guards = sort !== 'never'
  const send = async () => {
    const input = { of: of || undefined, guardrail: g?.id, text: text.trim(), sort, ...(guards ? { metric, bound } : {}) }
    if (await act('POST', '/strategy/guardrails', input, m.onepage_guardrail_set())) onClose()
  }
  return (
    <Ask
      title={g ? m.onepage_guardrail_change() : m.onepage_guardrail_add()}
      text={right.may === 'propose' && right.decides ? m.screens_proposes_to({ who: right.decides.join(', ') }) : undefined}
      action={right.may === 'propose' ? m.screens_propose() : m.screens_save()}
      ready={text.trim() !== '' && (!guards || (metric !== null && bound !== null))}
      onSend={send}
      onClose={onClose}
    >
      <TextArea label={m.onepage_guardrail_text()} hint={m.onepage_guardrail_hint()} value={text} onChange={setText} rows={2} maxLength={500} autoGrow />
      <RadioGroup
        label={m.onepage_guardrail_sort()}
        value={sort}
        onChange={setSort}
        options={[
          { value: 'never', label: m.onepage_never() },
          { value: 'floor', label: m.onepage_floor() },
          { value: 'ceiling', label: m.onepage_ceiling() },
        ]}
      />
      {guards && (
        <>
          <Field label={m.onepage_guardrail_metric()}>
            <Picker label={m.onepage_guardrail_metric()} value={metric} onPick={setMetric} search={find} trigger={<Button iconAfter="chevron-down">{chosen?.title ?? g?.metricTitle ?? m.onepage_guardrail_pick()}</Button>} />
          </Field>
          <NumberInput label={m.onepage_guardrail_bound()} unit={typeof chosen?.unit === 'string' ? chosen.unit : undefined} value={bound} onChange={setBound} />
        </>
      )}
    </Ask>
  )
}
