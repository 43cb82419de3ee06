import { useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'

import type { Field } from '@/record/fields/field'
import { GroupLabel } from '@/record/list/GroupLabel'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import { cellKey } from './buckets'
import { CardList } from './CardList'
import { ColumnHead } from './ColumnHead'
import type { Filling, Parts } from './Cells'
import { STEP } from './drag'
import { QuickAdd } from './QuickAdd'

const HEAD = 40
const POLICY = 72
const LANE = 36
const FOOT = 44
/** Room for one card, so that a lane can be dropped into. */
const LEAST = STEP

/** Lanes under each other, scrolled as one; only those in sight are drawn. */
export function Lanes({ parts, filling, lanes, field, scroll }: { parts: Parts; filling: Filling; lanes: readonly string[]; field: Field; scroll: HTMLElement | null }) {
  const { board, fold, setLimit, spot, label, add, addMore } = parts
  const { columns, cell, folded, entry } = filling
  const head = columns.some((c) => c.shape?.policy) ? HEAD + POLICY : HEAD
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const tallest = (lane: string) => Math.max(LEAST, ...columns.map((c) => cell(lane, c.key).length * STEP))
  const height = (lane: string) => (shut.has(lane) ? LANE : LANE + tallest(lane) + (add ? FOOT : 12))
  const heights = lanes.map(height).join()
  const rows = useVirtualizer({ count: lanes.length, getScrollElement: () => scroll, estimateSize: (i) => height(lanes[i]!), getItemKey: (i) => `${lanes[i]}`, scrollMargin: head, overscan: 1 })
  const [measured, setMeasured] = useState(heights)
  if (measured !== heights) {
    setMeasured(heights)
    queueMicrotask(() => rows.measure())
  }
  const widthOf = (key: string) => (folded.has(key) ? 'w-9' : 'w-72')
  const toggle = (lane: string) => setShut((before) => (before.has(lane) ? new Set([...before].filter((l) => l !== lane)) : new Set([...before, lane])))
  return (
    <div className="min-w-full">
      <div className="sticky top-0 z-20 flex w-max min-w-full gap-2 border-b bg-bg-sunken px-3" style={{ height: head }}>
        {columns.map((c) => (
          <div key={c.key} className={cx('group/column flex shrink-0 flex-col', widthOf(c.key))}>
            {folded.has(c.key) ? (
              <button type="button" aria-expanded={false} aria-label={label(c.key)} onClick={() => fold(c.key)} className="grid size-8 place-items-center rounded-sm text-text-faint hover:bg-bg-hover">
                <Icon name="chevrons-up-down" size={14} className="rotate-90" />
              </button>
            ) : (
              <ColumnHead column={c} field={parts.field} count={lanes.reduce((sum, l) => sum + cell(l, c.key).length, 0)} folded={false} onFold={() => fold(c.key)} onLimit={setLimit && (() => setLimit(c))} onAdd={addMore && (() => addMore(c.key))} />
            )}
          </div>
        ))}
      </div>
      <div className="relative w-max min-w-full" style={{ height: rows.getTotalSize(), width: columns.reduce((sum, c) => sum + (folded.has(c.key) ? 36 : 288) + 8, 24) }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const lane = lanes[index]!
          const open = !shut.has(lane)
          const count = columns.reduce((sum, c) => sum + cell(lane, c.key).length, 0)
          return (
            <section key={lane} aria-label={lane} className="absolute inset-x-0 top-0 border-b" style={{ transform: `translateY(${start - head}px)`, height: height(lane) }}>
              <div className="sticky left-0 flex w-fit items-center px-2" style={{ height: LANE }}>
                <button type="button" aria-expanded={open} onClick={() => toggle(lane)} className="flex h-7 min-w-0 items-center gap-2 rounded-sm px-1.5 text-13 font-medium hover:bg-bg-hover">
                  <Icon name="chevron-right" size={14} className={cx('text-text-faint transition-transform', open && 'rotate-90')} />
                  <GroupLabel field={field} value={lane} />
                  <span className="tabular text-12 font-normal text-text-faint">{count}</span>
                </button>
              </div>
              {open && (
                <div className="flex gap-2 px-3" style={{ height: height(lane) - LANE }}>
                  {columns.map((c) => (
                    <div key={c.key} className={cx('group/column flex shrink-0 flex-col', widthOf(c.key))}>
                      {!folded.has(c.key) && (
                        <CardList lane={lane} column={c.key} label={label(c.key)} ids={cell(lane, c.key)} board={board} spot={spot} scroll={scroll} margin={start + LANE} entry={entry} foot={add && <QuickAdd cell={cellKey(lane, c.key)} quiet onAdd={(title) => add(lane, c.key, title)} />} />
                      )}
                    </div>
                  ))}
                </div>
              )}
            </section>
          )
        })}
      </div>
    </div>
  )
}
