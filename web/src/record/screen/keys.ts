/**
 * Keys of one screen: those that settle what is in front of one, beside the
 * commands that hold everywhere. A screen's own keys come before the others.
 */
import type { RefCallback } from 'react'

import { commands } from '@/record/commands'

export type Keys = Readonly<Record<string, (() => void) | undefined>>

/** The handler of a press; undefined where the press is not for the screen. */
export function handlerOf(e: KeyboardEvent, keys: Keys): (() => void) | undefined {
  if (e.defaultPrevented || e.isComposing || e.ctrlKey || e.metaKey || e.altKey) return undefined
  const at = e.target instanceof Element ? e.target : undefined
  if (at && (typing(at) || at.closest('[role=menu],[role=listbox],[role=dialog]:not([data-panel]),[role=alertdialog],dialog[open]'))) return undefined
  // Enter and Space belong to the button or link that has the focus.
  if ((e.key === 'Enter' || e.key === ' ') && at?.closest('button,a,summary,[role=button],[role=checkbox],[role=radio]')) return undefined
  const name = e.key === ' ' ? 'space' : e.key.length === 1 ? e.key.toLowerCase() : e.key
  return keys[e.shiftKey && /^[a-z]$/i.test(e.key) ? `shift+${name}` : name]
}

function typing(at: Element): boolean {
  if (at instanceof HTMLElement && at.isContentEditable) return true
  if (at instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range', 'file'].includes(at.type)
  return at.matches('textarea,select')
}

// Keys that come in pairs ("g a") belong to the commands, the second as well.
let first: { event: KeyboardEvent; at: number } | undefined
const seconds = new WeakSet<KeyboardEvent>()
const patience = 1200

function isSecond(e: KeyboardEvent): boolean {
  if (first && first.event !== e) {
    if (e.timeStamp - first.at < patience) seconds.add(e)
    first = undefined
  }
  return seconds.has(e)
}

function noteFirst(e: KeyboardEvent): void {
  const at = e.target instanceof Element ? e.target : undefined
  if (seconds.has(e) || e.ctrlKey || e.metaKey || e.altKey || (at && typing(at))) return
  if (commands().some((c) => c.keys?.startsWith(`${e.key.toLowerCase()} `))) first = { event: e, at: e.timeStamp }
}

/**
 * For the ref of a screen's outermost element: follows the keyboard as long as
 * the element is there.
 */
export function screenKeys(keys: Keys): RefCallback<Element> {
  return (element) => {
    if (!element) return undefined
    const on = element.ownerDocument.defaultView ?? window
    const handle = (e: KeyboardEvent) => {
      const run = isSecond(e) ? undefined : handlerOf(e, keys)
      if (!run) return noteFirst(e)
      e.preventDefault()
      run()
    }
    on.addEventListener('keydown', handle, true)
    return () => on.removeEventListener('keydown', handle, true)
  }
}

/** The neighbour of an id in a list; the first where the id is not in it. */
export function neighbour(ids: readonly string[], id: string | undefined, step: 1 | -1): string | undefined {
  const at = id === undefined ? -1 : ids.indexOf(id)
  if (at < 0) return step === 1 ? ids[0] : ids.at(-1)
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))]
}

/**
 * What comes next when one of a list is settled: the one after it, else the one
 * before, else nothing. `left` are the ids that are still there.
 */
export function afterSettling(ids: readonly string[], id: string, left: (id: string) => boolean = () => true): string | undefined {
  const at = ids.indexOf(id)
  return ids.slice(at + 1).find(left) ?? ids.slice(0, Math.max(0, at)).findLast(left)
}
