import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { memo, useCallback } from 'react'

import { useRecord } from '@/data/hooks'
import type { Day } from '@/lib/scale'
import { useSelected } from '@/record/list/selection'
import { cx } from '@/ui/cx'
import { StateIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { useCalendar } from './context'
import type { Spot } from './keys'

interface ChipProps {
  id: string
  day: Day
  here: boolean
  onPress: (to: Spot) => void
}

/** A record in its day. */
export const Chip = memo(function Chip({ id, day, here, onPress }: ChipProps) {
  const { control, selection, open } = useCalendar()
  const record = useRecord(id)
  const selected = useSelected(selection, id)
  const drag = useCallback(
    (element: HTMLElement | null) =>
      element
        ? draggable({
            element,
            canDrag: () => control.right(id).may !== 'no',
            getInitialData: () => ({ calendar: id, day }),
            onDragStart: () => control.drag(id),
            onDrop: () => control.endDrag(),
          })
        : undefined,
    [control, id, day],
  )
  if (!record) return null
  return (
    <div
      ref={drag}
      role="button"
      data-id={id}
      tabIndex={-1}
      id={control.cursor.idOf(`${day}_${id}`)}
      aria-label={`${record.title}, ${record.state}`}
      {...tip(`${record.key} ${record.title}`)}
      onClick={(e) => {
        e.stopPropagation()
        onPress({ day, id })
        if (e.metaKey || e.ctrlKey) selection.toggle(id)
        else open(id, 'panel')
      }}
      onDoubleClick={(e) => {
        e.stopPropagation()
        open(id, 'page')
      }}
      className={cx(
        'flex h-[22px] shrink-0 items-center gap-1.5 rounded-sm border px-1.5 text-12 max-sm:justify-center max-sm:px-0',
        selected ? 'border-accent bg-bg-selected' : 'border-line bg-bg-raised hover:bg-bg-hover',
        record.category === 'closed' && 'text-text-muted',
        here && 'outline-2 outline-focus',
      )}
    >
      <StateIcon category={record.category} size={12} />
      <span className="truncate max-sm:sr-only">{record.title}</span>
    </div>
  )
})
