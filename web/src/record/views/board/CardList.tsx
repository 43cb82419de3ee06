import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useRef, useSyncExternalStore, type ReactNode } from 'react'

import { cx } from '@/ui/cx'

import { Card } from './Card'
import { cellKey } from './buckets'
import type { BoardControl } from './control'
import { type DropSpot, STEP, takeCards } from './drag'

interface Props {
  lane: string
  column: string
  /** Names the list for screen readers. */
  label: string
  ids: readonly string[]
  board: BoardControl
  spot: DropSpot
  /** What scrolls it: the column, or the whole board where there are lanes. */
  scroll: HTMLElement | null
  /** How far down in it the list begins. */
  margin: number
  entry: string | undefined
  /** Stands under the last card. */
  foot?: ReactNode
}

/** The cards of a column in a lane; only those in sight are drawn. */
export const CardList = memo(function CardList({ lane, column, label, ids, board, spot, scroll, margin, entry, foot }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const cards = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroll,
    estimateSize: () => STEP,
    overscan: 4,
    scrollMargin: margin,
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
  })
  const drop = useCallback(
    (el: HTMLDivElement | null) => {
      if (!el) return undefined
      const offs = [takeCards(board, spot, lane, column, el, () => list.current), board.scrollsBy(cellKey(lane, column), (i) => cards.scrollToIndex(i, { align: 'auto' }))]
      return () => offs.forEach((off) => off())
    },
    [board, spot, lane, column, cards],
  )
  return (
    <div ref={drop} className="relative flex min-h-24 flex-1 flex-col">
      <ul ref={list} aria-label={label} className="relative shrink-0" style={{ height: cards.getTotalSize() }}>
        {cards.getVirtualItems().map(({ index, start }) => {
          const id = ids[index]!
          return <Card key={id} id={id} top={start - margin} place={index + 1} size={ids.length} entry={id === entry} board={board} />
        })}
      </ul>
      {foot}
      <Drop spot={spot} cell={cellKey(lane, column)} />
    </div>
  )
})

/** The line where the card would stand, and what would not happen at once. */
export function Drop({ spot, cell }: { spot: DropSpot; cell: string }) {
  const shown = useSyncExternalStore(spot.subscribe, () => (spot.shown?.cell === cell ? spot.shown : undefined))
  if (!shown) return null
  return (
    <div aria-hidden className={cx('pointer-events-none absolute -inset-1 z-10 rounded border border-dashed', shown.refused ? 'border-red bg-red-soft/40' : 'border-accent')}>
      {!shown.refused && <span className="absolute inset-x-1 h-0.5 rounded-full bg-accent" style={{ top: shown.index * STEP }} />}
      {shown.note && (
        <span className={cx('sticky top-2 mx-auto mt-2 flex w-fit max-w-[90%] min-w-32 rounded-sm bg-bg-raised px-2 py-1 text-12 shadow-float', shown.refused ? 'text-red-text' : 'text-text-muted')}>{shown.note}</span>
      )}
    </div>
  )
}
