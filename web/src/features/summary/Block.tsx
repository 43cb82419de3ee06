import { createContext, useContext, type ReactNode } from 'react'

import type { Problem } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { useLink } from '@/record/screen/address'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

/** Where a part of the summary stands: on the screen, on paper, or on a slide of its own. */
export const Where = createContext<'screen' | 'sheet' | 'slide'>('screen')

interface BlockProps {
  title: string
  /** The screen on which all of this is done; left out where none is of these products. */
  to?: string
  count?: number
  /** Where exactly what was counted is listed; left out where no screen lists just that. */
  counted?: string
  /** Undefined while there is no answer. */
  ready: boolean
  error?: Problem
  onRetry: () => void
  /** What to say where there is nothing. */
  none?: string | false
  children: ReactNode
}

/** A part of the summary with its states; a slide has its title already, and is in large type. */
export function Block({ title, to, count, counted, ready, error, onRetry, none, children }: BlockProps) {
  const link = useLink()
  const where = useContext(Where)
  const inside = !ready ? (
    error ? <Failed text={error.detail} onRetry={onRetry} /> : <Waiting rows={3} />
  ) : none ? (
    <p className="py-1.5 text-text-muted">
      {to ? (
        <a {...link(to)} className="rounded underline underline-offset-2">
          {none}
        </a>
      ) : (
        none
      )}
    </p>
  ) : (
    children
  )
  if (where === 'slide') return <div className="[zoom:1.2] lg:[zoom:1.7]">{inside}</div>
  return (
    <Part
      title={title}
      note={ready && count ? counted ? <AllOf count={count} to={counted} /> : count : undefined}
      actions={
        to &&
        where === 'screen' && (
          <a {...link(to)} aria-label={m.summary_open({ what: title })} className="inline-flex size-6 items-center justify-center rounded text-text-faint hover:text-text">
            <Icon name="arrow-right" size={14} />
          </a>
        )
      }
    >
      {inside}
    </Part>
  )
}

/** A line of a part that leads to its record or screen, where there is one: what it is, and its numbers. */
export function Row({ to, children, className }: { to: string | undefined; children: ReactNode; className?: string }) {
  const link = useLink()
  const look = '-mx-2 flex min-h-8 min-w-0 flex-wrap items-center gap-x-2 rounded px-2 py-0.5'
  if (!to) return <p className={cx(look, className)}>{children}</p>
  return (
    <a {...link(to)} className={cx(look, 'hover:bg-bg-hover', className)}>
      {children}
    </a>
  )
}

export const Name = ({ children }: { children: ReactNode }) => <span className="min-w-0 flex-1 basis-36 truncate">{children}</span>
export const Said = ({ children, warn }: { children: ReactNode; warn?: boolean }) => <span className={cx('tabular shrink-0 text-12', warn ? 'text-amber-text' : 'text-text-muted')}>{children}</span>
