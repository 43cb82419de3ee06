/**
 * The suggested order of the backlog beside the product owner's own: what each
 * score is made of, why the places differ, and the weights behind it. Nothing
 * moves until somebody takes it.
 */
import { useMemo, useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useData } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useCall } from '@/record/page/call'
import { recordAddress, useLink } from '@/record/screen/address'
import { Screen } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { move, partNames, parts, sayPart, type Order, type Part, type Row } from './suggested'
import { WeightsPanel } from './WeightsPanel'

const heard = ['story', 'bug', 'task', 'spike', 'feature', 'feedback', 'link', 'account', 'weighing']

export function SuggestedScreen({ product }: { product: string }) {
  const asked = useAsk<Order>(address('/backlog/suggestion', { product, limit: 200 }), heard)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [weighing, setWeighing] = useState(false)
  const order = asked.value
  const differ = useMemo(() => order?.items.filter((r) => r.own !== r.place) ?? [], [order])
  return (
    <Screen
      title={m.story_suggest()}
      note={order && m.story_suggest_note({ count: order.compared, differ: differ.length })}
      actions={
        <>
          <Take product={product} ids={[...chosen]} onDone={() => setChosen(new Set())} />
          <Button size="sm" icon="sliders-horizontal" aria-pressed={weighing} onClick={() => setWeighing(!weighing)}>
            {m.story_weights()}
          </Button>
        </>
      }
    >
      {asked.status === 'error' && !order && <ErrorState text={asked.error?.detail} onRetry={asked.retry} />}
      {!order && asked.status === 'loading' && (
        <div className="p-4">
          <SkeletonRows count={10} />
        </div>
      )}
      {order && (
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          {weighing && <WeightsPanel key={JSON.stringify(order.weights)} product={product} weights={order.weights} own={order.own} onDone={asked.retry} />}
          <div className="min-h-0 min-w-0 flex-1 overflow-auto quiet-scroll" role="region" aria-label={m.story_suggest()} tabIndex={0}>
            {order.items.length === 0 ? (
              <EmptyState icon="list-ordered" title={m.story_suggest_empty()} text={m.story_suggest_empty_text()} />
            ) : (
              <>
                <Legend />
                <Rows order={order} chosen={chosen} onChoose={setChosen} />
              </>
            )}
            <Footnotes order={order} />
          </div>
        </div>
      )}
    </Screen>
  )
}

function Take({ product, ids, onDone }: { product: string; ids: string[]; onDone: () => void }) {
  const data = useData()
  const call = useCall()
  const [busy, setBusy] = useState(false)
  const right = rightTo(data, 'backlog.rank', data.session.productId(product))
  const take = async () => {
    setBusy(true)
    const done = await call('POST', '/backlog/take', { product, ids })
    setBusy(false)
    if ('refused' in done) return
    if ('done' in done) toast({ text: m.story_suggest_taken({ count: ids.length }) })
    onDone()
  }
  if (ids.length === 0 || right.may === 'no') return null
  return (
    <Button size="sm" variant="primary" busy={busy} onClick={() => void take()} title={proposes(right)}>
      {right.may === 'act' ? m.story_suggest_take({ count: ids.length }) : m.story_suggest_propose({ count: ids.length })}
    </Button>
  )
}

interface RowsProps {
  order: Order
  chosen: ReadonlySet<string>
  onChoose: (ids: ReadonlySet<string>) => void
}

function Rows({ order, chosen, onChoose }: RowsProps) {
  const all = order.items.filter((r) => r.own !== r.place).map((r) => r.id)
  const toggle = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    onChoose(next)
  }
  return (
    <table className="w-full border-collapse text-13">
      <thead className="sticky top-0 z-10 bg-bg">
        <tr className="border-b border-line text-left text-12 text-text-muted [&>th]:h-8 [&>th]:px-2 [&>th]:font-medium">
          <th className="w-8 pl-4!">
            <Checkbox hideLabel label={m.story_suggest_all()} checked={all.length > 0 && all.every((id) => chosen.has(id))} indeterminate={chosen.size > 0 && !all.every((id) => chosen.has(id))} onChange={(on) => onChoose(new Set(on ? all : []))} />
          </th>
          <th className="w-14 text-right">{m.story_suggest_place()}</th>
          <th className="w-20">{m.story_suggest_own()}</th>
          <th>{m.story_suggest_item()}</th>
          <th className="max-lg:hidden">{m.story_suggest_grounds()}</th>
          <th className="max-md:hidden">{m.story_suggest_why()}</th>
        </tr>
      </thead>
      <tbody>
        {order.items.map((r) => (
          <Line key={r.id} row={r} currency={order.currency} chosen={chosen.has(r.id)} onChoose={(on) => toggle(r.id, on)} />
        ))}
      </tbody>
    </table>
  )
}

function Line({ row: r, currency, chosen, onChoose }: { row: Row; currency: string; chosen: boolean; onChoose: (on: boolean) => void }) {
  const link = useLink()
  const by = move(r)
  return (
    <tr className={cx('border-b border-line align-top [&>td]:px-2 [&>td]:py-1.5', chosen ? 'bg-bg-selected' : 'hover:bg-bg-hover')}>
      <td className="pl-4!">{by !== 0 && <Checkbox hideLabel label={m.story_suggest_choose({ key: r.key })} checked={chosen} onChange={onChoose} />}</td>
      <td className="tabular text-right font-medium">{r.place}</td>
      <td className="tabular whitespace-nowrap text-text-muted">
        <span className="inline-flex items-center gap-1">
          {r.own}
          {by !== 0 && (
            <span className={cx('inline-flex items-center text-12', by > 0 ? 'text-green-text' : 'text-amber-text')}>
              <Icon name={by > 0 ? 'arrow-up' : 'arrow-down'} size={12} label={by > 0 ? m.story_suggest_up() : m.story_suggest_down()} />
              {Math.abs(by)}
            </span>
          )}
        </span>
      </td>
      <td className="max-w-80">
        <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 hover:underline">
          <KindIcon kind={r.kind} size={14} />
          <span className="keyed shrink-0 text-text-faint">{r.key}</span>
          <span className="min-w-0 truncate">{r.title}</span>
        </a>
        <p className="text-12 text-text-muted md:hidden">{r.reason}</p>
      </td>
      <td className="max-lg:hidden">
        <Grounds grounds={r.parts} currency={currency} score={r.score} />
      </td>
      <td className="max-w-80 min-w-56 text-text-muted max-md:hidden">{r.reason}</td>
    </tr>
  )
}

/** A score as what it was made from: a bar for each part, as wide as it weighs and as full as it speaks for the item. */
function Grounds({ grounds, currency, score }: { grounds: readonly Part[]; currency: string; score: number | null }) {
  const total = grounds.reduce((n, p) => n + Math.abs(p.weight), 0) || 1
  const said = grounds.map((p) => sayPart(p, currency)).join(', ')
  return (
    <div className="flex items-center gap-2">
      <span className="tabular w-8 text-right font-medium">{score === null ? '–' : Math.round(score)}</span>
      <div role="img" aria-label={said} title={said} className="flex h-3.5 w-40 gap-px overflow-hidden rounded-sm">
        {grounds.map((p, i) => (
          <span key={p.name} className="relative h-full bg-bg-hover" style={{ width: `${(Math.abs(p.weight) / total) * 100}%` }}>
            {p.norm !== null && <span className="absolute inset-x-0 bottom-0" style={{ height: `${p.weight < 0 ? 100 - p.norm : p.norm}%`, background: `var(--color-chart-${i + 1})` }} />}
          </span>
        ))}
      </div>
    </div>
  )
}

/** What the colours of the bars stand for. */
function Legend() {
  return (
    <ul aria-label={m.story_suggest_grounds()} className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-2 text-12 text-text-muted max-lg:hidden">
      {parts.map((p, i) => (
        <li key={p} className="flex items-center gap-1.5">
          <span aria-hidden className="size-2.5 rounded-sm" style={{ background: `var(--color-chart-${i + 1})` }} />
          {partNames[p]()}
        </li>
      ))}
    </ul>
  )
}

function Footnotes({ order }: { order: Order }) {
  return (
    <div className="flex flex-col gap-1 px-4 py-3 text-12 text-text-muted">
      {order.more && <p>{m.story_suggest_more({ count: order.compared })}</p>}
      {order.left.length > 0 && <p>{m.story_suggest_left({ currency: order.currency, others: order.left.join(', ') })}</p>}
      <p>{m.story_suggest_how({ formula: order.formula })}</p>
    </div>
  )
}
