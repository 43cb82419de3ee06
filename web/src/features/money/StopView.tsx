/** What had better be stopped: reasons for and against as numbers, and what people answered. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { change, changeIn, money, percent } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Icon, KindIcon } from '@/ui/icon'
import { Field, TextArea } from '@/ui/input'
import { Skeleton } from '@/ui/skeleton'
import { Callout, EmptyState } from '@/ui/state'

import { Refused } from './Refused'

interface Ground {
  sort: string
  amount: number | null
  number: number | null
  name: string
  in: string
  text: string
  about: string
  opens: 'record' | 'money' | 'case'
  low: number | null
  high: number | null
  last: string | null
  settled: number
}

interface Row {
  id: string
  key: string
  kind: string
  title: string
  state: string
  spent: number
  ahead: number
  brings: number
  frees: number
  against: Ground[]
  for: Ground[]
  last: { answer: 'stop' | 'keep'; reason: string; until: string | null } | null
}

interface Stops {
  currency: string
  items: Row[]
  kept: Row[]
  stopped: { id: string; record: string; key: string; kind: string; title: string; reason: string; createdAt: string }[]
  looked: number
  more: boolean
  left: { currency: string }[]
  rule: string
}

const kinds = ['money_line', 'day_rate', 'exchange_rate', 'business_case', 'case_line', 'stop_answer', 'feature', 'initiative', 'product', 'metric_point', 'link']

export function StopView({ product }: { product: string }) {
  const { value: s, error, retry } = useAsk<Stops>(address('/stops', { product }), kinds)
  const [asked, setAsked] = useState<{ row: Row; answer: 'stop' | 'keep' }>()
  const may = useMay('budget.set', product)
  const today = useToday()
  const link = useLink()
  if (!s) return error ? <Refused error={error} retry={retry} /> : <Skeleton width="100%" height={300} />
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      {s.left.length > 0 && (
        <Callout tone="amber" title={m.money_left({ what: s.left.map((l) => l.currency).join(', ') })}>
          {m.money_left_text({ currency: s.currency })}{' '}
          <a {...link(screenAddress(product, 'money', { view: 'rates' }))} className="underline">
            {m.money_rates()}
          </a>
        </Callout>
      )}
      {s.items.length === 0 ? (
        <EmptyState icon="circle-check" title={m.stops_none()} text={s.looked === 0 ? m.stops_nothing() : m.stops_none_text({ count: s.looked })} />
      ) : (
        <ol aria-label={m.stops_title()} className="flex flex-col">
          {s.items.map((r) => (
            <Line key={r.id} row={r} product={product} currency={s.currency} onAsk={may.may === 'no' ? undefined : (answer) => setAsked({ row: r, answer })} />
          ))}
        </ol>
      )}
      {s.kept.length > 0 && (
        <Part title={m.stops_kept()}>
          <ul>
            {s.kept.map((r) => (
              <Answered key={r.id} row={r}>
                {m.stops_kept_until({ reason: r.last?.reason ?? '', day: sayDay(r.last?.until, today) })}
              </Answered>
            ))}
          </ul>
        </Part>
      )}
      {s.stopped.length > 0 && (
        <Part title={m.stops_stopped()}>
          <ul>
            {s.stopped.map((r) => (
              <Answered key={r.id} row={r} day={sayDay(r.createdAt.slice(0, 10), today)}>
                {r.reason}
              </Answered>
            ))}
          </ul>
        </Part>
      )}
      <p className="max-w-3xl border-t pt-3 text-12 text-text-muted">
        {s.rule} {s.looked > 0 && m.stops_looked({ count: s.looked })} {s.more && m.stops_more()}
      </p>
      {asked && <Answer key={asked.answer} {...asked} right={may} onClose={() => setAsked(undefined)} />}
    </div>
  )
}

/** Something that was answered, with the reason beside it, or under it where there is no room. */
function Answered({ row: r, day, children }: { row: Pick<Row, 'key' | 'kind' | 'title'>; day?: string; children: string }) {
  const link = useLink()
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-0.5 border-b py-1.5 text-13 last:border-b-0 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)_6rem]">
      <a {...link(recordAddress(r.key))} className="flex min-h-6 min-w-0 items-center gap-2 rounded font-medium hover:underline">
        <KindIcon kind={r.kind} size={14} /> <span className="truncate">{r.title}</span>
      </a>
      <span className="order-last col-span-2 min-w-0 break-words text-text-muted md:order-none md:col-span-1">{children}</span>
      <span className="tabular text-right text-12 whitespace-nowrap text-text-faint">{day}</span>
    </li>
  )
}

/** A reason in words, and in numbers that read as they do everywhere else on the screen. */
function saysGround(g: Ground, r: Row, good: boolean, today: string): string {
  switch (g.sort) {
    case 'loses':
    case 'earns':
      return m.stops_says_costs({ ahead: money(r.ahead, g.in), brings: money(r.brings, g.in) })
    case 'limit':
      return m.stops_says_limit({ spent: money(r.spent, g.in), limit: money(r.spent - (g.amount ?? 0), g.in) })
    case 'case':
      return saysCase(g)
    case 'bet':
      return saysBet(g, good)
    case 'assumption':
      return m.stops_says_assumption({ what: g.name })
    case 'objective':
      return good ? m.stops_says_objective() : m.stops_says_no_objective()
    case 'silent':
      return g.last ? m.stops_says_silent({ name: g.name, day: sayDay(g.last, today) }) : m.stops_says_no_points({ name: g.name })
    case 'metric':
      return saysMetric(g, good)
    default:
      return g.text
  }
}

function saysCase(g: Ground): string {
  const of = { name: g.name, money: money(g.amount, g.in) }
  if ((g.amount ?? 0) < 0) return m.stops_says_less(of)
  return g.number !== null && g.number < 0.5 ? m.stops_says_unlikely({ ...of, chance: percent(g.number) }) : m.stops_says_more(of)
}

/** A feature has one bet; an initiative and a product have those of their features. */
function saysBet(g: Ground, good: boolean): string {
  if (g.settled === 0) return good ? m.stops_says_hit() : m.stops_says_missed()
  const missed = g.number ?? 0
  if (missed === 0) return m.stops_says_all_hit({ count: g.settled })
  return missed === g.settled ? m.stops_says_all_missed({ count: g.settled }) : m.stops_says_bets({ count: missed, settled: g.settled })
}

function saysMetric(g: Ground, good: boolean): string {
  const of = { name: g.name, change: sayChange(g.number ?? 0, g.in), low: change(g.low ?? 0), high: change(g.high ?? 0) }
  return good ? m.stops_says_right_way(of) : m.stops_says_wrong_way(of)
}

/** A percentage changes by points, whatever else by its unit. */
const sayChange = (by: number, unit: string) => (unit === '%' ? m.stops_points({ change: change(by) }) : changeIn(by, unit))

interface LineProps {
  row: Row
  product: string
  currency: string
  onAsk?: (answer: 'stop' | 'keep') => void
}

function Line({ row: r, product, currency, onAsk }: LineProps) {
  const link = useLink()
  const today = useToday()
  const to = (g: Ground) => (g.opens === 'case' ? screenAddress(product, 'money', { view: 'cases', case: g.about }) : g.opens === 'money' ? screenAddress(product, 'money', { view: 'lines', at: r.kind === 'product' ? undefined : r.key }) : `/r/${g.about}`)
  const ground = (g: Ground, good: boolean) => (
    <li key={g.sort}>
      <a {...link(to(g))} className="flex items-start gap-1.5 rounded text-13 hover:underline">
        <span className={`mt-0.5 ${good ? 'text-green-text' : 'text-red-text'}`}>
          <Icon name={good ? 'plus' : 'minus'} size={14} label={good ? m.stops_for() : m.stops_against()} />
        </span>
        <span>{saysGround(g, r, good, today)}</span>
      </a>
    </li>
  )
  return (
    <li aria-label={r.title} className="grid gap-x-6 gap-y-2 border-b py-3 last:border-b-0 md:grid-cols-[minmax(0,1fr)_minmax(0,1.6fr)_12.5rem]">
      <div className="min-w-0">
        <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 rounded font-medium hover:underline">
          <KindIcon kind={r.kind} size={14} />
          <span className="keyed shrink-0 font-normal text-text-faint">{r.key}</span>
          <span className="truncate">{r.title}</span>
        </a>
        <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-12 text-text-muted">
          {[
            [m.stops_state(), r.state],
            [m.stops_spent(), money(r.spent, currency)],
            [m.stops_ahead(), money(r.ahead, currency)],
            [m.stops_brings(), money(r.brings, currency)],
          ].map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="tabular first-letter:uppercase">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <ul className="flex flex-col gap-1">
        {r.against.map((g) => ground(g, false))}
        {r.for.map((g) => ground(g, true))}
        {r.last && <li className="text-12 text-text-muted">{m.stops_last({ reason: r.last.reason })}</li>}
      </ul>
      <div className="flex flex-row items-start gap-2 md:flex-col md:items-end">
        {r.frees > 0 && <Badge tone="green">{m.stops_frees({ money: money(r.frees, currency) })}</Badge>}
        {onAsk && (
          <span className="flex gap-1">
            <Button size="sm" icon="octagon-x" aria-label={m.stops_named({ what: m.stops_stop(), title: r.title })} onClick={() => onAsk('stop')}>
              {m.stops_stop()}
            </Button>
            <Button size="sm" variant="ghost" aria-label={m.stops_named({ what: m.stops_keep(), title: r.title })} onClick={() => onAsk('keep')}>
              {m.stops_keep()}
            </Button>
          </span>
        )}
      </div>
    </li>
  )
}

/** Asks for the reason, and of what is kept for when it is asked again. */
function Answer({ row, answer, right, onClose }: { row: Row; answer: 'stop' | 'keep'; right: Right; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState<string | null>(null)
  const act = useAct()
  const stop = answer === 'stop'
  const send = async () => {
    const done = stop
      ? await act('POST', `/records/${row.id}/stop`, { reason: reason.trim() }, m.stops_done({ title: row.title }))
      : await act('POST', `/records/${row.id}/stop/decline`, { reason: reason.trim(), ...(until ? { until } : {}) }, m.stops_kept_done({ title: row.title }))
    if (done) onClose()
  }
  return (
    <Ask
      title={stop ? m.stops_stop_title({ title: row.title }) : m.stops_keep_title({ title: row.title })}
      text={stop ? (row.kind === 'product' ? m.stops_stop_product() : m.stops_stop_text()) : [m.stops_keep_text(), right.may === 'propose' && m.money_proposes({ to: right.decides?.join(', ') ?? '' })].filter(Boolean).join(' ')}
      action={stop ? m.stops_stop() : m.stops_keep()}
      danger={stop}
      ready={reason.trim() !== ''}
      onClose={onClose}
      onSend={send}
    >
      <TextArea label={m.stops_reason()} value={reason} onChange={setReason} maxLength={1000} required />
      {!stop && (
        <Field label={m.stops_until()}>
          <DatePicker label={m.stops_until()} value={until} onChange={setUntil} />
        </Field>
      )}
    </Ask>
  )
}
