import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

import { cx } from './cx'
import { popup, positioner } from './styles'

interface PopoverProps {
  /** The element that opens it; a button of this folder. */
  trigger?: ReactElement
  /** Where it stands if nothing opens it by a press. */
  anchor?: Element | null | (() => Element | null)
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom' | 'left' | 'right'
  /** Names the popover where it has no heading of its own. */
  label?: string
  className?: string
  children: ReactNode
}

export function Popover({ trigger, anchor, open, onOpenChange, align = 'start', side = 'bottom', label, className, children }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner className={positioner} sideOffset={4} align={align} side={side} anchor={anchor} collisionPadding={8}>
          <Base.Popup aria-label={label} className={cx(popup, 'max-h-(--available-height) max-w-(--available-width) overflow-auto p-3', className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** Closes the popover it stands in. */
export const PopoverClose = Base.Close
