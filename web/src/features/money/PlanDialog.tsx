import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import { minorOf } from '@/lib/amount'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Field, TextArea, TextInput } from '@/ui/input'
import { Segmented } from '@/ui/tabs'

import { everies, everyNames, wrongPrice, type Every, type Plan, type Pricing } from './prices'

interface PlanDialogProps {
  /** The plan to be changed; a new one without. */
  plan?: Plan
  pricing: Pricing
  product: string
  onClose: () => void
}

/** Asks for what a plan is: a new one with its first price, or one that is there. */
export function PlanDialog({ plan, pricing, product, onClose }: PlanDialogProps) {
  const act = useAct()
  const home = useRecord(product)
  const find = useFind(['feature'], product)
  const may = useMay('price.set', product)
  const [name, setName] = useState(plan?.name ?? '')
  const [whom, setWhom] = useState(plan?.for ?? '')
  const [segment, setSegment] = useState(plan?.segment ?? '')
  const [every, setEvery] = useState<Every>(plan?.every ?? 'month')
  const [features, setFeatures] = useState<string[]>(plan?.features ?? [])
  const [limits, setLimits] = useState(plan?.limits ?? '')
  const [soldUntil, setSoldUntil] = useState<string | null>(plan?.soldUntil || null)
  const [currency, setCurrency] = useState(plan?.currency ?? (pricing.currency || String(home?.currency || 'EUR')))
  const [text, setText] = useState('')
  const [reason, setReason] = useState('')
  const code = currency.trim().toUpperCase()
  const amount = minorOf(text, code)
  const taken = pricing.plans.some((p) => p.id !== plan?.id && p.name.toLowerCase() === name.trim().toLowerCase())
  const badCode = /^[A-Z]{3}$/.test(code) ? undefined : m.prices_currency_bad()
  const priced = typeof amount === 'number'
  const ready = name.trim() !== '' && !taken && !badCode && !wrongPrice(amount) && (!priced || reason.trim() !== '')
  const send = async () => {
    const all = { name: name.trim(), for: whom.trim(), segment: segment.trim(), every, features, limits: limits.trim() }
    const done = plan
      ? await act('PATCH', `/priceplans/${plan.id}`, { ...all, ...(pricing.veiled ? {} : { soldUntil: soldUntil ?? '' }) }, m.prices_changed({ plan: all.name }))
      : await act('POST', '/priceplans', { product, ...all, currency: code, ...(priced ? { amount, reason: reason.trim() } : {}) }, m.prices_made({ plan: all.name }))
    if (done) onClose()
  }
  return (
    <Ask
      title={plan ? m.prices_change_title({ plan: plan.name }) : m.prices_make_title()}
      text={may.may === 'propose' ? m.money_proposes({ to: may.decides?.join(', ') ?? '' }) : undefined}
      action={m.money_save()}
      ready={ready}
      onClose={onClose}
      onSend={send}
    >
      <TextInput label={m.prices_name()} hint={m.prices_name_hint()} error={taken ? m.prices_name_taken() : undefined} value={name} onChange={setName} maxLength={80} required />
      <TextInput label={m.prices_for()} hint={m.prices_for_hint()} value={whom} onChange={setWhom} maxLength={500} />
      <TextInput label={m.prices_segment()} hint={m.prices_segment_hint()} value={segment} onChange={setSegment} maxLength={80} />
      <Field label={m.prices_every()}>
        <Segmented label={m.prices_every()} value={every} onChange={setEvery} options={everies.map((value) => ({ value, label: everyNames[value]() }))} />
      </Field>
      {!plan && (
        <>
          <TextInput label={m.money_currency()} error={badCode} value={currency} onChange={setCurrency} maxLength={3} />
          {!pricing.veiled && <TextInput label={m.prices_first()} hint={m.prices_first_hint()} error={wrongPrice(amount)} value={text} onChange={setText} inputMode="decimal" />}
          {priced && <TextArea label={m.prices_reason()} hint={m.prices_reason_hint()} value={reason} onChange={setReason} rows={2} maxLength={2000} required />}
        </>
      )}
      <Field label={m.prices_holds()}>
        <Combobox multiple label={m.prices_holds()} value={features} onChange={setFeatures} search={find} chosen={pricing.features.map((f) => ({ value: f.id, label: f.title, hint: f.key }))} placeholder={m.prices_features_pick()} />
      </Field>
      <TextArea label={m.prices_limits()} hint={m.prices_limits_hint()} value={limits} onChange={setLimits} rows={2} maxLength={1000} />
      {plan && !pricing.veiled && (
        <Field label={m.prices_sold_until_field()} hint={m.prices_sold_until_hint()}>
          <DatePicker label={m.prices_sold_until_field()} value={soldUntil} onChange={setSoldUntil} />
        </Field>
      )}
    </Ask>
  )
}
