import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money, number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { NumberInput, TextInput } from '@/ui/input'

import type { Readiness } from './readiness'

const minor = (v: unknown): number | null => (typeof v === 'number' ? v : null)

/** Scope, money and days of a release, side by side. */
export function Money({ release: r, readiness }: { release: Rec; readiness: Readiness | undefined }) {
  const today = useToday()
  const [setting, setSetting] = useState(false)
  const [budget, spent, currency] = [minor(r.budget), minor(r.spent), String(r.currency ?? '')]
  const left = budget === null ? null : budget - (spent ?? 0)
  const day = (v: unknown) => (typeof v === 'string' ? sayDay(v, today) : '…')
  const days = readiness?.daysLeft
  return (
    <Part
      title={m.accept_money()}
      actions={
        <Button size="sm" variant="ghost" icon="pencil" onClick={() => setSetting(true)}>
          {m.accept_money_set()}
        </Button>
      }
    >
      <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1.5">
        {readiness && (
          <>
            <Figure name={m.accept_scope_items()} value={m.accept_scope_of({ done: number(readiness.accepted), all: number(readiness.items) })} />
            {readiness.points > 0 && <Figure name={m.accept_scope_points()} value={m.accept_scope_of({ done: number(readiness.pointsAccepted), all: number(readiness.points) })} />}
          </>
        )}
        <Figure name={m.accept_money_budget()} value={budget === null ? m.accept_money_none() : money(budget, currency)} />
        {spent !== null && <Figure name={m.accept_money_spent()} value={money(spent, currency)} note={left === null ? undefined : left >= 0 ? m.accept_money_left({ money: money(left, currency) }) : m.accept_money_over({ money: money(-left, currency) })} bad={left !== null && left < 0} />}
        {budget !== null && budget > 0 && spent !== null && (
          <dd className="col-span-2 mb-1">
            <div role="img" aria-label={`${m.accept_money_bar()}: ${Math.round((100 * spent) / budget)}%`} className="h-1.5 overflow-hidden rounded-full bg-bg-sunken">
              <div className={spent > budget ? 'h-full bg-red' : 'h-full bg-accent'} style={{ width: `${Math.min(100, (100 * spent) / budget)}%` }} />
            </div>
          </dd>
        )}
        <Figure
          name={m.accept_days()}
          value={r.startOn || r.dueOn ? m.accept_days_span({ from: day(r.startOn), to: day(r.releasedOn ?? r.dueOn) }) : m.accept_days_none()}
          note={days === null || days === undefined ? undefined : days >= 0 ? m.accept_days_left({ count: days }) : m.accept_days_past({ count: -days })}
          bad={typeof days === 'number' && days < 0}
        />
      </dl>
      {setting && <SetMoney release={r} onClose={() => setSetting(false)} />}
    </Part>
  )
}

function Figure({ name, value, note, bad }: { name: string; value: string; note?: string; bad?: boolean }) {
  return (
    <>
      <dt className="text-text-muted">{name}</dt>
      <dd className="tabular text-right">
        {value}
        {note && <span className={bad ? 'block text-12 text-red-text' : 'block text-12 text-text-muted'}>{note}</span>}
      </dd>
    </>
  )
}

function SetMoney({ release: r, onClose }: { release: Rec; onClose: () => void }) {
  const data = useData()
  const major = (v: unknown) => (typeof v === 'number' ? v / 100 : null)
  const [budget, setBudget] = useState(major(r.budget))
  const [spent, setSpent] = useState(major(r.spent))
  const [currency, setCurrency] = useState(String(r.currency || 'EUR'))
  const send = async () => {
    const cents = (v: number | null) => (v === null ? null : Math.round(v * 100))
    const now = { currency: currency.trim().toUpperCase(), budget: cents(budget), spent: cents(spent) }
    // What did not change is nobody's to decide.
    const change = Object.fromEntries(Object.entries(now).filter(([k, v]) => (r[k] ?? null) !== (v ?? null)))
    const outcome = await data.change(r.id, change)
    tellOutcome(outcome, m.accept_money_saved())
    if (!('refused' in outcome)) onClose()
  }
  return (
    <Ask title={m.accept_money_title({ name: r.title })} action={m.accept_done()} size="sm" ready={/^[A-Za-z]{3}$/.test(currency.trim())} onSend={send} onClose={onClose}>
      <NumberInput label={m.accept_money_budget()} value={budget} onChange={setBudget} min={0} />
      <NumberInput label={m.accept_money_spent()} value={spent} onChange={setSpent} min={0} />
      <TextInput label={m.accept_money_currency()} hint={m.accept_money_currency_hint()} value={currency} onChange={setCurrency} maxLength={3} />
    </Ask>
  )
}
