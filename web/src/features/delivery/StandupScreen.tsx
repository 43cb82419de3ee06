import { useMemo } from 'react'

import { address } from '@/data/client'
import { useAsk, useMe, useMembers, useRecord } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useGo, useLink } from '@/record/screen/address'
import { neighbour, screenKeys } from '@/record/screen/keys'
import { HowFar, Owner } from '@/record/screen/Line'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { Kbd } from '@/ui/kbd'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { sayLong, walk } from './boardShape'
import type { StepProps } from './SprintFrame'
import { StandupNote } from './StandupNote'
import { Stopwatch } from './Stopwatch'
import type { BoardShown, Fact, StandupNote as Note } from './types'
import { useCategories } from './useCategories'

const on = ['story', 'bug', 'task', 'spike', 'board', 'block']

/** The daily stand-up: the board from the right, one card at a time, with what was written by those who are not there. */
export function StandupScreen({ sprint, product }: StepProps) {
  const today = useToday()
  const me = useMe().member
  const members = useMembers()
  const [picked, pick] = useAddressed('day')
  const day = picked ?? today
  const categoryOf = useCategories(product)
  const board = useAsk<BoardShown>(address('/boards/cards', { product, sprint: sprint.key }), on)
  const notes = useAsk<Note[]>(address(`/sprints/${sprint.id}/standups`, { on: day }), ['standup_note'])
  const cards = useMemo(() => (board.value ? walk(board.value, categoryOf) : []), [board.value, categoryOf])
  const [at, setAt] = useAddressed('at')
  const current = cards.find((c) => c.item === at) ?? cards[0]
  const ids = cards.map((c) => c.item)
  const go = useGo()
  const step = (by: 1 | -1) => setAt(neighbour(ids, current?.item, by))
  const keys = screenKeys({ j: () => step(1), ArrowDown: () => step(1), ArrowRight: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), ArrowLeft: () => step(-1), Enter: () => current && go(recordAddress(current.item)) })
  if (sprint.category === 'todo') return <EmptyState icon="users" title={m.delivery_standup_not_begun()} text={m.delivery_standup_not_begun_text()} />
  const place = current ? cards.indexOf(current) + 1 : 0
  const mine = notes.value?.find((n) => n.member === me.id)
  return (
    <div ref={keys} className="quiet-scroll grid min-h-0 flex-1 content-start gap-x-8 gap-y-4 overflow-y-auto px-4 py-3 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Stopwatch />
          <span className="tabular text-13 text-text-muted">{m.delivery_standup_place({ place, all: cards.length })}</span>
          <span className="ml-auto flex gap-1">
            <Button size="sm" icon="chevron-left" disabled={place <= 1} onClick={() => step(-1)}>
              {m.delivery_previous()} <Kbd keys="k" bare />
            </Button>
            <Button size="sm" variant="primary" iconAfter="chevron-right" disabled={place === 0 || place === cards.length} onClick={() => step(1)}>
              {m.delivery_next()} <Kbd keys="j" bare />
            </Button>
          </span>
        </div>
        {board.error && !board.value ? (
          <ErrorState title={m.delivery_board_failed()} text={board.error.detail} onRetry={board.retry} />
        ) : !board.value ? (
          <SkeletonRows count={6} />
        ) : cards.length === 0 ? (
          <EmptyState icon="square-kanban" title={m.delivery_standup_empty()} text={m.delivery_standup_empty_text()} />
        ) : (
          <>
            {current && <Spotlight fact={current} shown={board.value} />}
            <ol aria-label={m.delivery_standup_order()} className="flex flex-col">
              {cards.map((c) => (
                <li key={c.item} aria-current={c === current || undefined}>
                  <Walked fact={c} shown={board.value!} now={c === current} onPick={() => setAt(c.item)} />
                </li>
              ))}
            </ol>
          </>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <div className="flex items-center gap-1">
          <IconButton icon="chevron-left" label={m.delivery_day_before()} onClick={() => pick(addDays(day, -1))} />
          <span className="tabular min-w-24 text-center text-13 font-medium">{day === today ? m.delivery_today() : sayDay(day, today)}</span>
          <IconButton icon="chevron-right" label={m.delivery_day_after()} disabled={day >= today} onClick={() => pick(addDays(day, 1) === today ? undefined : addDays(day, 1))} />
        </div>
        {sprint.category === 'doing' && <StandupNote key={`${day} ${mine?.id ?? ''}`} sprint={sprint.id} day={day} note={mine} onSaved={notes.retry} />}
        <Part title={m.delivery_standup_notes()} note={notes.value && notes.value.length > 0 ? notes.value.length : undefined}>
          {notes.error && !notes.value && <ErrorState title={m.delivery_standup_failed()} text={notes.error.detail} onRetry={notes.retry} />}
          {notes.value?.length === 0 && <p className="text-text-muted">{m.delivery_standup_no_notes()}</p>}
          {notes.value?.map((n) => {
            const name = members.find((x) => x.id === n.member)?.name ?? ''
            return (
              <article key={n.id} aria-label={name} className="border-t py-2 first:border-t-0">
                <h3 className="mb-1 flex items-center gap-2 text-13 font-medium">
                  <Avatar id={n.member} name={name} size={18} plain />
                  {name}
                </h3>
                <Said label={m.delivery_did()} text={n.did} />
                <Said label={m.delivery_will()} text={n.will} />
                <Said label={m.delivery_blocked()} text={n.blocked} loud />
              </article>
            )
          })}
        </Part>
      </div>
    </div>
  )
}

function Said({ label, text, loud }: { label: string; text: string; loud?: boolean }) {
  if (!text) return null
  return (
    <p className="text-13">
      <span className={cx('mr-1', loud ? 'font-medium text-red-text' : 'text-text-muted')}>{label}</span>
      <span className="whitespace-pre-line">{text}</span>
    </p>
  )
}

const columnName = (shown: BoardShown, id: string) => shown.board.columns.find((c) => c.id === id)?.name ?? ''

/** The card that is spoken of. */
function Spotlight({ fact, shown }: { fact: Fact; shown: BoardShown }) {
  const r = useRecord(fact.item)
  const link = useLink()
  const owner = useMembers().find((x) => x.id === r?.owner)
  if (!r) return <SkeletonRows count={2} />
  return (
    <section aria-label={m.delivery_standup_now()} aria-live="polite" className={cx('rounded border bg-bg-raised px-4 py-3', fact.block ? 'border-l-4 border-l-red' : 'border-l-4 border-l-accent')}>
      <p className="flex items-center gap-2 text-12 text-text-muted">
        <KindIcon kind={r.kind} size={14} />
        <span className="keyed">{r.key}</span>
        <span>{columnName(shown, fact.column)}</span>
        <span className={cx('tabular', fact.aged && 'font-medium text-amber-text')}>{m.delivery_stays({ days: Math.floor(fact.days) })}</span>
      </p>
      <a {...link(recordAddress(r.key))} className="mt-1 block rounded text-16 font-semibold hover:underline">
        {r.title}
      </a>
      <p className="mt-1 flex items-center gap-2 text-13 text-text-muted">
        <Owner id={r.owner} />
        {owner?.name ?? m.delivery_nobody()}
      </p>
      {fact.block && (
        <p className="mt-2 flex items-start gap-2 text-13 text-red-text">
          <Icon name="ban" size={14} className="mt-0.5" />
          {m.delivery_blocked_since({ reason: fact.block.reason, long: sayLong(fact.block.since, Date.now()) })}
        </p>
      )}
    </section>
  )
}

function Walked({ fact, shown, now, onPick }: { fact: Fact; shown: BoardShown; now: boolean; onPick: () => void }) {
  const r = useRecord(fact.item)
  if (!r) return <div className="h-9" />
  return (
    <button type="button" onClick={onPick} className={cx('flex h-9 w-full min-w-0 items-center gap-2 border-b px-1 text-left', now ? 'bg-bg-selected' : 'hover:bg-bg-hover')}>
      <HowFar record={r} />
      <span className="keyed shrink-0 text-text-faint">{r.key}</span>
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      {fact.block && <Icon name="ban" size={14} className="text-red" label={m.delivery_blocked()} />}
      <span className="shrink-0 text-12 text-text-muted max-sm:hidden">{columnName(shown, fact.column)}</span>
      <span className={cx('tabular w-10 shrink-0 text-right text-12', fact.aged ? 'font-medium text-amber-text' : 'text-text-muted')}>{m.delivery_days_short({ count: Math.floor(fact.days) })}</span>
      <Owner id={r.owner} />
    </button>
  )
}
