/** What a place says when it has nothing to show, or cannot show it. */
import type { ReactNode } from 'react'

import { m } from '@/locales/gen/messages.js'

import { Button } from './button'
import { cx } from './cx'
import { drawIcon, Icon, type IconLike, type IconName } from './icon'
import { shapeTone, type Tone } from './styles'

interface EmptyStateProps {
  icon?: IconLike
  title: string
  text?: ReactNode
  /** The button for what to do. */
  action?: ReactNode
  secondary?: ReactNode
  className?: string
}

/** Empty is a start: what belongs here, and the way to begin. */
export function EmptyState({ icon, title, text, action, secondary, className }: EmptyStateProps) {
  return (
    <div className={cx('mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center', className)}>
      {icon && <span className="mb-3 text-text-faint">{drawIcon(icon, 24)}</span>}
      <p className="text-14 font-medium text-text">{title}</p>
      {text && <p className="mt-1 text-13 text-balance text-text-muted">{text}</p>}
      {(action || secondary) && (
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {action}
          {secondary}
        </div>
      )}
    </div>
  )
}

interface ErrorStateProps {
  title?: string
  text?: ReactNode
  icon?: IconLike
  onRetry?: () => void
  action?: ReactNode
  className?: string
}

/** What happened, what was kept, what next. */
export function ErrorState({ title, text, icon = 'circle-alert', onRetry, action, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cx('mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center', className)}>
      <span className="mb-3 text-red">{drawIcon(icon, 24)}</span>
      <p className="text-14 font-medium text-text">{title ?? m.ui_error_title()}</p>
      <p className="mt-1 text-13 text-balance text-text-muted">{text ?? m.ui_error_text()}</p>
      {(onRetry || action) && (
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {onRetry && (
            <Button icon="refresh-cw" onClick={onRetry}>
              {m.ui_retry()}
            </Button>
          )}
          {action}
        </div>
      )}
    </div>
  )
}

const calloutIcons: Record<Tone, IconName> = {
  neutral: 'info',
  accent: 'info',
  blue: 'info',
  violet: 'lightbulb',
  green: 'circle-check',
  amber: 'triangle-alert',
  red: 'circle-alert',
}

const calloutGround: Record<Tone, string> = {
  neutral: 'bg-bg-sunken',
  accent: 'bg-accent-soft',
  blue: 'bg-blue-soft',
  violet: 'bg-violet-soft',
  green: 'bg-green-soft',
  amber: 'bg-amber-soft',
  red: 'bg-red-soft',
}

interface CalloutProps {
  tone?: Tone
  title?: ReactNode
  icon?: IconLike
  /** Buttons at the end. */
  actions?: ReactNode
  className?: string
  children?: ReactNode
}

export function Callout({ tone = 'neutral', title, icon, actions, className, children }: CalloutProps) {
  return (
    <div className={cx('flex gap-2.5 rounded px-3 py-2.5 text-13', calloutGround[tone], className)}>
      <span className={cx('mt-0.5', shapeTone[tone])}>{icon ? drawIcon(icon) : <Icon name={calloutIcons[tone]} />}</span>
      <div className="min-w-0 grow">
        {title && <p className="font-medium text-text">{title}</p>}
        {children && <div className="text-text-muted">{children}</div>}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  )
}
