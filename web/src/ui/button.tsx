import type { ComponentProps, MouseEvent } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { drawIcon, type IconLike } from './icon'
import { Kbd } from './kbd'
import { Spinner } from './progress'
import { tip } from './tooltip'

export type ButtonVariant = 'primary' | 'default' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md'

const base =
  'inline-flex shrink-0 select-none items-center justify-center rounded font-medium whitespace-nowrap ' +
  'transition-[background-color,border-color,color] active:translate-y-px ' +
  'disabled:pointer-events-none aria-disabled:active:translate-y-0'

const variants: Record<ButtonVariant, string> = {
  primary:
    'border border-transparent bg-accent text-on-accent hover:bg-accent-hover ' +
    'disabled:bg-bg-hover disabled:text-text-disabled aria-disabled:bg-bg-hover aria-disabled:text-text-disabled',
  default:
    'border border-line-strong bg-bg-raised text-text hover:bg-bg-hover aria-pressed:bg-bg-selected data-popup-open:bg-bg-hover ' +
    'disabled:border-line disabled:bg-transparent disabled:text-text-disabled aria-disabled:border-line aria-disabled:bg-transparent aria-disabled:text-text-disabled',
  ghost:
    'border border-transparent text-text-muted hover:bg-bg-hover hover:text-text aria-pressed:bg-bg-selected aria-pressed:text-accent-text ' +
    'data-popup-open:bg-bg-hover data-popup-open:text-text disabled:text-text-disabled aria-disabled:text-text-disabled aria-disabled:bg-transparent',
  danger:
    'border border-transparent bg-red text-on-accent hover:bg-red-hover ' +
    'disabled:bg-bg-hover disabled:text-text-disabled aria-disabled:bg-bg-hover aria-disabled:text-text-disabled',
}

const sizes: Record<ButtonSize, string> = {
  sm: 'h-control-sm gap-1 px-2 text-12',
  md: 'h-control gap-1.5 px-2.5 text-13',
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'title'> {
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: IconLike
  /** An icon after the text, such as a chevron. */
  iconAfter?: IconLike
  /** The key that does the same, shown in the button. */
  kbd?: string
  /** Waits for what it has started; cannot be pressed again meanwhile. */
  busy?: boolean
  /** Explained when pointed at or focused; a disabled button says with it why. */
  title?: string
}

export function Button({ variant = 'default', size = 'md', icon, iconAfter, kbd, busy, title, disabled, onClick, className, children, ...rest }: ButtonProps) {
  const inert = unavailable(disabled, busy, title)
  return (
    <button
      type="button"
      {...rest}
      {...inert}
      {...tip(title)}
      onClick={inert['aria-disabled'] ? refuse : onClick}
      className={cx(base, variants[variant], sizes[size], className)}
    >
      {busy ? <Spinner size={14} label={m.ui_busy()} /> : drawIcon(icon, size === 'sm' ? 14 : 16)}
      {children}
      {drawIcon(iconAfter, 14)}
      {kbd && <Kbd keys={kbd} bare={variant === 'primary' || variant === 'danger'} className="-mr-1 ml-0.5" />}
    </button>
  )
}

/** A disabled button that says why, or one that is at work, keeps the focus. */
function unavailable(disabled: boolean | undefined, busy: boolean | undefined, why: string | undefined) {
  if (busy) return { 'aria-disabled': true, 'aria-busy': true }
  if (disabled && why) return { 'aria-disabled': true }
  return { disabled }
}

const refuse = (event: MouseEvent) => event.preventDefault()

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'iconAfter' | 'children' | 'title'> {
  icon: IconLike
  /** What it does: its name for screen readers and its tooltip. */
  label: string
  /** A toggle is pressed or not. */
  pressed?: boolean
}

const squares: Record<ButtonSize, string> = { sm: 'size-control-sm', md: 'size-control' }

export function IconButton({ icon, label, kbd, size = 'md', pressed, variant = 'ghost', busy, disabled, onClick, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      {...rest}
      {...(busy ? { 'aria-disabled': true, 'aria-busy': true } : { disabled })}
      {...tip(label, kbd)}
      onClick={busy ? refuse : onClick}
      className={cx(base, variants[variant], squares[size], className)}
    >
      {busy ? <Spinner size={14} /> : drawIcon(icon, size === 'sm' ? 14 : 16)}
    </button>
  )
}
