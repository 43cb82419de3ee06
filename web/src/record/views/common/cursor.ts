import { useSyncExternalStore } from 'react'

/**
 * The row or card that the keys speak to. It is kept outside of React so that a
 * step draws two rows and not the list; the box that holds the rows keeps the
 * focus and names the one at hand.
 */
export class Cursor {
  key: string | undefined
  private listeners = new Set<() => void>()
  private box: HTMLElement | undefined

  constructor(readonly prefix: string) {}

  on = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  moveTo = (key: string | undefined): void => {
    if (key === this.key) return
    this.key = key
    this.name()
    Array.from(this.listeners).forEach((fn) => fn())
  }

  idOf = (key: string): string => `${this.prefix}${key}`

  /** For the ref of the box: it names the row at hand as long as it is there. */
  attach = (box: HTMLElement | null): (() => void) | undefined => {
    if (!box) return undefined
    this.box = box
    this.name()
    return () => {
      this.box = undefined
    }
  }

  private name(): void {
    if (this.key === undefined) this.box?.removeAttribute('aria-activedescendant')
    else this.box?.setAttribute('aria-activedescendant', this.idOf(this.key))
  }
}

export const useAtCursor = (cursor: Cursor, key: string): boolean => useSyncExternalStore(cursor.on, () => cursor.key === key)
