import { m } from '@/locales/gen/messages.js'
import type { ReactNode } from 'react'

import { cx } from './cx'
import { type Category, drawIcon, Icon, type IconLike, StateIcon } from './icon'
import { softTone, type Tone } from './styles'

interface BadgeProps {
  tone?: Tone
  icon?: IconLike
  children: ReactNode
  className?: string
}

/** A short word about something. A tone never speaks alone: the text or the icon says the same. */
export function Badge({ tone = 'neutral', icon, children, className }: BadgeProps) {
  return (
    <span className={cx('inline-flex h-5 max-w-full shrink-0 items-center gap-1 rounded-sm px-1.5 text-12 font-medium whitespace-nowrap tabular', softTone[tone], className)}>
      {drawIcon(icon, 12)}
      <span className="truncate">{children}</span>
    </span>
  )
}

/** The state of a record: the shape of its category and its name. */
export function StateBadge({ state, category, className }: { state: string; category: Category | (string & {}); className?: string }) {
  return (
    <span className={cx('inline-flex max-w-full items-center gap-1.5 text-13 whitespace-nowrap text-text-muted', className)}>
      <StateIcon category={category} />
      <span className="truncate first-letter:uppercase">{state}</span>
    </span>
  )
}

export function TagChip({ tag, onRemove, className }: { tag: string; onRemove?: () => void; className?: string }) {
  return (
    <span className={cx('inline-flex max-w-40 shrink-0 items-center rounded-sm border border-line bg-bg-raised pl-1.5 text-12 text-text-muted', onRemove ? 'h-6' : 'h-5 pr-1.5', className)}>
      <span className="truncate">{tag}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={m.ui_remove({ name: tag })}
          onClick={onRemove}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-text-faint hover:text-text"
        >
          <Icon name="x" size={12} />
        </button>
      )}
    </span>
  )
}
