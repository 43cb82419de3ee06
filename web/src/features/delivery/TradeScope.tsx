import { useState } from 'react'

import { useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { useRecords } from '@/record/screen/records'
import { plannedAfter, sprints, useSprintItems } from '@/record/screen/sprints'
import { Combobox } from '@/ui/combobox'
import { Checkbox, Field, TextArea } from '@/ui/input'
import { Select } from '@/ui/select'

import { OddsPanel } from './OddsPanel'

const backlog = ''
const kinds = ['story', 'bug', 'task', 'spike'] as const
const points = (records: readonly Rec[]) => records.reduce((sum, r) => sum + (typeof r.estimate === 'number' ? r.estimate : 0), 0)

/** A change of what a running sprint contains: what comes in names what goes out, or says why nothing does. */
export function TradeScope({ sprint, product, first, onClose }: { sprint: Rec; product: string; first?: string; onClose: () => void }) {
  const act = useAct()
  const all = useRecords(useList({ q: sprints, product, limit: 100 }).ids)
  const { items } = useSprintItems(sprint)
  const find = useFind([...kinds], product)
  const [came, setCame] = useState<readonly string[]>(first ? [first] : [])
  const [went, setWent] = useState<ReadonlySet<string>>(new Set())
  const [to, setTo] = useState<string>(backlog)
  const [why, setWhy] = useState('')
  const open = items.filter((i) => i.category === 'todo' || i.category === 'doing')
  const comes = useRecords(came)
  const goes = open.filter((i) => went.has(i.id))
  const alone = came.length === 0 || went.size === 0
  const ready = came.length + went.size > 0 && (!alone || why.trim() !== '')
  const balance = points(comes) - points(goes)
  const send = async () => {
    const done = await act('POST', `/sprints/${sprint.id}/trade`, { in: came, out: [...went], to: to || undefined, why: why.trim() }, m.delivery_traded({ came: comes.map((r) => r.key).join(', ') || '–', went: goes.map((r) => r.key).join(', ') || '–' }))
    if (done) onClose()
  }
  return (
    <Ask title={m.delivery_trade_title({ name: sprint.title })} text={m.delivery_trade_text()} action={m.delivery_trade()} size="lg" ready={ready} onSend={send} onClose={onClose}>
      <Field label={m.delivery_trade_in()}>
        <Combobox multiple label={m.delivery_trade_in()} value={came} onChange={(next: readonly string[]) => setCame(next.filter((id) => !items.some((i) => i.id === id)))} search={find} options={comes.map((r) => ({ value: r.id, label: r.title, hint: r.key }))} placeholder={m.delivery_trade_find()} />
      </Field>
      <fieldset className="flex min-w-0 flex-col">
        <legend className="mb-1 text-12 text-text-muted">{m.delivery_trade_out()}</legend>
        <div className="quiet-scroll max-h-56 overflow-y-auto rounded border px-2 py-1">
          {open.length === 0 && <p className="py-2 text-text-muted">{m.delivery_trade_out_none()}</p>}
          {open.map((i) => (
            <Checkbox
              key={i.id}
              checked={went.has(i.id)}
              onChange={(on) => setWent((before) => (on ? new Set([...before, i.id]) : new Set([...before].filter((x) => x !== i.id))))}
              label={`${i.key} ${i.title} · ${typeof i.estimate === 'number' ? m.screens_points({ count: i.estimate }) : m.screens_unsized()}${i.category === 'doing' ? ` · ${i.state}` : ''}`}
              className="py-1"
            />
          ))}
        </div>
      </fieldset>
      {went.size > 0 && (
        <Field label={m.delivery_trade_to()}>
          <Select label={m.delivery_trade_to()} value={to} onChange={setTo} options={[{ value: backlog, label: m.delivery_to_backlog() }, ...plannedAfter(all, sprint.id).map((s) => ({ value: s.id, label: s.title }))]} />
        </Field>
      )}
      <TextArea label={came.length > 0 && went.size === 0 ? m.delivery_trade_why_no_out() : m.delivery_trade_why()} required={alone} value={why} onChange={setWhy} rows={2} autoGrow maxLength={2000} />
      <div className="border-t pt-2">
        <p className="tabular mb-1 text-13">{balance === 0 ? m.delivery_trade_even() : m.delivery_trade_balance({ points: `${balance > 0 ? '+' : '−'}${number(Math.abs(balance))}` })}</p>
        <OddsPanel sprint={sprint.key} add={comes.map((r) => r.key)} remove={goes.map((r) => r.key)} />
      </div>
    </Ask>
  )
}
