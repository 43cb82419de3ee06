/**
 * What is selected in a list, kept outside of React: a row hears of its own part
 * alone, so that moving the focus or selecting thousands draws only what changes.
 */
import { useMemo, useSyncExternalStore } from 'react'

import type { Selection } from '@/record/views/view'

const none: ReadonlySet<string> = new Set()

export class SelectionStore implements Selection {
  ids: ReadonlySet<string> = none
  focus: string | undefined
  /** Where an extension starts, and what had been selected before it. */
  private anchor: string | undefined
  private before: ReadonlySet<string> = none
  private readonly listeners = new Set<() => void>()

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  set = (ids: Iterable<string>, focus?: string): void => {
    this.ids = ids === this.ids ? this.ids : new Set(ids)
    this.before = this.ids
    if (focus !== undefined) this.focus = this.anchor = focus
    this.tell()
  }

  toggle = (id: string): void => {
    const next = new Set(this.ids)
    if (!next.delete(id)) next.add(id)
    this.set(next, id)
  }

  extend = (id: string, order: readonly string[]): void => {
    const from = order.indexOf(this.anchor ?? this.focus ?? id)
    const to = order.indexOf(id)
    if (to < 0) return
    const start = from < 0 ? to : from
    const next = new Set(this.before)
    for (let i = Math.min(start, to); i <= Math.max(start, to); i++) next.add(order[i]!)
    this.anchor = order[start]
    this.ids = next
    this.focus = id
    this.tell()
  }

  clear = (): void => {
    if (this.ids.size === 0) return
    this.ids = this.before = none
    this.tell()
  }

  /** Moves the focus; what is selected stays. */
  moveTo = (id: string | undefined): void => {
    if (id === this.focus) return
    this.focus = this.anchor = id
    this.before = this.ids
    this.tell()
  }

  /** Moves the focus in the list from elsewhere; 0 brings it back there. The view that is shown does it. */
  step: (by: -1 | 0 | 1) => void = () => {}

  private tell(): void {
    for (const l of this.listeners) l()
  }

  /** A copy for views that are drawn anew with each change. */
  snapshot(): Selection {
    const { ids, focus, set, toggle, extend, clear } = this
    return { ids, focus, set, toggle, extend, clear }
  }
}

const deaf = () => () => {}
const storeOf = (s: Selection) => (s instanceof SelectionStore ? s : undefined)

/** One thing of a selection; the component is drawn again only when it changes. */
export function useSelection<T extends string | number | boolean | undefined | ReadonlySet<string>>(selection: Selection, read: (s: Selection) => T): T {
  return useSyncExternalStore(storeOf(selection)?.subscribe ?? deaf, () => read(selection))
}

export const useSelected = (selection: Selection, id: string): boolean => useSelection(selection, (s) => s.ids.has(id))

/** A selection as an object that is another one after each change. */
export function useSnapshot(store: SelectionStore): Selection {
  const read = useMemo(() => kept(store), [store])
  return useSyncExternalStore(store.subscribe, read)
}

function kept(store: SelectionStore): () => Selection {
  let last: Selection | undefined
  return () => (last && last.ids === store.ids && last.focus === store.focus ? last : (last = store.snapshot()))
}
