import { cloneElement, type ReactElement } from 'react'

import './tip'

/** What an element passes on so that it is explained when pointed at or focused. */
export const tip = (text: string | undefined, keys?: string) => (text ? { 'data-tip': text, 'data-tip-keys': keys } : {})

/**
 * Explains its child. The child must be one element that passes attributes on to
 * the page, as all parts of this folder do.
 */
export function Tooltip({ text, kbd, children }: { text: string | undefined; kbd?: string; children: ReactElement }) {
  return cloneElement(children as ReactElement<Record<string, unknown>>, tip(text, kbd))
}
