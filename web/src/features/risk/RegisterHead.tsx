import { useMemo } from 'react'

import { address } from '@/data/client'
import { useAsk, useOrder } from '@/data/hooks'
import { money } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { takeOrTell } from '@/record/screen/take'
import { useToday } from '@/record/screen/today'
import { withoutCell } from '@/record/risk/matrix'
import { riskTypes, sayDays, sayExposure, sayMoney, setting, totalsOf, typeNames, useRegister, type Register, type Standing, type Sum } from '@/record/risk/register'
import { Severity, Trend } from '@/record/risk/Severity'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Skeleton } from '@/ui/skeleton'
import { Sparkline } from '@/ui/sparkline'
import { ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'
import { tip } from '@/ui/tooltip'

import { HeatMap } from './HeatMap'

const spans = ['30', '90', '180'] as const
type Span = (typeof spans)[number]
const spanOf = (said: string | undefined): Span => spans.find((s) => s === said) ?? '30'

const sides = ['type', 'moved', 'release', 'feature', 'came'] as const
type Side = (typeof sides)[number]
const sideNames: Record<Side, () => string> = { type: m.risks_by_type, moved: m.risks_moved, release: m.risks_by_release, feature: m.risks_by_feature, came: m.risks_came_true }

/** Over the list of risks: what they come to, where they stand, and how they moved. */
export function RegisterHead({ product }: { product: string }) {
  const [said, setSpan] = useAddressed('days')
  const span = spanOf(said)
  const { value, status, error, retry } = useRegister({ product }, Number(span))
  const [q] = useAddressed('q')
  // The map shows what the filter below leaves; a cell that is picked leaves all others in sight.
  const rest = withoutCell(q ?? '')
  const found = useOrder({ q: `type:risk is:open ${rest}`.trim(), product })
  const shown = useMemo(() => {
    const ids = new Set(found.ids)
    return (value?.risks ?? []).filter((r) => found.status !== 'ready' || ids.has(r.id))
  }, [value, found.ids, found.status])
  if (!value) return status === 'error' ? <ErrorState title={m.risks_failed()} text={error?.detail} onRetry={retry} className="py-4" /> : <div className="border-b px-4 py-3"><Skeleton height={170} /></div>
  if (value.risks.length === 0 && value.cameTrue.length === 0) return null
  return (
    <div className="quiet-scroll flex max-h-[55dvh] shrink-0 flex-wrap items-start gap-x-8 gap-y-3 overflow-y-auto border-b px-4 py-2">
      <HeatMap risks={shown} since={sayDaySince(value)} />
      <Totals register={value} product={product} span={span} onSpan={setSpan} />
      <Sides register={value} product={product} />
    </div>
  )
}

const sayDaySince = (r: Register) => sayDay(r.since, r.since)

function Totals({ register: r, product, span, onSpan }: { register: Register; product: string; span: Span; onSpan: (span: string | undefined) => void }) {
  const today = useToday()
  const day = sayDay(r.since, today)
  const was = (before: string) => m.risks_was({ before, day })
  const open = r.risks.length
  return (
    <section aria-label={m.risks_totals()} className="min-w-56">
      <div className="mb-1 flex items-center gap-1">
        <Segmented size="sm" label={m.risks_span()} value={span} onChange={(s) => onSpan(s === '30' ? undefined : s)} options={spans.map((value) => ({ value, label: m.risks_span_days({ days: value }) }))} />
        <Button size="sm" variant="ghost" icon="download" onClick={() => void takeOrTell(address('/risks.csv', { product, days: span }))} {...tip(m.risks_csv_hint())}>
          {m.risks_csv()}
        </Button>
      </div>
      <dl className="grid grid-cols-[auto_auto] items-center gap-x-4 gap-y-0.5 text-13" title={r.rule}>
        <dt className="text-text-muted">{m.risks_open()}</dt>
        <dd className="tabular font-medium">
          {open} {r.course[0] && r.course[0].open !== open && <span className="font-normal text-text-faint">{was(String(r.course[0].open))}</span>}
        </dd>
        <dt className="text-text-muted">{m.risks_severity()}</dt>
        <dd className="tabular flex items-center gap-2 font-medium">
          {r.severity} <span className="font-normal text-text-faint">{r.before !== r.severity && was(String(r.before))}</span>
          <Sparkline values={r.course.map((c) => c.severity)} label={m.risks_course_all({ from: r.before, to: r.severity, day })} tone={r.severity > r.before ? 'red' : 'green'} />
        </dd>
        {r.money.length > 0 && (
          <>
            <dt className="text-text-muted">{m.risks_exposure_money()}</dt>
            <dd className="tabular">
              {r.money.map((s) => (
                <Amount key={s.currency} sum={s} was={was} />
              ))}
            </dd>
          </>
        )}
        {(r.days > 0 || r.daysBefore > 0) && (
          <>
            <dt className="text-text-muted">{m.risks_exposure_days()}</dt>
            <dd className="tabular font-medium">
              {sayDays(r.days)} {r.days !== r.daysBefore && <span className="font-normal text-text-faint">{was(sayDays(r.daysBefore))}</span>}
            </dd>
          </>
        )}
        {r.cameTrue.length > 0 && (
          <>
            <dt className="text-text-muted">{m.risks_came_true()}</dt>
            <dd className="tabular font-medium">
              {r.cameTrue.length} <span className="font-normal text-text-faint">{[sayMoney(r.lost), r.lostDays > 0 ? sayDays(r.lostDays) : ''].filter(Boolean).join(', ')}</span>
            </dd>
          </>
        )}
      </dl>
      {r.more && <p className="text-12 text-amber-text">{m.risks_more()}</p>}
    </section>
  )
}

function Amount({ sum: s, was }: { sum: Sum; was: (before: string) => string }) {
  return (
    <span className="block font-medium">
      {money(s.minor, s.currency)} {s.minor !== s.before && <span className="font-normal text-text-faint">{was(money(s.before, s.currency))}</span>}
    </span>
  )
}

/** The same risks by something else; which one stands in the address. */
function Sides({ register, product }: { register: Register; product: string }) {
  const [said, setSide] = useAddressed('side')
  const side = sides.find((s) => s === said) ?? 'type'
  return (
    <section aria-label={sideNames[side]()} className="min-w-0 flex-1 basis-80">
      <div className="quiet-scroll -mx-1 mb-1 overflow-x-auto px-1">
        <Segmented size="sm" label={m.risks_sides()} value={side} onChange={(s) => setSide(s === 'type' ? undefined : s)} options={sides.map((value) => ({ value, label: sideNames[value]() }))} />
      </div>
      <div className="quiet-scroll max-h-52 overflow-y-auto">
        {side === 'type' && <ByType register={register} product={product} />}
        {side === 'moved' && <WhatMoved register={register} />}
        {(side === 'release' || side === 'feature') && <ByRecord key={side} product={product} by={side} />}
        {side === 'came' && <CameTrue register={register} />}
      </div>
    </section>
  )
}

const head = 'h-7 border-b text-12 text-text-muted [&>th]:pr-3 [&>th]:text-left [&>th]:font-medium'
const line = 'border-b last:border-b-0 hover:bg-bg-hover [&>td]:py-1 [&>td]:pr-3'

function WhoDecides({ decision, product }: { decision: string; product: string }) {
  const right = useMay(decision, product)
  if (right.may === 'act') return m.risks_you_decide()
  const who = right.decides?.join(', ') ?? ''
  return right.may === 'propose' && who ? m.screens_proposes_to({ who }) : who
}

/** Each type with who decides about it; pressed, the list is of that type alone. */
function ByType({ register, product }: { register: Register; product: string }) {
  const [q, setQ] = useAddressed('q')
  return (
    <table className="w-full border-collapse text-13">
      <caption className="sr-only">{m.risks_by_type()}</caption>
      <thead>
        <tr className={head}>
          <th scope="col">{m.risks_type()}</th>
          <th scope="col">{m.risks_open()}</th>
          <th scope="col">{m.risks_severity()}</th>
          <th scope="col">{m.risks_exposure()}</th>
          <th scope="col">{m.risks_decides()}</th>
        </tr>
      </thead>
      <tbody>
        {riskTypes.map((type) => {
          const t = totalsOf(register.risks.filter((r) => r.type === type))
          const chip = `risk-type:${type}`
          const on = (q ?? '').split(/\s+/).includes(chip)
          const others = (q ?? '').split(/\s+/).filter((w) => w && !w.startsWith('risk-type:'))
          return (
            <tr key={type} className={line}>
              <th scope="row" className="py-1 pr-3 text-left font-normal">
                <Button size="sm" variant="ghost" aria-pressed={on} onClick={() => setQ((on ? others : [...others, chip]).join(' ') || undefined)} className="-ml-1.5">
                  {typeNames[type]!()}
                </Button>
              </th>
              <td className="tabular">{t.open}</td>
              <td className="tabular">{t.severity}</td>
              <td className="tabular">{[sayMoney(t.money), t.days > 0 ? sayDays(t.days) : ''].filter(Boolean).join(', ')}</td>
              <td className="text-12 text-text-muted">
                <WhoDecides decision={setting(type)} product={product} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What moved since then, what got worse first. */
function WhatMoved({ register }: { register: Register }) {
  const order = { up: 0, new: 1, down: 2, level: 3 }
  const moved = register.risks.filter((r) => r.trend !== 'level').toSorted((a, b) => order[a.trend] - order[b.trend] || (b.severity ?? 0) - (a.severity ?? 0))
  if (moved.length === 0) return <p className="py-2 text-13 text-text-muted">{m.risks_moves_none()}</p>
  return (
    <ul>
      {moved.map((r) => (
        <li key={r.id}>
          <OpensRisk risk={r}>
            <Trend of={r} />
            <span className="tabular hidden shrink-0 text-right whitespace-nowrap sm:inline text-12 text-text-muted">{sayExposure(r)}</span>
            <Severity value={r.severity} />
          </OpensRisk>
        </li>
      ))}
    </ul>
  )
}

/** A line that opens a risk beside the list. */
function OpensRisk({ risk, children }: { risk: Pick<Standing, 'key' | 'title'>; children: React.ReactNode }) {
  const [, open] = useAddressed('open')
  return (
    <button type="button" onClick={() => open(risk.key)} className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded px-1 text-left text-13 hover:bg-bg-hover">
      <span className="keyed min-w-18 shrink-0 text-text-faint">{risk.key}</span>
      <span className="min-w-0 flex-1 truncate">{risk.title}</span>
      {children}
    </button>
  )
}

interface Exposed {
  id: string
  key: string
  title: string
  open: number
  severity: number
  worst: number
  money: Sum[]
  days: number
}

/** What the risks come to by what they concern. */
function ByRecord({ product, by }: { product: string; by: 'release' | 'feature' }) {
  const link = useLink()
  const { value, status, error, retry } = useAsk<Exposed[]>(`/risks/exposure?${new URLSearchParams({ product, by })}`, ['risk', 'link', 'release', 'feature'])
  if (!value) return status === 'error' ? <ErrorState text={error?.detail} onRetry={retry} className="py-4" /> : <Skeleton height={80} />
  if (value.length === 0) return <p className="py-2 text-13 text-text-muted">{m.risks_by_none()}</p>
  return (
    <table className="w-full border-collapse text-13">
      <caption className="sr-only">{sideNames[by]()}</caption>
      <thead>
        <tr className={head}>
          <th scope="col">{by === 'release' ? m.risks_release() : m.risks_feature()}</th>
          <th scope="col">{m.risks_open()}</th>
          <th scope="col">{m.risks_worst()}</th>
          <th scope="col">{m.risks_exposure()}</th>
        </tr>
      </thead>
      <tbody>
        {value.map((e) => (
          <tr key={e.id} className={line}>
            <th scope="row" className="max-w-64 py-1 pr-3 text-left font-normal">
              <a {...link(recordAddress(e.key))} className="block truncate rounded hover:underline">
                <span className="keyed mr-1.5 text-text-faint">{e.key}</span>
                {e.title}
              </a>
            </th>
            <td className="tabular">{e.open}</td>
            <td>
              <Severity value={e.worst || null} />
            </td>
            <td className="tabular">{[sayMoney(e.money), e.days > 0 ? sayDays(e.days) : ''].filter(Boolean).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CameTrue({ register }: { register: Register }) {
  const today = useToday()
  if (register.cameTrue.length === 0) return <p className="py-2 text-13 text-text-muted">{m.risks_came_none()}</p>
  return (
    <ul>
      {register.cameTrue.map((c) => (
        <li key={c.id}>
          <OpensRisk risk={c}>
            <span className={cx('tabular shrink-0 text-12', c.cost === null && c.days === null ? 'text-text-faint' : 'text-text-muted')}>{[c.cost !== null ? money(c.cost, c.currency) : '', c.days ? sayDays(c.days) : ''].filter(Boolean).join(', ') || m.risks_cost_unknown()}</span>
            <span className="tabular min-w-16 shrink-0 text-right text-12 whitespace-nowrap text-text-muted">{sayDay(c.on, today)}</span>
          </OpensRisk>
        </li>
      ))}
    </ul>
  )
}
