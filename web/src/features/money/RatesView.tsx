/** What a day of work costs, and what one currency is in another. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useRecord } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { minorOf } from '@/lib/amount'
import { money } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Field, NumberInput, TextInput } from '@/ui/input'
import { Skeleton } from '@/ui/skeleton'

import type { DayRate, Exchange } from './answers'
import { RateTable } from './RateTable'
import { Refused } from './Refused'

export function RatesView({ product }: { product: string }) {
  return (
    <div className="grid gap-8 px-4 py-4 lg:grid-cols-2">
      <DayRates product={product} />
      <Exchanges />
    </div>
  )
}

/** Whom it is proposed to, where somebody else decides. */
function Proposed({ right }: { right: Right }) {
  return right.may === 'propose' ? <p className="pb-2 text-12 text-text-muted">{m.money_proposes({ to: right.decides?.join(', ') ?? '' })}</p> : null
}

function DayRates({ product }: { product: string }) {
  const today = useToday()
  const right = useMay('budget.set', product)
  const act = useAct()
  const [adding, setAdding] = useState(false)
  const { value, error, retry } = useAsk<DayRate[]>(address('/dayrates', { product }), ['day_rate'])
  const remove = (r: DayRate) => act('POST', '/dayrates', { product, from: r.from, amount: null }, m.money_dayrate_gone())
  return (
    <Part
      title={m.money_dayrates()}
      actions={
        right.may !== 'no' && (
          <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
            {m.money_dayrate_add()}
          </Button>
        )
      }
    >
      <p className="pb-2 text-12 text-text-muted">{m.money_dayrates_text()}</p>
      <Proposed right={right} />
      {!value && (error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={80} />)}
      {value?.length === 0 && <p className="text-13 text-text-muted">{m.money_dayrates_empty()}</p>}
      <ul className="grid grid-cols-[auto_auto_minmax(0,1fr)_auto] gap-x-4 text-13">
        {value?.map((r) => (
          <li key={r.id} className="col-span-full grid min-h-9 grid-cols-subgrid items-center border-b py-1 last:border-b-0">
            <span className="tabular text-right font-medium">{money(r.amount, r.currency)}</span>
            <span className="tabular text-text-muted">{m.money_since({ day: sayDay(r.from, today) })}</span>
            <span className="min-w-0 break-words text-text-muted">{r.note}</span>
            {right.may !== 'no' && <IconButton icon="x" size="sm" variant="ghost" label={m.money_dayrate_remove({ day: sayDay(r.from, today) })} onClick={() => void remove(r)} />}
          </li>
        ))}
      </ul>
      {adding && <AddDayRate product={product} onClose={() => setAdding(false)} />}
    </Part>
  )
}

function AddDayRate({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const home = useRecord(product)
  const [from, setFrom] = useState<string | null>(today)
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [currency, setCurrency] = useState(String(home?.currency || 'EUR'))
  const amount = minorOf(text, currency)
  const send = async () => {
    const done = await act('POST', '/dayrates', { product, from, amount, currency: currency.trim().toUpperCase(), note }, m.money_dayrate_set())
    if (done) onClose()
  }
  return (
    <Ask title={m.money_dayrate_add()} action={m.money_save()} size="sm" ready={Boolean(from) && typeof amount === 'number'} onSend={send} onClose={onClose}>
      <TextInput label={m.money_dayrate_amount()} value={text} onChange={setText} inputMode="decimal" error={amount === undefined ? m.money_no_amount() : undefined} />
      <TextInput label={m.money_currency()} value={currency} onChange={setCurrency} maxLength={3} />
      <Field label={m.money_from()}>
        <DatePicker label={m.money_from()} value={from} onChange={setFrom} />
      </Field>
      <TextInput label={m.money_note()} hint={m.money_dayrate_note()} value={note} onChange={setNote} maxLength={500} />
    </Ask>
  )
}

function Exchanges() {
  const right = useMay('budget.set', undefined)
  const act = useAct()
  const [adding, setAdding] = useState(false)
  const { value, error, retry } = useAsk<Exchange[]>('/exchanges', ['exchange_rate'])
  const remove = (r: Exchange) => act('POST', '/exchanges', { from: r.from, to: r.to, on: r.on, rate: null }, m.money_exchange_gone())
  return (
    <Part
      title={m.money_exchanges()}
      actions={
        right.may !== 'no' && (
          <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
            {m.money_exchange_add()}
          </Button>
        )
      }
    >
      <p className="pb-2 text-12 text-text-muted">{m.money_exchanges_text()}</p>
      <Proposed right={right} />
      {!value && (error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={80} />)}
      {value?.length === 0 && <p className="text-13 text-text-muted">{m.money_exchanges_empty()}</p>}
      {value && value.length > 0 && <RateTable label={m.money_exchanges()} rates={value} onRemove={right.may === 'no' ? undefined : (r) => void remove(r)} />}
      {adding && <AddExchange onClose={() => setAdding(false)} />}
    </Part>
  )
}

function AddExchange({ onClose }: { onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const [from, setFrom] = useState('USD')
  const [to, setTo] = useState('EUR')
  const [on, setOn] = useState<string | null>(today)
  const [rate, setRate] = useState<number | null>(null)
  const [source, setSource] = useState('')
  const ready = Boolean(on) && rate !== null && rate > 0 && source.trim() !== '' && /^[A-Za-z]{3}$/.test(from) && /^[A-Za-z]{3}$/.test(to)
  const send = async () => {
    const done = await act('POST', '/exchanges', { from: from.toUpperCase(), to: to.toUpperCase(), on, rate, source }, m.money_exchange_set())
    if (done) onClose()
  }
  return (
    <Ask title={m.money_exchange_add()} action={m.money_save()} size="sm" ready={ready} onSend={send} onClose={onClose}>
      <TextInput label={m.money_exchange_from()} value={from} onChange={setFrom} maxLength={3} />
      <NumberInput label={m.money_exchange_rate()} value={rate} onChange={setRate} min={0} step={0.0001} format={{ maximumFractionDigits: 8 }} />
      <TextInput label={m.money_exchange_to()} value={to} onChange={setTo} maxLength={3} />
      <Field label={m.money_exchange_on()}>
        <DatePicker label={m.money_exchange_on()} value={on} onChange={setOn} />
      </Field>
      <TextInput label={m.money_exchange_source()} value={source} onChange={setSource} maxLength={200} />
    </Ask>
  )
}
