import { useState } from 'react'

import { useData, useMember } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { oddsOf, percent } from '@/lib/measure'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { Owner } from '@/record/screen/Line'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { SectionHeader } from '@/ui/layout'
import { Skeleton } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { type Keeper, keepers, type Moved, type Promised, standingOf, usePromises } from './promise'
import { keeperWord } from './PromiseRow'
import { SettlePromise, type Settling } from './Settling'

/** A promise on its own page: its words, its odds and what they rest on, its days, and what one can do about it. */
export function PromiseParts({ record }: { record: Rec }) {
  const { value, error, retry } = usePromises({ record: record.id, state: 'all' })
  const right = useMay('promise.give', record.product)
  const [doing, setDoing] = useState<Settling>()
  const p = value?.items.find((x) => x.id === record.id)
  if (!value) return error ? <ErrorState title={m.promise_failed()} text={error.detail} onRetry={retry} /> : <Skeleton width="100%" height={120} />
  if (!p) return null
  const live = p.standing !== 'ended'
  const can = live && right.may !== 'no' && !record.archivedAt
  return (
    <>
      <section aria-label={m.promise_standing()} className="flex flex-col gap-3">
        {p.words && <blockquote className="border-l-2 border-line-strong pl-3 text-14 whitespace-pre-line">{p.words}</blockquote>}
        <Headline promise={p} bound={value.odds} />
        {live && p.riskAt && <Risk promise={p} patience={value.patience} />}
        {can && (
          <div className="flex flex-wrap gap-2">
            <Button size="sm" variant="primary" icon="check" onClick={() => setDoing('kept')}>
              {m.promise_keep()}
            </Button>
            <Button size="sm" icon="calendar" onClick={() => setDoing('renegotiate')}>
              {m.promise_renegotiate()}
            </Button>
            {p.atRisk && (
              <Button size="sm" icon="handshake" onClick={() => setDoing('handle')}>
                {m.promise_handle()}
              </Button>
            )}
            <Button size="sm" variant="ghost" onClick={() => setDoing('withdrawn')}>
              {m.promise_withdraw()}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => setDoing('broken')}>
              {m.promise_break()}
            </Button>
          </div>
        )}
      </section>
      <KeptBy promise={p} can={can} rule={value.rule} />
      {p.days.length > 0 && <Days promise={p} />}
      {doing && <SettlePromise what={doing} promise={p} onClose={() => setDoing(undefined)} />}
    </>
  )
}

/** "31 % by 12 March". */
function Headline({ promise: p, bound }: { promise: Promised; bound: number }) {
  const today = useToday()
  const { text, tone, icon } = standingOf(p)
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
      {p.standing === 'ended' ? (
        <span className="text-text-muted">{[p.endedOn && sayDay(p.endedOn, today), p.endedWhy].filter(Boolean).join(': ')}</span>
      ) : (
        <>
          <span className="tabular">{m.promise_for({ day: sayDay(p.dueOn, today) })}</span>
          {p.by && p.standing !== 'delivered' && <span className="tabular text-text-muted">{m.flow_odds({ day: sayDay(p.by, today) })}</span>}
          <span className="text-12 text-text-faint">{m.promise_bound_is({ odds: percent(bound / 100) })}</span>
        </>
      )}
    </p>
  )
}

/** Since when it is at risk, who was told, and what is done about it. */
function Risk({ promise: p, patience }: { promise: Promised; patience: number }) {
  const promiser = useMember(p.saidBy)
  const by = useMember(p.handledBy)
  const told = p.escalatedAt ? m.promise_told_both({ who: promiser?.name ?? '' }) : m.promise_told({ who: promiser?.name ?? '', days: patience })
  return (
    <Callout tone={p.handledAt ? 'blue' : 'red'} icon={p.handledAt ? 'handshake' : 'triangle-alert'} title={p.handledAt ? m.promise_in_hand_by({ who: by?.name ?? '', age: sayAge(p.handledAt) }) : m.promise_risk_since({ age: sayAge(p.riskAt!) })}>
      {p.handledAt ? p.handling : [p.riskOdds !== null && m.promise_risk_odds({ odds: oddsOf(p.riskOdds) }), told].filter(Boolean).join(' ')}
    </Callout>
  )
}

/** What keeps it, with the odds of each by the promised day. */
function KeptBy({ promise: p, can, rule }: { promise: Promised; can: boolean; rule: string }) {
  const data = useData()
  const search = useFind(keepers, p.product)
  const [adding, setAdding] = useState(false)
  const [turn, setTurn] = useState(0)
  const add = async (id: string | null) => {
    if (!id) return
    setTurn((n) => n + 1)
    tellOutcome(await data.link('kept by', p.id, id), m.promise_kept_added())
  }
  return (
    <section aria-label={m.promise_kept_by()}>
      <SectionHeader
        title={m.promise_kept_by()}
        count={p.keptBy.length || undefined}
        actions={can && !adding ? <IconButton size="sm" variant="ghost" icon="plus" label={m.promise_kept_add()} onClick={() => setAdding(true)} /> : undefined}
      />
      {p.keptBy.length === 0 && p.hidden === 0 && <p className={cx('text-13', p.standing === 'ended' ? 'text-text-faint' : 'text-amber-text')}>{m.promise_kept_none()}</p>}
      <ul>
        {p.keptBy.map((k) => (
          <KeptRow key={k.link} keeper={k} onRemove={can ? () => void data.unlink(k.link).then((o) => tellOutcome(o, m.promise_kept_removed())) : undefined} />
        ))}
      </ul>
      {p.hidden > 0 && <p className="text-12 text-text-faint">{m.promise_hidden({ count: p.hidden })}</p>}
      {adding && (
        <div className="my-1 flex items-center gap-2">
          <div key={turn} className="min-w-0 flex-1">
            <Combobox label={m.promise_kept_add()} placeholder={m.promise_kept_by_pick()} search={search} value={null} onChange={(id) => void add(id)} />
          </div>
          <IconButton icon="x" label={m.record_close()} onClick={() => setAdding(false)} />
        </div>
      )}
      {p.odds !== null && <p className="mt-1 text-12 text-text-faint">{rule}</p>}
    </section>
  )
}

function KeptRow({ keeper: k, onRemove }: { keeper: Keeper; onRemove?: () => void }) {
  const link = useLink()
  const today = useToday()
  return (
    <li className="flex h-8 min-w-0 items-center gap-2 text-13">
      <a {...link(recordAddress(k.key))} className={cx('flex min-w-0 flex-1 items-center gap-2 rounded hover:underline', k.dropped && 'line-through')}>
        <KindIcon kind={k.kind} size={14} />
        <span className="keyed shrink-0 text-text-faint">{k.key}</span>
        <span className="min-w-0 truncate">{k.title}</span>
      </a>
      {k.by && <span className="tabular hidden shrink-0 text-12 text-text-muted sm:inline">{m.flow_odds({ day: sayDay(k.by, today) })}</span>}
      <span className="tabular w-24 shrink-0 text-right text-12">{keeperWord(k)}</span>
      {onRemove && <IconButton size="sm" variant="ghost" icon="x" label={m.promise_kept_remove({ what: k.title })} onClick={onRemove} />}
    </li>
  )
}

/** The days for which it was promised, one after the other. */
function Days({ promise: p }: { promise: Promised }) {
  return (
    <section aria-label={m.promise_days()}>
      <SectionHeader title={m.promise_days()} count={p.days.length} />
      <ol>
        {p.days.map((d, i) => (
          <Step key={i} step={d} />
        ))}
      </ol>
    </section>
  )
}

function Step({ step: d }: { step: Moved }) {
  const today = useToday()
  const who = useMember(d.by)
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-3 border-b py-1.5 text-13 last:border-b-0">
      <span className="tabular">
        <s className="text-text-muted">{sayDay(d.from, today)}</s> → {sayDay(d.to, today)}
      </span>
      <span className="min-w-0 flex-1 text-text-muted">{d.why}</span>
      <span className="text-12 text-text-faint">{m.promise_moved_by({ who: who?.name ?? '', day: sayDay(d.on, today) })}</span>
      <Owner id={d.by} />
    </li>
  )
}
