/** Answers that are no lists of records: asked once for all who want them, and again when the feed brings something of the kinds they depend on. */
import type { Client } from './client'
import type { Status } from './lists'
import { Signal, type Clock } from './signal'
import { problemOf, type Problem, type Row } from './types'

export interface Asked<T> {
  value?: T
  status: Status
  error?: Problem
}

interface Paged {
  items?: unknown[]
  next?: string | null
}

const soon = 80
const idle = 200

export class Ask<T = unknown> {
  readonly signal = new Signal()
  shown: Asked<T> = { status: 'loading' }
  used = 0
  kinds = new Set<string>()
  private underway: Promise<void> | undefined
  private again = false
  private dirty = true
  private calledOff: (() => void) | undefined

  constructor(
    private all: Asks,
    readonly path: string,
    private pages: number,
  ) {}

  on = (fn: () => void): (() => void) => {
    const off = this.signal.on(fn)
    if (this.dirty) void this.ask()
    return () => {
      off()
      this.used = this.all.tick()
    }
  }

  /** Asks now; over when an answer is there that was asked for after this call, so that a change one waited for is in it. */
  retry = async (): Promise<void> => {
    if (this.shown.value === undefined) this.show({ status: 'loading' })
    const before = this.underway
    await before
    // Whoever waited for the same answer may have asked already, and that was after this call too.
    if (this.underway && this.underway !== before) await this.underway
    else await this.ask()
  }

  touch(): void {
    this.dirty = true
    if (!this.signal.heard) return
    if (this.underway) this.again = true
    else this.calledOff ??= this.all.clock.after(soon, () => this.ask())
  }

  /** The answer, asked for now if it is not held. */
  async value(): Promise<T> {
    await this.underway
    if (this.dirty || this.shown.value === undefined) await this.retry()
    if (this.shown.value === undefined) throw this.shown.error!
    return this.shown.value
  }

  async ask(): Promise<void> {
    this.calledOff?.()
    this.calledOff = undefined
    if (this.underway) {
      this.again = true
      return
    }
    this.dirty = this.again = false
    this.underway = this.answer()
    await this.underway
  }

  private async answer(): Promise<void> {
    try {
      // Another value each time, even where it says the same: views drop what they show beforehand when an answer is there.
      this.show({ value: await this.all.read<T>(this.path, this.pages), status: 'ready' })
    } catch (e) {
      this.dirty = true
      const error = problemOf(e)
      if (error.offline) this.all.returning.add(this as Ask)
      if (this.shown.value !== undefined) this.show({ ...this.shown, error })
      else this.show({ status: error.offline ? 'loading' : 'error', error })
    } finally {
      this.underway = undefined
      if (this.again) this.touch()
    }
  }

  private show(a: Asked<T>): void {
    this.shown = a
    this.signal.tell()
  }
}

export class Asks {
  readonly returning = new Set<Ask>()
  private asks = new Map<string, Ask>()
  private ticks = 0

  constructor(
    readonly client: Client,
    readonly clock: Clock,
  ) {
    client.reach.on(() => {
      if (!client.reachable) return
      const back = [...this.returning]
      this.returning.clear()
      for (const a of back) void a.ask()
    })
  }

  tick(): number {
    return ++this.ticks
  }

  /** Of an answer that comes in pages, so many at most are read as one; one who wants more sees what is held of fewer until they are there. */
  open<T>(path: string, on: readonly string[] = [], pages = 1): Ask<T> {
    const name = pages === 1 ? path : `${path} ${pages}`
    let a = this.asks.get(name)
    if (!a) {
      if (this.asks.size >= idle) this.trim()
      this.asks.set(name, (a = new Ask(this, path, pages)))
      const fewer = this.asks.get(pages === 2 ? path : `${path} ${pages - 1}`)
      if (pages > 1 && fewer) a.shown = fewer.shown
    }
    for (const k of on) a.kinds.add(k)
    a.used = this.tick()
    return a as Ask<T>
  }

  /** The first pages of an answer as one; "next" is that of the last, and tells whether there is more. */
  async read<T>(path: string, pages: number): Promise<T> {
    let all = await this.client.get<Paged>(path)
    for (let n = 1; n < pages && all.next; n++) {
      const page: Paged = await this.client.get<Paged>(`${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(all.next)}`)
      all = { ...page, items: [...(all.items ?? []), ...(page.items ?? [])] }
    }
    return all as T
  }

  rows(rows: readonly Row[]): void {
    const kinds = new Set(rows.map((r) => r.kind))
    for (const a of this.asks.values()) for (const k of kinds) if (a.kinds.has(k)) a.touch()
  }

  /** What is held of a path, in however many pages, is old. */
  touch(path: string): void {
    for (const a of this.asks.values()) if (a.path === path) a.touch()
  }

  touchAll(): void {
    for (const a of this.asks.values()) a.touch()
  }

  empty(): void {
    this.asks.clear()
  }

  private trim(): void {
    const old = [...this.asks].filter(([, a]) => !a.signal.heard).sort((x, y) => x[1].used - y[1].used)
    for (const [name] of old.slice(0, idle / 2)) this.asks.delete(name)
  }
}
