import { useSyncExternalStore } from 'react'

/**
 * Values by id that are shown before they are sent: where a bar is pulled to.
 * Who shows one of them hears of that one alone.
 */
export class Drafts<T> {
  private values = new Map<string, T>()
  private heard = new Map<string, Set<() => void>>()

  get = (id: string): T | undefined => this.values.get(id)

  set(id: string, value: T | undefined): void {
    if (value === this.values.get(id)) return
    if (value === undefined) this.values.delete(id)
    else this.values.set(id, value)
    Array.from(this.heard.get(id) ?? []).forEach((fn) => fn())
  }

  on(id: string, fn: () => void): () => void {
    const set = this.heard.get(id) ?? new Set()
    this.heard.set(id, set.add(fn))
    return () => {
      set.delete(fn)
      if (set.size === 0) this.heard.delete(id)
    }
  }
}

export function useDraft<T>(drafts: Drafts<T>, id: string): T | undefined {
  return useSyncExternalStore(
    (fn) => drafts.on(id, fn),
    () => drafts.get(id),
  )
}

/**
 * Steps by key that make one change: each shows at once, and what they come to is
 * sent when the keys rest, on Enter, or when one goes elsewhere.
 */
export class Steps<T> {
  private at: { id: string; before: T; after: T } | undefined
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private drafts: Drafts<T>,
    private send: (id: string, before: T, after: T) => void,
    private rest = 900,
  ) {}

  get id(): string | undefined {
    return this.at?.id
  }

  step(id: string, now: T, change: (value: T) => T): T {
    if (this.at && this.at.id !== id) this.flush()
    const before = this.at?.before ?? now
    const after = change(this.at?.after ?? now)
    this.at = { id, before, after }
    this.drafts.set(id, after)
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(), this.rest)
    return after
  }

  /** Sends what is under way; false when nothing is. */
  flush(): boolean {
    const at = this.take()
    if (!at) return false
    this.send(at.id, at.before, at.after)
    this.drafts.set(at.id, undefined)
    return true
  }

  /** Takes back what is under way; false when nothing is. */
  cancel(): boolean {
    const at = this.take()
    if (at) this.drafts.set(at.id, undefined)
    return !!at
  }

  private take() {
    clearTimeout(this.timer)
    const at = this.at
    this.at = undefined
    return at
  }
}
