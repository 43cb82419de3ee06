import type { FocusEvent } from 'react'

/** Whether the focus left an editor for good: what floats for it belongs to it, and another window does not count. */
export function left(e: FocusEvent<HTMLElement>): boolean {
  const to = e.relatedTarget
  if (!(to instanceof Element)) return document.hasFocus()
  return !e.currentTarget.contains(to) && !to.closest('[data-editor-float]')
}
