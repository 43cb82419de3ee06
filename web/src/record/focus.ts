/**
 * What the person is at: the records that are selected or open, told upwards by
 * the list or the page that shows them, so that the palette, the shortcuts and
 * the menus speak of the same ones.
 */
import { useSyncExternalStore } from 'react'

import type { Place } from './commands'

export interface Focus {
  /** Ids of the selection, or of the record that has the focus or is open. */
  ids: readonly string[]
  place: Place
}

const nothing: Focus = { ids: [], place: 'everywhere' }
let layers: { owner: object; focus: Focus }[] = []
const listeners = new Set<() => void>()

/** The topmost of what is shown: a panel over a list, a dialog over a panel. */
export const focus = (): Focus => layers.at(-1)?.focus ?? nothing

/** Says what one is at, as long as the owner is shown; gives the way to take it back. */
export function tellFocus(owner: object, next: Focus): () => void {
  const at = layers.findIndex((l) => l.owner === owner)
  const old = layers[at]
  if (!old || old.focus.place !== next.place || old.focus.ids.join() !== next.ids.join()) {
    layers = at < 0 ? [...layers, { owner, focus: next }] : layers.with(at, { owner, focus: next })
    tell()
  }
  return () => {
    layers = layers.filter((l) => l.owner !== owner)
    tell()
  }
}

function tell() {
  for (const l of listeners) l()
}

export function useFocus(): Focus {
  return useSyncExternalStore((l) => {
    listeners.add(l)
    return () => listeners.delete(l)
  }, focus)
}
