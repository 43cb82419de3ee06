import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type ReactNode } from 'react'

import { cx } from '@/ui/cx'

interface PickListProps {
  label: string
  ids: readonly string[]
  picked: string | undefined
  onPick: (id: string) => void
  /** What stands in a row; rows subscribe to what they show themselves. */
  row: (id: string, picked: boolean) => ReactNode
  /** Height of a row in px. */
  height: number
}

/**
 * A list of which one is looked at: the left half of a screen with two panes.
 * Only what is in sight is drawn.
 */
export function PickList({ label, ids, picked, onPick, row, height }: PickListProps) {
  const box = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (i) => ids[i]!,
    overscan: 8,
  })
  const at = picked === undefined ? -1 : ids.indexOf(picked)
  const shown = useRef(-1)
  // The row that is looked at stays in sight when the keyboard moves on.
  if (at >= 0 && at !== shown.current && box.current) queueMicrotask(() => rows.scrollToIndex(at, { align: 'auto' }))
  shown.current = at
  return (
    <div ref={box} className="quiet-scroll min-h-0 flex-1 overflow-y-auto">
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((v) => {
          const id = ids[v.index]!
          return (
            <li key={v.key} aria-setsize={ids.length} aria-posinset={v.index + 1} className="absolute inset-x-0 top-0" style={{ height, transform: `translateY(${v.start}px)` }}>
              <button
                type="button"
                aria-current={id === picked || undefined}
                onClick={() => onPick(id)}
                className={cx('flex size-full flex-col justify-center border-b px-4 text-left -outline-offset-2', id === picked ? 'bg-bg-selected' : 'hover:bg-bg-hover')}
              >
                {row(id, id === picked)}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
