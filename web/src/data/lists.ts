/**
 * Lists hold ids, never records: pages that grow, whole orders for views that
 * know their length, and counts by group. A list is asked again when something
 * happened that may change what is in it or its order, and keeps what it holds
 * while it asks. At most one question of a list is under way.
 */
import { address, type Client } from './client'
import type { Item, Loader } from './load'
import { matches, needsOf, touches, type Needs } from './query'
import { Signal, type Clock } from './signal'
import { problemOf, type Group, type ListSpec, type Problem, type Rec, type Row } from './types'

export type Sort = 'page' | 'order' | 'groups'
export type Status = 'loading' | 'ready' | 'error'

/** What a list shows; a new object whenever something of it changes. */
export interface Shown {
  ids: readonly string[]
  status: Status
  error?: Problem
  total?: number
  more: boolean
  complete: boolean
  groups?: Group[]
}

/** Where records go in an order. */
export interface Place {
  after?: string
  before?: string
  /** Counted from 1. */
  position?: number
}

/** A change of a list of our own that the server has not confirmed. */
interface Move {
  op: string
  ids: readonly string[]
  to: Place | 'out' | 'in'
}

interface Ids {
  ids: string[]
  next: string | null
  total: number | null
}

interface Page {
  items: Item[]
  next: string | null
  total: number | null
}

const pageSize = 100
const orderPage = 25_000
/** What is shown first of an order, so that it need not wait for the rest. */
const orderStart = 1_000
/** How long the rest of it waits, in ms, so that the rows that are seen come first. */
const orderRest = 350
/** How long after news a list is asked again; more news within it is one question. */
const soon = 60
const idleLists = 60

export class List {
  readonly signal = new Signal()
  readonly needs: Needs
  shown: Shown = { ids: [], status: 'loading', more: false, complete: false }
  product: string | undefined
  used = 0
  private base: readonly string[] = []
  private moves: Move[] = []
  private next: string | null = null
  private asked = false
  private asking = false
  private growing = false
  private again = false
  private dirty = false
  private calledOff: (() => void) | undefined
  private took = 0
  private round = 0

  constructor(
    private all: Lists,
    readonly sort: Sort,
    readonly spec: ListSpec,
  ) {
    this.needs = needsOf(spec.q, spec.product)
  }

  /** Tells of changes; a list that somebody watches is kept up to date. */
  on = (fn: () => void): (() => void) => {
    const off = this.signal.on(fn)
    this.start()
    return () => {
      off()
      this.used = this.all.tick()
    }
  }

  /** Asks for the first time, or again if something happened meanwhile. */
  start(): void {
    if (!this.asked || (this.dirty && !this.calledOff && !this.asking)) void this.ask()
  }

  retry = (): void => {
    this.show({ status: this.asked && this.base.length > 0 ? 'ready' : 'loading', error: undefined })
    void this.ask()
  }

  /** Whether it will be asked again anyway. */
  get waiting(): boolean {
    return this.again || !!this.calledOff || (this.dirty && !this.asking)
  }

  /** Something happened that may concern it. */
  touch(): void {
    if (!this.asked && !this.asking) return
    this.dirty = true
    if (!this.signal.heard) return // it asks when somebody looks again
    if (this.asking) this.again = true
    else this.calledOff ??= this.all.clock.after(Math.max(soon, Math.min(5000, this.took)), () => this.ask())
  }

  private async ask(): Promise<void> {
    this.calledOff?.()
    this.calledOff = undefined
    if (this.asking) {
      this.again = true
      return
    }
    this.asking = true
    this.dirty = this.again = false
    const round = ++this.round
    const began = this.all.clock.now()
    try {
      await (this.sort === 'groups' ? this.askGroups() : this.sort === 'order' ? this.askOrder() : this.askPage(round))
      this.asked = true
    } catch (e) {
      const p = problemOf(e)
      this.dirty = true
      // What is held stays in sight; out of reach it is asked again on return.
      if (!this.asked) this.show({ status: p.offline ? 'loading' : 'error', error: p })
      else if (!p.offline) this.show({ error: p })
      if (p.offline) this.all.returning.add(this)
    } finally {
      this.took = this.all.clock.now() - began
      this.asking = false
      if (this.again) this.touch()
    }
  }

  private async askPage(round: number): Promise<void> {
    const { client, loader } = this.all
    const { q, product } = this.spec
    const limit = this.spec.limit ?? pageSize
    if (!this.asked) {
      const p = await client.get<Page>(address('/records', { q, product, full: true, total: true, limit: Math.min(limit, 200) }))
      loader.take(p.items)
      this.next = p.next
      this.settle(p.items.map((i) => i.id), { total: p.total ?? undefined })
      return
    }
    // Which ids, and in what order; the records themselves the feed keeps.
    const p = await client.get<Ids>(address('/records/ids', { q, product, limit: Math.max(limit, this.base.length + (this.next === null ? limit : 0)) }))
    const unknown = p.ids.filter((id) => !this.all.has(id))
    if (unknown.length > 0) await loader.some(unknown)
    if (round !== this.round) return
    this.next = p.next
    this.settle(p.ids, { total: p.total ?? undefined })
  }

  loadMore = (): void => {
    if (this.next === null || this.growing || this.asking) return
    this.growing = true
    const { q, product } = this.spec
    const round = this.round
    const path = address('/records', { q, product, full: true, limit: Math.min(this.spec.limit ?? pageSize, 200), cursor: this.next })
    this.all.client
      .get<Page>(path)
      .then((p) => {
        this.all.loader.take(p.items)
        if (round !== this.round) return
        this.next = p.next
        const held = new Set(this.base)
        this.settle([...this.base, ...p.items.map((i) => i.id).filter((id) => !held.has(id))], {})
      })
      .catch((e: unknown) => this.show({ error: problemOf(e) }))
      .finally(() => (this.growing = false))
  }

  private async askOrder(): Promise<void> {
    const { q, product } = this.spec
    let got: string[] = []
    let cursor: string | null = null
    let total: number | undefined
    do {
      const limit = this.spec.limit ?? (this.asked || cursor ? orderPage : orderStart)
      const p: Ids = await this.all.client.get<Ids>(address('/records/ids', { q, product, limit, cursor: cursor ?? undefined }))
      total ??= p.total ?? undefined
      got = cursor === null ? p.ids : got.concat(p.ids)
      cursor = this.spec.limit ? null : p.next
      // The first time, what is there is shown at once.
      if (cursor !== null && !this.shown.complete) {
        this.settle(got, { total, complete: false })
        if (!this.asked && got === p.ids) await new Promise<void>((go) => this.all.clock.after(orderRest, go))
      }
    } while (cursor !== null)
    this.settle(got, { total, complete: true })
  }

  private async askGroups(): Promise<void> {
    const groups = await this.all.client.get<Group[]>(address('/records/groups', { q: this.spec.q, product: this.spec.product }))
    this.show({ groups, status: 'ready', error: undefined, complete: true })
  }

  private settle(ids: readonly string[], more: Partial<Shown>): void {
    this.base = same(ids, this.base) ? this.base : ids
    this.show({ ...more, ids: this.moved(), status: 'ready', error: undefined, more: this.next !== null })
  }

  private show(change: Partial<Shown>): void {
    const before = this.shown
    const after = { ...before, ...change }
    if ((Object.keys(after) as (keyof Shown)[]).every((k) => before[k] === after[k])) return
    this.shown = after
    this.signal.tell()
  }

  // --- our own changes

  /** Shows records in another place, or in or out, until the server has said where they are. */
  move(move: Move): void {
    this.moves.push(move)
    this.show({ ids: this.moved() })
  }

  /** The change was made, and stays until the list has been asked; or it was not, and goes. */
  unmove(op: string, made: boolean): void {
    const mine = this.moves.filter((m) => m.op === op)
    if (mine.length === 0) return
    const first = mine.every((m, i) => this.moves[i] === m)
    this.moves = this.moves.filter((m) => m.op !== op)
    if (made && first) {
      // What is shown stays as it is, and is not copied again.
      this.base = this.moves.length === 0 ? this.shown.ids : mine.reduce<readonly string[]>(apply, this.base)
    } else {
      if (made) this.base = mine.reduce<readonly string[]>(apply, this.base)
      this.show({ ids: this.moved() })
    }
    if (made && mine.some((m) => m.to === 'in' || m.to === 'out' || m.to.position)) this.touch()
  }

  private moved(): readonly string[] {
    return this.moves.reduce<readonly string[]>(apply, this.base)
  }

  /** The neighbour before a record, so that it can go back there. */
  before(id: string): Place | undefined {
    const at = this.shown.ids.indexOf(id)
    if (at < 0) return undefined
    const [prev, next] = [this.shown.ids[at - 1], this.shown.ids[at + 1]]
    return prev ? { after: prev } : next ? { before: next } : undefined
  }
}

/** Puts ids in their place with one copy, or none where nothing changes. */
function apply(ids: readonly string[], m: Move): readonly string[] {
  const moving = new Set(m.ids)
  if (m.to === 'out') return ids.some((id) => moving.has(id)) ? ids.filter((id) => !moving.has(id)) : ids
  if (m.to === 'in') {
    const added = m.ids.filter((id) => !ids.includes(id))
    return added.length > 0 ? [...ids, ...added] : ids
  }
  return placed(ids, m.ids, m.to)
}

/** The order with some ids put elsewhere. Only the stretch between is written anew. */
export function placed(ids: readonly string[], moving: readonly string[], to: Place): readonly string[] {
  if (moving.length === 1) return placedOne(ids, moving[0]!, to)
  const set = new Set(moving)
  const found = new Set<string>()
  const rest = ids.filter((id) => !set.has(id) || !found.add(id))
  const here = moving.filter((id) => found.has(id))
  const at = target(rest, to)
  if (at < 0 || here.length === 0) return ids
  return rest.slice(0, at).concat(here, rest.slice(at))
}

function placedOne(ids: readonly string[], id: string, to: Place): readonly string[] {
  const from = ids.indexOf(id)
  let at = target(ids, to)
  if (from < 0 || at < 0) return ids
  if (to.position === undefined ? at > from : at === ids.length) at--
  if (at === from) return ids
  const out = ids.slice()
  // By hand: copyWithin asks of each element whether it is there, which takes a hundred times as long.
  for (let i = from; i < at; i++) out[i] = ids[i + 1]!
  for (let i = from; i > at; i--) out[i] = ids[i - 1]!
  out[at] = id
  return out
}

function target(ids: readonly string[], to: Place): number {
  if (to.after !== undefined) return after(ids.indexOf(to.after))
  if (to.before !== undefined) return ids.indexOf(to.before)
  return Math.max(0, Math.min(ids.length, (to.position ?? 1) - 1))
}

const after = (at: number) => (at < 0 ? -1 : at + 1)

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i])
}

/** All lists that something shows or showed lately, each once. */
export class Lists {
  /** Those that could not ask because the server was out of reach. */
  readonly returning = new Set<List>()
  private lists = new Map<string, List>()
  private ticks = 0

  constructor(
    readonly client: Client,
    readonly loader: Loader,
    readonly clock: Clock,
    /** Whether a record is held. */
    readonly has: (id: string) => boolean,
    /** The id of a product by its id or key. */
    private productOf: (ref: string) => string | undefined,
    private me: () => string,
  ) {
    client.reach.on(() => {
      if (!client.reachable) return
      const back = [...this.returning]
      this.returning.clear()
      for (const l of back) l.start()
    })
  }

  tick(): number {
    return ++this.ticks
  }

  open(sort: Sort, spec: ListSpec): List {
    const name = `${sort}\n${spec.product ?? ''}\n${spec.limit ?? ''}\n${spec.q}`
    let l = this.lists.get(name)
    if (!l) {
      this.trim()
      l = new List(this, sort, spec)
      this.lists.set(name, l)
    }
    l.used = this.tick()
    return l
  }

  /** News from the feed. */
  rows(rows: readonly Row[], own: (request: string) => boolean): void {
    for (const l of this.lists.values()) {
      if (!l.waiting && rows.some((r) => this.concerns(l, r) && !(own(r.request) && settled(l, r)))) l.touch()
    }
  }

  private concerns(l: List, r: Row): boolean {
    if (l.spec.product && r.product) {
      const id = this.productOf(l.spec.product)
      if (id && id !== r.product && !('product' in r.diff)) return false
    }
    return touches(l.needs, r, this.me())
  }

  /** Everything may have changed: each list is asked again when it is seen. */
  touchAll(): void {
    for (const l of this.lists.values()) l.touch()
  }

  /** Shows records in their new place in every order that they stand in. */
  move(op: string, ids: readonly string[], to: Place): void {
    for (const l of this.lists.values()) {
      if (l.sort !== 'groups' && l.needs.ranked && l.shown.ids.length > 0) l.move({ op, ids, to })
    }
  }

  /** Shows a record in or out of the lists of which that is sure. */
  fit(op: string, rec: Rec): void {
    for (const l of this.lists.values()) {
      if (l.sort === 'groups' || !l.signal.heard || l.shown.status !== 'ready') continue
      if (l.spec.product && this.productOf(l.spec.product) !== rec.product) continue
      const is = matches(l.needs, rec, this.me())
      if (is === undefined) continue
      const held = l.shown.ids.includes(rec.id)
      if (is && !held && !l.shown.more) l.move({ op, ids: [rec.id], to: 'in' })
      if (!is && held) l.move({ op, ids: [rec.id], to: 'out' })
    }
  }

  unmove(op: string, made: boolean): void {
    for (const l of this.lists.values()) l.unmove(op, made)
  }

  /** Where a record stands now, from a list that shows it in its order. */
  before(id: string): Place | undefined {
    for (const l of this.lists.values()) {
      const p = l.needs.ranked && l.sort !== 'groups' ? l.before(id) : undefined
      if (p) return p
    }
    return undefined
  }

  private trim(): void {
    if (this.lists.size < idleLists) return
    const idle = [...this.lists].filter(([, l]) => !l.signal.heard).sort((a, b) => a[1].used - b[1].used)
    for (const [name] of idle.slice(0, Math.max(0, idle.length - idleLists / 2))) this.lists.delete(name)
  }

  /** Lets go of all lists, when another person or workspace comes. */
  empty(): void {
    this.lists.clear()
  }
}

/** Whether a row of our own says nothing that the list does not show already: a rank that it was moved for. */
function settled(l: List, r: Row): boolean {
  return l.needs.ranked && r.operation === 'record.rank' && Object.keys(r.diff).every((f) => f === 'rank') && l.shown.ids.includes(r.entity)
}
