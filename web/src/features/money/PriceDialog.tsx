import { useState } from 'react'

import { minorOf, typed } from '@/lib/amount'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Field, NumberInput, TextArea, TextInput } from '@/ui/input'

import { sayPrice, wrongEnds, wrongPrice, type Plan, type Price } from './prices'

interface PriceDialogProps {
  of: Plan
  /** The price to be changed; a new one without. Its day stays, as it is known by it. */
  price?: Price
  product: string
  today: string
  onClose: () => void
}

/** Asks for a price from a day on, with why and what is expected of it. */
export function PriceDialog({ of, price, product, today, onClose }: PriceDialogProps) {
  const act = useAct()
  const find = useFind(['metric'], undefined)
  const may = useMay('price.set', product)
  const [from, setFrom] = useState<string | null>(price?.from ?? today)
  const [text, setText] = useState(price ? typed(price.amount, of.currency) : '')
  const [reason, setReason] = useState(price?.reason ?? '')
  const [expects, setExpects] = useState(price?.expects ?? '')
  const [metric, setMetric] = useState<string | null>(price?.metric || null)
  const [low, setLow] = useState<number | null>(price?.low ?? null)
  const [high, setHigh] = useState<number | null>(price?.high ?? null)
  const [keeps, setKeeps] = useState(price?.keeps ?? '')
  const amount = minorOf(text, of.currency)
  const ends = wrongEnds(low, high, metric)
  const replaced = price ? undefined : of.prices.find((p) => p.from === from)
  const ready = Boolean(from) && typeof amount === 'number' && !wrongPrice(amount) && reason.trim() !== '' && !ends
  const send = async () => {
    if (typeof amount !== 'number' || !from) return
    const body = { from, amount, reason: reason.trim(), expects: expects.trim(), keeps: keeps.trim(), metric: metric ?? '', low, high }
    const done = await act('POST', `/priceplans/${of.id}/price`, body, m.prices_is_set({ plan: of.name, price: sayPrice(amount, of.currency), day: sayDay(from, today) }))
    if (done) onClose()
  }
  const proposed = may.may === 'propose' ? m.money_proposes({ to: may.decides?.join(', ') ?? '' }) : ''
  return (
    <Ask title={m.prices_set_title({ plan: of.name })} text={`${m.prices_set_text()} ${proposed}`.trim()} action={m.money_save()} ready={ready} onClose={onClose} onSend={send}>
      <TextInput label={m.prices_amount({ currency: of.currency })} error={wrongPrice(amount)} value={text} onChange={setText} inputMode="decimal" required />
      <Field label={m.prices_from()} hint={replaced && m.prices_replaces({ price: sayPrice(replaced.amount, of.currency) })} required>
        <DatePicker label={m.prices_from()} value={from} onChange={setFrom} disabled={Boolean(price)} required />
      </Field>
      <TextArea label={m.prices_reason()} hint={m.prices_reason_hint()} value={reason} onChange={setReason} rows={2} maxLength={2000} required />
      <TextArea label={m.prices_expects()} hint={m.prices_expects_hint()} value={expects} onChange={setExpects} rows={2} maxLength={2000} />
      <Field label={m.prices_metric()} error={ends === m.prices_ends_metric() ? ends : undefined}>
        <Combobox label={m.prices_metric()} value={metric} onChange={setMetric} search={find} chosen={price?.metric && price.name ? [{ value: price.metric, label: price.name }] : undefined} placeholder={m.prices_metric_pick()} none="–" />
      </Field>
      <Field error={ends && ends !== m.prices_ends_metric() ? ends : undefined}>
        <div className="grid grid-cols-2 gap-3">
          <NumberInput label={m.prices_low()} value={low} onChange={setLow} />
          <NumberInput label={m.prices_high()} value={high} onChange={setHigh} />
        </div>
      </Field>
      <TextArea label={m.prices_keeps()} hint={m.prices_keeps_hint()} value={keeps} onChange={setKeeps} rows={2} maxLength={1000} />
    </Ask>
  )
}
