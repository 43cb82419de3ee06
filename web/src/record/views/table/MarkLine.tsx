import { memo } from 'react'

import { cx } from '@/ui/cx'
import { shapeTone, softTone } from '@/ui/styles'

import type { Mark } from './layout'

/** A line between rows that says what ends there. */
export const MarkLine = memo(function MarkLine({ marks, top }: { marks: readonly Mark[]; top: number }) {
  const tone = marks[0]?.tone ?? 'accent'
  return (
    <div role="row" className="absolute inset-x-0 top-0 flex h-7 items-center gap-2 border-b bg-bg-sunken pr-3 pl-9" style={{ transform: `translateY(${top}px)` }}>
      <div role="gridcell" className="flex min-w-0 flex-1 items-center gap-2">
        {marks.map((mark) => (
          <span key={mark.label} className={cx('tabular inline-flex h-5 shrink-0 items-center rounded-sm px-1.5 text-12 font-medium', softTone[mark.tone ?? 'accent'])}>
            {mark.label}
          </span>
        ))}
        <span aria-hidden className={cx('h-px min-w-0 flex-1 bg-current opacity-50', shapeTone[tone])} />
      </div>
    </div>
  )
})
