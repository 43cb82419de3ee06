/** What was promised: to whom, by when, and whether it will be kept. */
import { useMemo, useState, type ReactNode } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { GivePromise } from '@/record/promise/GivePromise'
import { grouped, type Promised, usePromises } from '@/record/promise/promise'
import { PromiseRow } from '@/record/promise/PromiseRow'
import { useMay } from '@/record/screen/may'
import { Part, Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Toolbar } from '@/ui/layout'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { BoundDialog } from './BoundDialog'

const shows = { risk: { standing: 'at risk' }, gap: { standing: 'no delivery' }, live: {}, ended: { state: 'ended' }, all: { state: 'all' } } as const
type Show = keyof typeof shows
const bys = ['account', 'day', 'promiser', 'product'] as const
type By = (typeof bys)[number]

/** /p/KEY/promises: what is shown, of which products, to whom and in which groups stands in the address. */
export function PromisesScreen({ product: key }: { product: string }) {
  const product = useProduct(key)
  const right = useMay('promise.give', product?.id)
  const admin = ['owner', 'admin'].includes(useMe().member.role)
  const [said, setShow] = useAddressed('show')
  const [of, setOf] = useAddressed('of')
  const [to, setTo] = useAddressed('to')
  const [saidBy, setBy] = useAddressed('by')
  const [giving, setGiving] = useState(false)
  const [bounding, setBounding] = useState(false)
  const show: Show = said !== undefined && said in shows ? (said as Show) : 'live'
  const by: By = bys.find((b) => b === saidBy) ?? 'account'
  const { value, error, retry } = usePromises({ product: of === 'all' ? undefined : key, ...shows[show] })
  const everyone = value?.items ?? []
  const items = to ? everyone.filter((p) => p.toAccount?.key === to) : everyone
  const accounts = [...new Map(everyone.flatMap((p) => (p.toAccount ? [[p.toAccount.key, p.toAccount.title] as const] : []))).entries()].toSorted((a, b) => a[1].localeCompare(b[1]))
  if (to && !accounts.some(([k]) => k === to)) accounts.push([to, to])
  const risks = items.filter((p) => p.atRisk).length
  const give = right.may !== 'no' && (
    <Button icon="plus" title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => setGiving(true)}>
      {m.promise_give()}
    </Button>
  )
  return (
    <Screen title={m.promise_title()} note={value && [m.promise_count({ count: items.length }), risks > 0 && m.promise_risk_count({ count: risks })].filter(Boolean).join(' · ')} actions={give} scroll>
      <Toolbar label={m.promise_narrow()}>
        <Segmented
          size="sm"
          label={m.promise_show()}
          value={show}
          onChange={(v) => setShow(v === 'live' ? undefined : v)}
          options={[
            { value: 'live', label: m.promise_show_live() },
            { value: 'risk', label: m.promise_show_risk() },
            { value: 'gap', label: m.promise_show_gap() },
            { value: 'ended', label: m.promise_show_ended() },
            { value: 'all', label: m.screens_objectives_all() },
          ]}
        />
        <Segmented
          size="sm"
          label={m.promise_of()}
          value={of === 'all' ? 'all' : 'one'}
          onChange={(v) => setOf(v === 'all' ? 'all' : undefined)}
          options={[
            { value: 'one', label: product?.title ?? key },
            { value: 'all', label: m.promise_of_all() },
          ]}
        />
        <Select size="sm" label={m.promise_to_account()} value={to ?? ''} onChange={(v) => setTo(v || undefined)} options={[{ value: '', label: m.promise_to_any() }, ...accounts.map(([value, label]) => ({ value, label }))]} className="max-w-56" />
        <Select size="sm" label={m.promise_group()} value={by} onChange={(v) => setBy(v === 'account' ? undefined : v)} options={bys.map((value) => ({ value, label: byNames[value]() }))} />
        {value && (
          <span className="ml-auto flex items-center gap-1 text-12 text-text-muted">
            {m.promise_bound_is({ odds: percent(value.odds / 100) })}
            {admin && (
              <Button size="sm" variant="ghost" onClick={() => setBounding(true)}>
                {m.promise_bound_change()}
              </Button>
            )}
          </span>
        )}
      </Toolbar>
      {!value && (error ? <ErrorState title={m.promise_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows />)}
      {value && items.length === 0 && <Empty show={show} narrowed={!!to} give={give} />}
      {value && items.length > 0 && <Groups items={items} by={by} />}
      {value?.more && <p className="px-4 py-2 text-12 text-text-muted">{m.promise_more()}</p>}
      {value && items.some((p) => p.odds !== null) && <p className="max-w-3xl px-4 py-3 text-12 text-text-faint">{value.rule}</p>}
      {giving && <GivePromise product={key} onClose={() => setGiving(false)} />}
      {bounding && value && <BoundDialog odds={value.odds} patience={value.patience} onClose={() => setBounding(false)} />}
    </Screen>
  )
}

const byNames: Record<By, () => string> = { account: m.promise_by_account, day: m.promise_by_day, promiser: m.promise_by_promiser, product: m.promise_by_product }

function Empty({ show, narrowed, give }: { show: Show; narrowed: boolean; give: ReactNode }) {
  if (show === 'risk' && !narrowed) return <EmptyState icon="check" title={m.promise_no_risk()} text={m.promise_no_risk_text()} />
  if (show === 'gap' && !narrowed) return <EmptyState icon="check" title={m.promise_no_gap()} />
  if (narrowed || show === 'ended') return <EmptyState icon="handshake" title={m.promise_none_here()} />
  return <EmptyState icon="handshake" title={m.promise_empty()} text={m.promise_empty_text()} action={give} />
}

function Groups({ items, by }: { items: readonly Promised[]; by: By }) {
  const me = useMe()
  const names = useNames()
  const groups = grouped(items, (p) => {
    if (by === 'day') return { id: p.dueOn.slice(0, 7), name: names.month(p.dueOn) }
    if (by === 'promiser') return { id: p.saidBy ?? '', name: names.member(p.saidBy) ?? m.promise_nobody() }
    if (by === 'product') return { id: p.product, name: me.products.find((x) => x.id === p.product)?.title ?? '…' }
    if (p.toAccount) return { id: p.toAccount.id, name: p.toAccount.title }
    return p.member ? { id: p.member, name: m.promise_inside_to({ who: names.member(p.member) ?? '' }) } : { id: p.contact ?? '', name: p.toContact?.title ?? m.promise_hidden_to() }
  })
  return (
    <div className="flex flex-col gap-5 px-4 py-3">
      {groups.map((g) => (
        <Part key={g.id} title={g.name} note={g.items.length}>
          <ul>
            {g.items.map((p) => (
              <PromiseRow key={p.id} promise={p} bare={by === 'account' && !p.toContact} />
            ))}
          </ul>
        </Part>
      ))}
    </div>
  )
}

function useNames() {
  const list = useMembers()
  const members = useMemo(() => new Map(list.map((p) => [p.id, p.name])), [list])
  return {
    member: (id: string | null) => (id ? members.get(id) : undefined),
    month: (day: string) => new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)),
  }
}
