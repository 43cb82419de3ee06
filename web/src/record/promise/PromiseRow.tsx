import { memo } from 'react'

import { oddsOf } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { type Keeper, type Promised, standingOf } from './promise'

interface Props {
  promise: Promised
  /** Without whom it was given to, where all of a list have the same. */
  bare?: boolean
}

/** A promise in a line: what, by when, how likely, by whom; below it what keeps it. */
export const PromiseRow = memo(function PromiseRow({ promise: p, bare }: Props) {
  const link = useLink()
  const today = useToday()
  const { text, tone, icon } = standingOf(p)
  const to = p.toContact?.title ?? p.toAccount?.title
  const ended = p.standing === 'ended'
  return (
    <li className="border-b py-2 last:border-b-0">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-13">
        <a {...link(recordAddress(p.key))} className="flex min-w-0 flex-1 basis-64 items-center gap-2 rounded hover:underline">
          <KindIcon kind="promise" size={14} />
          <span className="keyed shrink-0 text-text-faint">{p.key}</span>
          <span className="min-w-0 truncate">{p.title}</span>
        </a>
        {!bare && to && <span className="max-w-48 truncate text-12 text-text-muted">{to}</span>}
        <span className={cx('tabular shrink-0 text-12', p.standing === 'overdue' ? 'text-red-text' : 'text-text-muted')} {...tip(p.days.length > 0 ? m.promise_was_for({ day: sayDay(p.days[0]!.from, today) }) : undefined)}>
          {ended && p.endedOn ? m.promise_ended_day({ day: sayDay(p.endedOn, today) }) : m.promise_for({ day: sayDay(p.dueOn, today) })}
          {p.days.length > 0 && <span className="text-text-faint"> {m.promise_moved({ count: p.days.length })}</span>}
        </span>
        <Badge tone={tone} icon={icon}>
          {text}
        </Badge>
        {p.atRisk && p.handledAt && <Badge tone="blue" icon="handshake">{m.promise_in_hand()}</Badge>}
        <Owner id={p.saidBy} />
      </div>
      {p.keptBy.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5 pl-6">
          {p.keptBy.map((k) => (
            <KeeperLine key={k.link} keeper={k} />
          ))}
          {p.hidden > 0 && <li className="text-12 text-text-faint">{m.promise_hidden({ count: p.hidden })}</li>}
        </ul>
      )}
    </li>
  )
})

/** What keeps a promise, with its odds by the promised day. */
function KeeperLine({ keeper: k }: { keeper: Keeper }) {
  const link = useLink()
  const today = useToday()
  return (
    <li className="min-w-0 text-12 text-text-muted" {...tip(k.by ? m.flow_odds({ day: sayDay(k.by, today) }) : undefined)}>
      <a {...link(recordAddress(k.key))} className={cx('inline-flex max-w-80 items-center gap-1 rounded hover:underline', k.dropped && 'line-through')}>
        <span className="keyed text-text-faint">{k.key}</span>
        <span className="min-w-0 truncate">{k.title}</span>
      </a>{' '}
      <span className="tabular">{keeperWord(k)}</span>
    </li>
  )
}

/** How far something is that keeps a promise, in a word. */
export const keeperWord = (k: Keeper): string => (k.dropped ? m.promise_keeper_dropped() : k.done ? m.promise_keeper_done() : k.odds === null ? m.promise_no_forecast() : oddsOf(k.odds))
