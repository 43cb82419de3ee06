/**
 * Menus: under a button, and under the pointer. What is in them is data, so that
 * the same list serves both, and it is made only when the menu opens.
 */
import { ContextMenu as BaseContext } from '@base-ui/react/context-menu'
import { Menu as Base } from '@base-ui/react/menu'
import { type ReactElement, useState } from 'react'

import { cx } from './cx'
import { drawIcon, Icon, type IconLike } from './icon'
import { Kbd } from './kbd'
import { item, itemHeading, popup, positioner } from './styles'

export interface MenuAction {
  label: string
  icon?: IconLike
  kbd?: string
  /** Said quietly at the end: "proposes to Ana". */
  hint?: string
  danger?: boolean
  /** Defined: the line is ticked or not. */
  checked?: boolean
  disabled?: boolean
  /** A ticked line that leaves the menu open, to tick several. */
  keepOpen?: boolean
  onSelect: () => void
}

export type MenuItem = MenuAction | 'separator' | { heading: string } | { label: string; icon?: IconLike; items: readonly MenuItem[] }

interface MenuProps {
  trigger: ReactElement
  items: readonly MenuItem[] | (() => readonly MenuItem[])
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

const list = cx(popup, 'max-h-(--available-height) max-w-80 min-w-44 overflow-y-auto p-1')

export function Menu({ trigger, items, align = 'start', side = 'bottom', open, onOpenChange }: MenuProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} align={align} side={side} collisionPadding={8}>
          <Base.Popup className={list}>
            <Lines items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface ContextMenuProps {
  /** Asked when it opens, with the element under the pointer: one menu can serve a whole list. None, and the browser's own opens. */
  items: (target: Element) => readonly MenuItem[]
  children: ReactElement
}

export function ContextMenu({ items, children }: ContextMenuProps) {
  const [shown, setShown] = useState<readonly MenuItem[]>([])
  return (
    <BaseContext.Root>
      <BaseContext.Trigger
        render={children}
        onContextMenu={(event) => {
          const found = items(event.target as Element)
          if (found.length === 0) event.preventBaseUIHandler()
          else setShown(found)
        }}
      />
      <BaseContext.Portal>
        <BaseContext.Positioner className={positioner} collisionPadding={8}>
          <BaseContext.Popup className={list}>
            <Lines items={shown} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  )
}

function Lines({ items }: { items: MenuProps['items'] }) {
  const all = typeof items === 'function' ? items() : items
  return groups(all).map((group, i) => (
    <Base.Group key={i}>
      {group.heading && <Base.GroupLabel className={itemHeading}>{group.heading}</Base.GroupLabel>}
      {group.ruled && <Base.Separator className="-mx-1 my-1 h-px bg-line" />}
      {group.items.map((line) => ('items' in line ? <Sub key={line.label} {...line} /> : <Line key={line.label} {...line} />))}
    </Base.Group>
  ))
}

type Leaf = Exclude<MenuItem, 'separator' | { heading: string }>

/** What stands under one heading, or between two lines, belongs together. */
export function groups(items: readonly MenuItem[]): { heading?: string; ruled?: boolean; items: Leaf[] }[] {
  const found: { heading?: string; ruled?: boolean; items: Leaf[] }[] = [{ items: [] }]
  for (const line of items) {
    if (line === 'separator') found.push({ ruled: true, items: [] })
    else if ('heading' in line) found.push({ heading: line.heading, items: [] })
    else found.at(-1)!.items.push(line)
  }
  return found
    .filter((group) => group.items.length > 0)
    .map((group, i) => (i === 0 ? { ...group, ruled: false } : group))
}

function Line({ label, icon, kbd, hint, danger, checked, disabled, keepOpen, onSelect }: MenuAction) {
  const look = cx(item, danger && 'text-red-text data-highlighted:bg-red-soft')
  const inner = (
    <>
      {icon && <span className={danger ? undefined : 'text-text-muted'}>{drawIcon(icon)}</span>}
      <span className="grow truncate">{label}</span>
      {hint && <span className="ml-3 shrink-0 text-12 text-text-faint">{hint}</span>}
      {kbd && <Kbd keys={kbd} className="ml-3" />}
    </>
  )
  if (checked === undefined)
    return (
      <Base.Item className={look} disabled={disabled} label={label} onClick={onSelect}>
        {inner}
      </Base.Item>
    )
  return (
    <Base.CheckboxItem className={look} disabled={disabled} label={label} checked={checked} closeOnClick={!keepOpen} onCheckedChange={onSelect}>
      {inner}
      <span className="ml-2 grid size-4 place-items-center">
        <Base.CheckboxItemIndicator>
          <Icon name="check" size={14} />
        </Base.CheckboxItemIndicator>
      </span>
    </Base.CheckboxItem>
  )
}

function Sub({ label, icon, items }: { label: string; icon?: IconLike; items: readonly MenuItem[] }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className={cx(item, 'data-popup-open:bg-bg-hover')} label={label}>
        {icon && <span className="text-text-muted">{drawIcon(icon)}</span>}
        <span className="grow truncate">{label}</span>
        <Icon name="chevron-right" size={14} className="ml-3 text-text-faint" />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={2} alignOffset={-4} collisionPadding={8}>
          <Base.Popup className={list}>
            <Lines items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  )
}
