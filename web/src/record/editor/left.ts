import type { FocusEvent } from 'react'

/** Whether the focus left an editor for good: what floats for it belongs to it, another window does not count, nor what stood in for it. */
export function left(e: FocusEvent<HTMLElement>): boolean {
  const to = e.relatedTarget
  if ((e.target as Element).matches('[data-coming]')) return false
  if (!(to instanceof Element)) return document.hasFocus()
  return !e.currentTarget.contains(to) && !to.closest('[data-editor-float]')
}
