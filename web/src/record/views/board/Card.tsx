import { memo, useCallback } from 'react'

import { useMe, useRecord } from '@/data/hooks'
import { dayAt, todayAt } from '@/lib/dayAt'
import { daysBetween } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { PersonValue, TagsValue } from '@/record/fields/cell-parts'
import { Blocked } from '@/record/list/Blocked'
import { useSelection } from '@/record/list/selection'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import type { BoardControl } from './control'
import { CARD, dragCard } from './drag'
import { type CardFact, useFact } from './shape'

interface Props {
  id: string
  top: number
  place: number
  size: number
  entry: boolean
  board: BoardControl
}

/** One card: drawn again when its record changes, or when it is selected or has the focus. */
export const Card = memo(function Card({ id, top, place, size, entry, board }: Props) {
  const record = useRecord(id)
  const selected = useSelection(board.selection, (s) => s.ids.has(id))
  const focused = useSelection(board.selection, (s) => s.focus === id)
  const fact = useFact(id)
  const ref = useCallback(
    (card: HTMLElement | null) => {
      if (!card) return undefined
      board.drawn(id, card)
      return dragCard(board, id, card)
    },
    [board, id],
  )
  return (
    <li
      ref={ref}
      id={board.cardId(id)}
      data-id={id}
      aria-posinset={place}
      aria-setsize={size}
      tabIndex={focused || entry ? 0 : -1}
      style={{ height: CARD, transform: `translateY(${top}px)` }}
      className={cx(
        'absolute inset-x-0 top-0 flex flex-col gap-1 rounded border px-2.5 py-2 text-13 [contain:layout_style]',
        selected ? 'border-accent bg-bg-selected' : 'border-line bg-bg-raised hover:border-line-strong',
        fact?.block && 'border-l-3 border-l-red',
        focused && 'shadow-[inset_2px_0_0_var(--color-accent)]',
      )}
    >
      {!record ? (
        <>
          <Skeleton width="40%" />
          <Skeleton width="90%" />
        </>
      ) : (
        <>
          <div className="flex h-4 items-center gap-1.5 text-12 text-text-faint">
            <KindIcon kind={record.kind} size={13} className="text-text-faint" />
            <span className="keyed">{record.key}</span>
            {selected && <span className="sr-only">{m.views_board_selected()}</span>}
            <span className="ml-auto flex items-center gap-1.5">
              {fact?.mark && (
                <span className={cx('inline-flex', fact.mark.loud ? 'text-red' : 'text-text-muted')} {...tip(fact.mark.label)}>
                  <Icon name={fact.mark.icon} size={13} label={fact.mark.label} />
                </span>
              )}
              {fact?.block ? <Held block={fact.block} /> : <Blocked id={id} />}
              {fact?.days !== undefined ? <Stay fact={fact} moving={record.category === 'doing'} /> : (record.category === 'todo' || record.category === 'doing') && <Age at={record.updatedAt} moving={record.category === 'doing'} />}
            </span>
          </div>
          <a href={`/r/${record.key}`} data-open tabIndex={-1} draggable={false} className="line-clamp-2 h-9 shrink-0 leading-4.5 text-text">
            {record.title}
          </a>
          <div className="mt-auto flex h-5 min-w-0 items-center gap-1.5">
            {typeof record.estimate === 'number' && (
              <span className="tabular inline-flex h-5 min-w-5 shrink-0 items-center justify-center rounded-sm bg-bg-hover px-1 text-12 text-text-muted" {...tip(m.views_board_estimate())}>
                {record.estimate}
              </span>
            )}
            <span className="min-w-0 flex-1 overflow-hidden">{record.tags.length > 0 && <TagsValue tags={record.tags} room={2} />}</span>
            {record.owner && <PersonValue id={record.owner} bare />}
          </div>
        </>
      )}
    </li>
  )
})

/** What holds the card up, and how long. */
function Held({ block }: { block: NonNullable<CardFact['block']> }) {
  const said = m.views_board_blocked({ reason: block.reason, long: block.long })
  return (
    <span className="tabular inline-flex items-center gap-0.5 font-medium text-red-text" {...tip(said)}>
      <Icon name="ban" size={13} label={said} />
      {block.long}
    </span>
  )
}

/** For how long it has stood in its column, stressed where that is longer than most do. */
function Stay({ fact, moving }: { fact: CardFact; moving: boolean }) {
  const days = Math.floor(fact.days ?? 0)
  if (!fact.aged && (days < 1 || !moving)) return null
  return (
    <span className={cx('tabular text-12', fact.aged ? 'font-medium text-amber-text' : 'text-text-faint')} {...tip(fact.age)}>
      {fact.aged && <Icon name="timer" size={12} className="mr-0.5 inline" label={fact.age} />}
      {m.views_board_days({ count: days })}
    </span>
  )
}

/** From so many days on it is said, and then stressed, how long a card has not moved. */
const QUIET = 3
const OLD = 7
const STALE = 14

function Age({ at, moving }: { at: string; moving: boolean }) {
  const { zone } = useMe().workspace
  const days = daysBetween(dayAt(at, zone), todayAt(zone))
  if (days < QUIET || (!moving && days < STALE)) return null
  const tone = !moving || days < OLD ? 'text-text-faint' : days < STALE ? 'text-amber-text' : 'text-red-text font-medium'
  return (
    <span className={cx('tabular text-12', tone)} {...tip(m.views_board_age({ count: days }))}>
      {m.views_board_days({ count: days })}
    </span>
  )
}
