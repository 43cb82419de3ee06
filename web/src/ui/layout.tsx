/** How a screen is divided. Hairlines, no boxes in boxes. */
import { Fragment, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, type Ref } from 'react'

import { m } from '@/locales/gen/messages.js'

import { cx } from './cx'
import { drawIcon, Icon, type IconLike } from './icon'

/** A row of controls over a view. */
export function Toolbar({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={label} className={cx('flex min-h-11 shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-3 py-2', className)}>
      {children}
    </div>
  )
}

interface PaneProps {
  /** Names the region. */
  label?: string
  header?: ReactNode
  footer?: ReactNode
  /** Where the hairline towards its neighbour is. */
  edge?: 'left' | 'right' | 'none'
  sunken?: boolean
  width?: number | string
  className?: string
  children: ReactNode
}

/** A column of a screen that scrolls by itself, with a head and a foot that stay. */
export function Pane({ label, header, footer, edge = 'none', sunken, width, className, children }: PaneProps) {
  return (
    <section
      aria-label={label}
      style={{ width }}
      className={cx('flex min-h-0 min-w-0 flex-col', width === undefined ? 'flex-1' : 'shrink-0', edge === 'left' && 'border-l', edge === 'right' && 'border-r', sunken && 'bg-bg-sunken', className)}
    >
      {header}
      <ScrollArea className="flex-1">{children}</ScrollArea>
      {footer}
    </section>
  )
}

interface SplitterProps {
  /** Width in px of the pane that it sizes. */
  value: number
  onChange: (value: number) => void
  min?: number
  max?: number
  /** The pane is before the splitter, or after it. */
  pane?: 'before' | 'after'
  label?: string
  /** Back to the usual width, by a double click. */
  onReset?: () => void
}

export function Splitter({ value, onChange, min = 160, max = 720, pane = 'before', label, onReset }: SplitterProps) {
  const sign = pane === 'before' ? 1 : -1
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))))
  const drag = (start: PointerEvent<HTMLElement>) => {
    const handle = start.currentTarget
    handle.setPointerCapture(start.pointerId)
    const move = (e: globalThis.PointerEvent) => set(value + sign * (e.clientX - start.clientX))
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
  }
  const keys = (e: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: value - 16 * sign, ArrowRight: value + 16 * sign, Home: min, End: max }
    const next = steps[e.key]
    if (next === undefined) return
    e.preventDefault()
    set(next)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label ?? m.ui_splitter()}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={drag}
      onKeyDown={keys}
      onDoubleClick={onReset}
      className={
        'relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line transition-colors hover:bg-accent focus-visible:bg-accent active:bg-accent ' +
        'after:absolute after:inset-y-0 after:-inset-x-1.5'
      }
    />
  )
}

interface ScrollAreaProps {
  /** Named, it is a region that the keyboard can scroll. */
  label?: string
  ref?: Ref<HTMLDivElement>
  className?: string
  children: ReactNode
}

// Relative, so that what only screen readers see scrolls with the rest and does not lengthen the page.
export function ScrollArea({ label, ref, className, children }: ScrollAreaProps) {
  return (
    <div ref={ref} {...(label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})} className={cx('relative min-h-0 min-w-0 overflow-auto quiet-scroll', className)}>
      {children}
    </div>
  )
}

export function Separator({ vertical, className }: { vertical?: boolean; className?: string }) {
  return (
    <div
      role="separator"
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      className={cx('shrink-0 bg-line', vertical ? 'mx-1 h-4 w-px' : 'h-px w-full', className)}
    />
  )
}

interface SectionHeaderProps {
  title: ReactNode
  count?: number
  actions?: ReactNode
  level?: 2 | 3 | 4
  icon?: IconLike
  className?: string
}

export function SectionHeader({ title, count, actions, level = 2, icon, className }: SectionHeaderProps) {
  const Heading = `h${level}` as const
  return (
    <div className={cx('flex min-h-8 items-center gap-2', className)}>
      {icon && <span className="text-text-faint">{drawIcon(icon, 14)}</span>}
      <Heading className="min-w-0 truncate text-13 font-semibold">{title}</Heading>
      {count !== undefined && <span className="text-12 text-text-faint tabular">{count.toLocaleString()}</span>}
      {actions && <div className="ml-auto flex shrink-0 items-center gap-1">{actions}</div>}
    </div>
  )
}

export interface Crumb {
  label: string
  icon?: IconLike
  href?: string
  /** A plain press goes there without loading the page anew. */
  onClick?: () => void
}

/** Where one is. The last is here. */
export function Breadcrumb({ items, className }: { items: readonly Crumb[]; className?: string }) {
  return (
    <nav aria-label={m.ui_you_are_here()} className={cx('min-w-0', className)}>
      <ol className="flex min-w-0 items-center gap-1 text-13">
        {items.map((crumb, i) => (
          <Fragment key={`${crumb.href ?? ''}${crumb.label}`}>
            {i > 0 && (
              <li aria-hidden className="text-text-faint">
                <Icon name="chevron-right" size={12} />
              </li>
            )}
            <li className={cx('flex min-w-0', i === items.length - 1 ? 'shrink' : 'shrink-[2]')}>
              <Step crumb={crumb} here={i === items.length - 1} />
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}

function Step({ crumb, here }: { crumb: Crumb; here: boolean }) {
  const inner = (
    <>
      {crumb.icon && <span className="shrink-0 text-text-faint">{drawIcon(crumb.icon, 14)}</span>}
      <span className="truncate">{crumb.label}</span>
    </>
  )
  const look = 'flex h-6 min-w-0 items-center gap-1.5 rounded-sm px-1'
  if (here || (!crumb.href && !crumb.onClick))
    return (
      <span aria-current={here ? 'page' : undefined} className={cx(look, here ? 'font-medium text-text' : 'text-text-muted')}>
        {inner}
      </span>
    )
  const follow = (e: MouseEvent) => {
    if (!crumb.onClick || e.metaKey || e.ctrlKey || e.shiftKey || e.button !== 0) return
    e.preventDefault()
    crumb.onClick()
  }
  return (
    <a href={crumb.href ?? '#'} onClick={follow} className={cx(look, 'text-text-muted hover:bg-bg-hover hover:text-text')}>
      {inner}
    </a>
  )
}
