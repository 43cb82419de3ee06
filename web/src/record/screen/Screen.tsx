/**
 * What the screens that are more than a list are made of: the frame with its
 * title and actions, a part of a screen with its heading, a line for a record, a
 * figure that opens the records behind it, addresses, and the keys of a screen.
 */
import type { ReactNode } from 'react'

import { cx } from '@/ui/cx'

interface ScreenProps {
  title: string
  /** Beside the title, in grey. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  /** The screen scrolls as a whole; else its parts do. */
  scroll?: boolean
}

/** A screen under its title. */
export function Screen({ title, note, actions, children, scroll }: ScreenProps) {
  return (
    <section aria-label={title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5">
        <h1 className="text-14 font-semibold">{title}</h1>
        {note !== undefined && <div className="min-w-0 text-13 text-text-muted">{note}</div>}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className={cx('flex min-h-0 flex-1 flex-col', scroll && 'quiet-scroll overflow-y-auto')}>{children}</div>
    </section>
  )
}

interface PartProps {
  title: string
  /** A figure or a few words beside the title. */
  note?: ReactNode
  actions?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a screen, under a heading of its own. */
export function Part({ title, note, actions, children, className }: PartProps) {
  return (
    <section aria-label={title} className={cx('flex min-h-0 min-w-0 flex-col', className)}>
      <div className="flex h-8 shrink-0 items-center gap-2">
        <h2 className="truncate text-13 font-semibold">{title}</h2>
        {note !== undefined && <span className="tabular min-w-0 shrink-[99] truncate text-12 text-text-muted">{note}</span>}
        {actions && <div className="ml-auto flex shrink-0 items-center gap-1">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
