import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element'
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useRef, useState } from 'react'

import { useRows } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor'
import { fieldRight } from '@/record/fields/editor-right'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'

import { Card, CARD, GAP } from './Card'
import { type Column, NONE } from './columns'
import { useHorizons } from './context'

interface ColumnProps {
  column: Column
  /** The card that Tab goes to. */
  first: string | undefined
}

type Over = { hint: string | undefined } | undefined

/** One column and its cards; only those in sight are drawn. */
export function ColumnView({ column: { value, label, ids }, first }: ColumnProps) {
  const { data, field, move, create, wanted } = useHorizons()
  const [over, setOver] = useState<Over>()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({ count: ids.length, getScrollElement: () => scroller.current, estimateSize: () => CARD, gap: GAP, getItemKey: (i) => ids[i]!, overscan: 4, paddingStart: 4, paddingEnd: 12 })
  const items = rows.getVirtualItems()
  useRows(items.map((v) => ids[v.index]!))
  // A card that was brought here by key is scrolled to, so that it is drawn and takes the focus.
  const asked = wanted.id === undefined ? -1 : ids.indexOf(wanted.id)
  if (asked >= 0) queueMicrotask(() => rows.scrollToIndex(asked, { align: 'auto' }))
  const drop = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element
      if (!element) return undefined
      const right = (id: string) => {
        const record = data.cache.get(id)
        return record ? fieldRight(data, record, field) : { may: 'no' as const }
      }
      return combine(
        autoScrollForElements({ element }),
        dropTargetForElements({
          element,
          canDrop: ({ source }) => source.data.horizons === data && (source.data.column === value || right(source.data.id as string).may !== 'no'),
          onDragEnter: ({ source }) => setOver({ hint: source.data.column === value ? undefined : proposes(right(source.data.id as string)) }),
          onDragLeave: () => setOver(undefined),
          onDrop: ({ source, location }) => {
            setOver(undefined)
            // Dropped on a card, the card has already put it in its place.
            if (location.current.dropTargets[0]?.element === element) move(source.data.id as string, value)
          },
        }),
      )
    },
    [data, field, value, move],
  )
  return (
    <section aria-label={label} className={cx('flex min-h-0 min-w-64 flex-1 flex-col rounded', over ? 'bg-accent-soft' : 'bg-bg-sunken')}>
      <header className="flex h-9 shrink-0 items-center gap-2 pr-1 pl-3">
        <h2 className="truncate text-13 font-semibold">{label}</h2>
        <span className="tabular text-12 text-text-faint">{ids.length}</span>
        {over?.hint && <span className="truncate text-12 text-violet-text">{over.hint}</span>}
        {create && <IconButton icon="plus" size="sm" className="ml-auto" label={m.views_horizons_new({ column: label })} onClick={() => create(value === NONE ? {} : { [field.name]: value })} />}
      </header>
      <div ref={drop} className="min-h-0 flex-1 overflow-y-auto px-2 quiet-scroll">
        {ids.length === 0 && <p className="px-1 py-2 text-12 text-text-faint">{m.views_horizons_none()}</p>}
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {items.map((v) => (
            <li key={v.key} aria-setsize={ids.length} aria-posinset={v.index + 1} className="absolute inset-x-0" style={{ top: v.start, height: CARD }}>
              <Card id={ids[v.index]!} column={value} first={ids[v.index] === first} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
