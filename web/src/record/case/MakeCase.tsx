import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { Field, TextInput } from '@/ui/input'
import { Segmented } from '@/ui/tabs'

import { casePeriodNames, casePeriods, type BusinessCase, type CasePeriod } from './cases'

interface MakeCaseProps {
  about: Rec
  onClose: () => void
  onMade: (id: string) => void
}

/** Asks for what a new business case begins with. */
export function MakeCase({ about, onClose, onMade }: MakeCaseProps) {
  const today = useToday()
  const [name, setName] = useState<string>(m.cases_first_name())
  const [period, setPeriod] = useState<CasePeriod>('quarter')
  const [from, setFrom] = useState(today.slice(0, 7))
  const [rate, setRate] = useState('10')
  const home = useRecord(about.kind === 'product' ? about.id : (about.product ?? undefined))
  const [typed, setTyped] = useState<string>()
  const currency = (typed ?? String(home?.currency || 'EUR')).trim().toUpperCase()
  const known = /^[A-Z]{3}$/.test(currency)
  const act = useAct()
  const share = Number(rate.replace(',', '.').replace('%', '')) / 100
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(from)
  const fine = name.trim() !== '' && month && known && share >= 0 && share <= 10
  const send = async () => {
    const done = await act<BusinessCase>('POST', `/records/${about.id}/cases`, { name: name.trim(), period, from: `${from}-01`, rate: share, currency }, m.cases_made({ name: name.trim() }))
    if (!done) return
    onClose()
    if ('value' in done) onMade(done.value.id)
  }
  return (
    <Ask title={m.cases_make_title({ title: about.title })} text={m.cases_make_text()} action={m.cases_make()} ready={fine} onClose={onClose} onSend={send}>
      <TextInput label={m.cases_name()} hint={m.cases_name_hint()} value={name} onChange={setName} maxLength={120} required />
      <Field label={m.cases_period()}>
        <Segmented label={m.cases_period()} value={period} onChange={setPeriod} options={casePeriods.map((value) => ({ value, label: casePeriodNames[value]() }))} />
      </Field>
      <TextInput label={m.cases_from()} hint={m.cases_from_hint()} error={month ? undefined : m.cases_from_bad()} value={from} onChange={setFrom} />
      <TextInput label={m.cases_rate()} hint={m.cases_rate_hint()} error={share >= 0 && share <= 10 ? undefined : m.cases_rate_bad()} value={rate} onChange={setRate} inputMode="decimal" />
      <TextInput label={m.money_currency()} error={known ? undefined : m.prices_currency_bad()} value={typed ?? currency} onChange={setTyped} maxLength={3} />
    </Ask>
  )
}
