import { Tabs as Base } from '@base-ui/react/tabs'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

import { cx } from './cx'
import { drawIcon, type IconLike } from './icon'
import { tip } from './tooltip'

interface TabsProps<V extends string> {
  value: V
  onChange: (value: V) => void
  tabs: readonly { value: V; label: string; count?: number; icon?: IconLike; disabled?: boolean }[]
  label?: string
  /** What the tab shows; a panel that screen readers tie to the tab. */
  children?: ReactNode
  className?: string
}

export function Tabs<V extends string>({ value, onChange, tabs, label, children, className }: TabsProps<V>) {
  const list = useRef<HTMLDivElement>(null)
  const nth = tabs.findIndex((t) => t.value === value)
  // On a narrow screen the chosen tab may lie beyond the edge; the page itself stays where it is.
  useEffect(() => {
    const show = () => {
      const all = list.current
      const tab = all?.querySelectorAll<HTMLElement>('[role=tab]')[nth]
      if (all && tab && (tab.offsetLeft < all.scrollLeft || tab.offsetLeft + tab.offsetWidth > all.scrollLeft + all.clientWidth)) all.scrollLeft = tab.offsetLeft - 16
    }
    show()
    // Widths are not known for good before the letters are there; a page in a test has none.
    void (document.fonts as FontFaceSet | undefined)?.ready.then(show)
  }, [nth])
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as V)} className="min-w-0">
      <Base.List ref={list} aria-label={label} activateOnFocus={false} className={cx('relative flex items-center gap-4 overflow-x-auto border-b border-line', className)}>
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            disabled={tab.disabled}
            className={
              'flex h-9 min-w-6 shrink-0 items-center justify-center gap-1.5 rounded-sm text-13 font-medium whitespace-nowrap text-text-muted transition-colors ' +
              'hover:text-text data-active:text-text data-disabled:text-text-disabled focus-visible:-outline-offset-2'
            }
          >
            {drawIcon(tab.icon, 14)}
            {tab.label}
            {tab.count !== undefined && <span className="text-12 font-normal text-text-faint tabular">{tab.count}</span>}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-[160ms]" />
      </Base.List>
      {children !== undefined && (
        <Base.Panel value={value} className="outline-none">
          {children}
        </Base.Panel>
      )}
    </Base.Root>
  )
}

interface SegmentedProps<V extends string> {
  value: V
  onChange: (value: V) => void
  options: readonly { value: V; label: string; icon?: IconLike; hideLabel?: boolean; disabled?: boolean }[]
  label: string
  size?: 'sm' | 'md'
  className?: string
}

/** One of a few that are all in sight. Arrows move and choose, as among radio buttons. */
export function Segmented<V extends string>({ value, onChange, options, label, size = 'md', className }: SegmentedProps<V>) {
  return (
    <div role="radiogroup" aria-label={label} className={cx('inline-flex shrink-0 rounded border border-line-strong bg-bg-sunken p-px', className)}>
      {options.map((option) => {
        const chosen = option.value === value
        return (
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={chosen}
            aria-label={option.hideLabel ? option.label : undefined}
            disabled={option.disabled}
            tabIndex={chosen ? 0 : -1}
            {...(option.hideLabel ? tip(option.label) : {})}
            onKeyDown={step}
            onClick={() => onChange(option.value)}
            className={cx(
              'inline-flex items-center justify-center gap-1.5 rounded-[5px] border px-2 font-medium whitespace-nowrap transition-colors disabled:text-text-disabled',
              size === 'sm' ? 'h-6 text-12' : 'h-6.5 text-13',
              chosen ? 'border-line-strong bg-bg-raised text-text' : 'border-transparent text-text-muted hover:text-text',
            )}
          >
            {drawIcon(option.icon, 14)}
            {!option.hideLabel && option.label}
          </button>
        )
      })}
    </div>
  )
}

function step(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!by) return
  const all = [...event.currentTarget.parentElement!.querySelectorAll<HTMLButtonElement>('[role=radio]:not(:disabled)')]
  const here = all.indexOf(document.activeElement as HTMLButtonElement)
  if (here < 0) return
  event.preventDefault()
  const next = all[(here + by + all.length) % all.length]!
  next.focus()
  next.click()
}
