import { memo, useState, type ReactNode } from 'react'

import type { Outcome } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'

import type { Criterion } from './criteria'
import { dragRow } from './dragRow'
import { KeptText } from './KeptText'

interface CriterionRowProps {
  criterion: Criterion
  place: number
  of: number
  readOnly: boolean
  proposes?: string
  onMet: (met: boolean) => void
  onText: (text: string) => Promise<Outcome>
  onRemove: () => void
  onMove: (by: number) => void
  onDrop: (id: string, below: boolean) => void
  onAfter: () => void
  under: ReactNode
}

export const CriterionRow = memo(function CriterionRow({ criterion: c, place, of, readOnly, proposes, onMet, onText, onRemove, onMove, onDrop, onAfter, under }: CriterionRowProps) {
  const [over, setOver] = useState<'above' | 'below'>()
  const keys = (e: React.KeyboardEvent) => {
    if (readOnly || !['ArrowUp', 'ArrowDown', 'Enter', 'Delete', 'Backspace'].includes(e.key)) return
    if (e.altKey && e.key.startsWith('Arrow')) onMove(e.key === 'ArrowUp' ? -1 : 1)
    else if (e.target !== e.currentTarget.querySelector('[data-grip]')) return
    else if (e.key === 'Enter') onAfter()
    else if (e.key === 'Delete' || e.key === 'Backspace') onRemove()
    else if (e.key === 'ArrowUp' || e.key === 'ArrowDown') onMove(e.key === 'ArrowUp' ? -1 : 1)
    e.preventDefault()
    e.stopPropagation()
  }
  return (
    <li data-criterion={c.id} onKeyDown={keys} ref={readOnly ? undefined : dragRow(c.id, setOver, onDrop)} className="group/row relative">
      <div className="flex items-start gap-1 rounded px-2 py-0.5 hover:bg-bg-hover/50">
        {!readOnly && (
          <button type="button" data-grip aria-label={m.record_criteria_grip({ place, of })} className="absolute top-1 -left-2 grid h-6 w-4 cursor-grab place-items-center rounded-sm text-text-faint opacity-0 after:absolute after:-inset-x-1 after:inset-y-0 group-hover/row:opacity-100 focus-visible:opacity-100">
            <Icon name="grip-vertical" size={12} />
          </button>
        )}
        <Checkbox hideLabel label={m.record_criteria_met({ text: c.text })} checked={c.met} disabled={readOnly} onChange={onMet} className="mt-0.5 pr-1" />
        <KeptText label={m.record_criteria_text()} value={c.text} placeholder={m.record_criteria_new_hint()} readOnly={readOnly} proposes={proposes} onCommit={onText} className={cx('min-h-7 px-1.5 py-1 text-13', c.met && 'text-text-muted')} />
        {!readOnly && <IconButton size="sm" icon="x" label={m.record_criteria_remove()} onClick={onRemove} className="mt-0.5 opacity-0 group-hover/row:opacity-100 focus-visible:opacity-100" />}
      </div>
      {over && <span aria-hidden className={cx('pointer-events-none absolute inset-x-2 h-0.5 rounded-full bg-accent', over === 'above' ? '-top-px' : '-bottom-px')} />}
      {under}
    </li>
  )
})
