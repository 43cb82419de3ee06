/** Tells those who asked that something changed, all of it or one named thing. */
export class Signal {
  private listeners = new Set<() => void>()

  on = (fn: () => void): (() => void) => {
    this.listeners.add(fn)
    return () => this.listeners.delete(fn)
  }

  tell(): void {
    const now = Array.from(this.listeners) // those who come while it is told hear the next
    for (const fn of now) fn()
  }

  get heard(): boolean {
    return this.listeners.size > 0
  }
}

export class Signals {
  private named = new Map<string, Set<() => void>>()

  on(name: string, fn: () => void): () => void {
    let set = this.named.get(name)
    if (!set) this.named.set(name, (set = new Set()))
    set.add(fn)
    return () => {
      set.delete(fn)
      if (set.size === 0 && this.named.get(name) === set) this.named.delete(name)
    }
  }

  tell(name: string): void {
    const set = this.named.get(name)
    if (!set) return
    const now = Array.from(set)
    for (const fn of now) fn()
  }

  heard(name: string): boolean {
    return this.named.has(name)
  }
}

/** Time, so that tests can run it. */
export interface Clock {
  now: () => number
  /** Runs fn after some ms, unless it is called off. */
  after: (ms: number, fn: () => void) => () => void
}

export const realClock: Clock = {
  now: () => Date.now(),
  after: (ms, fn) => {
    const t = setTimeout(fn, ms)
    return () => clearTimeout(t)
  },
}
