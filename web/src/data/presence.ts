/** Who looks at what: this tab says where it is while it is seen, and hears where others are. */
import type { Client } from './client'
import { Signals, type Clock } from './signal'
import type { Person } from './types'

/** The server forgets whoever is silent for 45 s. */
const every = 20_000
/** A place is only told of when somebody stays. */
const settle = 400

/** What the feed says whenever somebody comes, moves or goes: everybody who is there. */
export interface Present {
  members: { member: string; tab: string; at: string; record: string | null; editing: string }[]
}

const none: readonly Person[] = []

export class Presence {
  readonly signals = new Signals()
  private shown = new Map<string, readonly Person[]>()
  private places: { at: string; editing?: string }[] = []
  private told = ''
  private visible = true
  private timer: (() => void) | undefined

  constructor(
    private client: Client,
    private clock: Clock,
    private tab: string,
    private me: () => string,
    private nameOf: (member: string) => string,
  ) {}

  /** Others who are at a place; the same list until it changes. */
  at(place: string): readonly Person[] {
    return this.shown.get(place) ?? none
  }

  /** Says that this tab is at a place, until it leaves. The last one entered counts. */
  enter(at: string): () => void {
    const place = { at }
    this.places.push(place)
    this.plan(settle)
    return () => {
      this.places = this.places.filter((p) => p !== place)
      this.plan(settle)
    }
  }

  /** Says that a field is being edited here, or no longer. */
  editing(at: string, field: string | undefined): void {
    for (const p of this.places) if (p.at === at) p.editing = field
    this.plan(settle)
  }

  seen(visible: boolean): void {
    this.visible = visible
    this.plan(0)
  }

  take(p: Present): void {
    const now = new Map<string, Person[]>()
    for (const x of p.members) {
      if (x.member === this.me()) continue
      for (const place of new Set([x.at, x.record ?? ''])) {
        if (!place) continue
        const people = now.get(place) ?? []
        now.set(place, people)
        const known = people.find((o) => o.id === x.member) // in another window
        if (known) known.editing ??= x.editing || undefined
        else people.push({ id: x.member, name: this.nameOf(x.member), at: place, ...(x.editing ? { editing: x.editing } : {}) })
      }
    }
    const before = this.shown
    this.shown = now
    for (const place of new Set([...before.keys(), ...now.keys()])) {
      const [old, is] = [before.get(place), now.get(place)]
      if (JSON.stringify(old) !== JSON.stringify(is)) this.signals.tell(place)
      else if (old) now.set(place, old as Person[])
    }
  }

  stop(): void {
    this.timer?.()
    this.timer = undefined
    this.take({ members: [] })
  }

  private plan(ms: number): void {
    this.timer?.()
    this.timer = this.clock.after(ms, () => this.beat())
  }

  private beat(): void {
    const place = this.visible ? this.places.at(-1) : undefined
    if (place || this.told) {
      this.told = place?.at ?? ''
      // Who is here is a courtesy: when it cannot be told, nothing is lost.
      this.client.send('POST', '/presence', { at: place?.at ?? '', editing: place?.editing ?? '', tab: this.tab }).catch(() => undefined)
    }
    if (place) this.plan(every)
  }
}
