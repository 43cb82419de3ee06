import { memo } from 'react'

import { useAtCursor } from '@/record/views/common/cursor'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import { useTimeline } from './context'
import type { Section } from './lines'
import { ROW } from './Row'

interface GroupRowProps {
  line: string
  section: Section
  index: number
  top: number
  fold: (key: string, open: boolean) => void
}

/** The heading of a group; a press folds it. */
export const GroupRow = memo(function GroupRow({ line, section, index, top, fold }: GroupRowProps) {
  const { control, scale } = useTimeline()
  const here = useAtCursor(control.cursor, line)
  const press = () => {
    control.cursor.moveTo(line)
    fold(section.key, !section.open)
  }
  return (
    <div role="row" aria-rowindex={index + 2} aria-expanded={section.open} className="absolute left-0 flex border-b bg-bg-sunken" style={{ top, height: ROW, width: `calc(var(--gutter) + ${scale.width}px)` }}>
      <div
        role="gridcell"
        id={control.cursor.idOf(line)}
        onClick={press}
        className={cx('sticky left-0 z-20 flex w-(--gutter) cursor-pointer items-center gap-1.5 border-r bg-bg-sunken px-2 text-13 font-medium', here && 'rounded-sm group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus')}
      >
        <Icon name={section.open ? 'chevron-down' : 'chevron-right'} size={14} className="text-text-faint" />
        <span className="truncate">{section.label}</span>
        <span className="tabular text-12 font-normal text-text-faint">{section.count}</span>
      </div>
    </div>
  )
})
