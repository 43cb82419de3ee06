import { useState } from 'react'

import { addDays } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, RadioGroup, TextArea } from '@/ui/input'
import { Callout } from '@/ui/state'

import { outcomeName, type Bet } from './bet'

type Outcome = 'hit' | 'missed' | 'too early'

/** Settles a bet: as the number says, or otherwise with the reason; or puts it off. */
export function SettleBet({ bet, proposes, onSettled, onClose }: { bet: Bet; proposes?: string; onSettled?: () => void; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const says = bet.says.outcome as Outcome | ''
  const [outcome, setOutcome] = useState<Outcome>(says || 'too early')
  const [reason, setReason] = useState('')
  const [again, setAgain] = useState<string | null>(addDays(today, 28))
  const early = outcome === 'too early'
  const other = outcome !== says
  const ready = (!other || reason.trim() !== '') && (!early || (again !== null && again > today))
  const send = async () => {
    const said = early ? m.bets_put_off_done() : m.bets_settled_done({ outcome: outcomeName[outcome]!() })
    if (!(await act('POST', `/features/${bet.feature}/settle`, { outcome, reason: reason.trim(), ...(early ? { again } : {}) }, said))) return
    onClose()
    onSettled?.()
  }
  return (
    <Ask title={m.bets_settle_title({ title: bet.title })} text={bet.says.why} action={early ? m.bets_put_off() : m.bets_settle()} ready={ready} onSend={send} onClose={onClose}>
      <RadioGroup<Outcome>
        label={m.bets_outcome()}
        value={outcome}
        onChange={setOutcome}
        options={(['hit', 'missed', 'too early'] as const).map((value) => ({ value, label: outcomeName[value]!(), hint: value === says ? m.bets_number_says() : undefined }))}
      />
      {early && (
        <Field label={m.bets_again()}>
          <DatePicker label={m.bets_again()} now={today} value={again} onChange={setAgain} />
        </Field>
      )}
      <TextArea label={other ? m.bets_reason_other() : m.bets_reason()} value={reason} onChange={setReason} rows={2} autoGrow required={other} />
      {proposes && <Callout tone="blue">{proposes}</Callout>}
    </Ask>
  )
}
