import { memo, useCallback, useState } from 'react'

import { cx } from '@/ui/cx'

import { cellKey } from './buckets'
import { CardList, Drop } from './CardList'
import { ColumnHead } from './ColumnHead'
import type { Filling, Parts } from './Cells'
import type { Column } from './columns'
import { scrollsWithCards, takeCards } from './drag'
import { QuickAdd } from './QuickAdd'

/** Columns that each scroll by themselves. */
export function OneLane({ parts, filling: { columns, cell, folded, entry } }: { parts: Parts; filling: Filling }) {
  return (
    <div className="flex min-h-full gap-2 px-3 py-2">
      {columns.map((c) => (
        <OneColumn key={c.key} column={c} ids={cell('', c.key)} closed={folded.has(c.key)} entry={entry} parts={parts} />
      ))}
    </div>
  )
}

interface ColumnProps {
  column: Column
  ids: readonly string[]
  closed: boolean
  entry: string | undefined
  parts: Parts
}

/** Drawn again when a card comes or goes, and not when one moves elsewhere. */
const OneColumn = memo(function OneColumn({ column, ids, closed, entry, parts }: ColumnProps) {
  const { board, field, fold, setLimit, spot, label, add, addMore } = parts
  const [box, setBox] = useState<HTMLElement | null>(null)
  // A folded column takes cards too, at its end.
  const drops = useCallback((el: HTMLElement | null) => (el ? takeCards(board, spot, '', column.key, el, () => null) : undefined), [board, spot, column.key])
  const scrolls = useCallback(
    (el: HTMLElement | null) => {
      setBox(el)
      return el ? scrollsWithCards(board, el) : undefined
    },
    [board],
  )
  return (
    <section ref={closed ? drops : undefined} aria-label={label(column.key)} className={cx('group/column relative flex min-h-0 shrink-0 flex-col', closed ? 'w-9' : 'w-72')}>
      <ColumnHead column={column} field={field} count={ids.length} folded={closed} onFold={() => fold(column.key)} onLimit={setLimit && (() => setLimit(column))} onAdd={addMore && (() => addMore(column.key))} />
      {closed && <Drop spot={spot} cell={cellKey('', column.key)} />}
      {!closed && (
        <div
          ref={scrolls}
          className="quiet-scroll -mx-1 flex min-h-0 flex-1 flex-col overflow-y-auto px-1 pt-1 pb-2"
        >
          <CardList lane="" column={column.key} label={label(column.key)} ids={ids} board={board} spot={spot} scroll={box} margin={4} entry={entry} foot={add && <QuickAdd cell={cellKey('', column.key)} quiet={false} onAdd={(title) => add('', column.key, title)} />} />
        </div>
      )}
    </section>
  )
})
