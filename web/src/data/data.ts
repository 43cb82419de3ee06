/**
 * Puts the data layer together, one for each tab: the session, every record
 * once, lists of ids, the live feed, changes on their way, undo, rights and
 * presence. Nothing in this folder but hooks.ts knows of React, and nothing of
 * it knows what a screen is.
 */
import { m } from '@/locales/gen/messages.js'
import { ulid } from '@/lib/ulid'

import { Asks } from './asks'
import { Cache, emptyOf } from './cache'
import { Client, type Transport } from './client'
import { Feed, overStream, type Source } from './feed'
import { KINDS, type KindName } from './kinds.gen'
import { Lists, type Place } from './lists'
import { Loader } from './load'
import { Changes, isRec, pick, flat, unflat, type ChangesOptions, type Result, type Told } from './mutate'
import { Presence, type Present } from './presence'
import { bestStore, called, holdTab, openTabs, type Op, type Store, type Touch } from './queue'
import { Session } from './session'
import { realClock, Signal, type Clock } from './signal'
import { numberOf, Undo, type Doing, type Part } from './undo'
import { Problem, type Link, type Outcome, type Proposal, type Rec, type Row } from './types'

export interface DataOptions {
  transport?: Transport
  source?: Source
  clock?: Clock
  /** Where changes on their way are kept, for a workspace's member. */
  store?: (owner: string) => Store
  changes?: ChangesOptions
  /** Records kept beyond those that are shown. */
  keep?: number
}

export interface ChangeOptions {
  /** Why, for those who decide when it becomes a proposal. */
  reason?: string
  /** Propose even where one might decide. */
  propose?: boolean
  /** Refuse it when somebody else has changed the same fields since: for long texts. */
  guard?: boolean
}

/** At most so many records in one call of the server. */
const batchSize = 200

export class Data {
  readonly client: Client
  readonly cache: Cache
  readonly loader: Loader
  /** Calls that have no answer yet and can be taken back. */
  private calling = new Set<Promise<unknown>>()
  readonly asks: Asks
  readonly session: Session
  readonly lists: Lists
  readonly changes: Changes
  readonly history: Undo
  readonly feed: Feed
  readonly presence: Presence
  /** Tells what became of changes that the person should hear of. */
  readonly told = new Signal()
  lastTold: Told | undefined
  private clock: Clock
  private tab = ulid()
  private store: (owner: string) => Store
  private owner = ''
  private offs: (() => void)[] = []

  constructor(o: DataOptions = {}) {
    const clock = (this.clock = o.clock ?? realClock)
    this.store = o.store ?? bestStore
    this.client = new Client(o.transport)
    this.cache = new Cache(o.keep)
    this.loader = new Loader(this.client, this.cache, clock)
    this.asks = new Asks(this.client, clock)
    this.session = new Session(this.client, this.asks)
    const me = () => this.session.me?.member?.id ?? ''
    this.lists = new Lists(this.client, this.loader, clock, (id) => !!this.cache.get(id), (ref) => this.session.productId(ref), me)
    this.changes = new Changes(this.client, this.cache, this.loader, this.lists, clock, o.changes)
    this.changes.tell = (t) => this.hear(t)
    this.history = new Undo({
      reachable: () => this.client.reachable,
      cancel: (op) => this.changes.cancel(op.id),
      redo: (op) => this.doing(this.again(op)),
      takeBack: (part) => this.takeBack(part),
    })
    this.presence = new Presence(this.client, clock, this.tab, me, (id) => this.session.member(id)?.name ?? '')
    this.feed = new Feed(this.client, o.source ?? overStream, clock, {
      rows: (rows) => this.take(rows),
      presence: (s) => this.presence.take(s as Present),
      lost: () => this.readAnew(),
    })
  }

  /** Reads again what is shown. */
  refresh(): void {
    if (this.session.status !== 'in') return
    for (const id of this.cache.shown()) this.loader.again(id)
    this.lists.touchAll()
    this.asks.touchAll()
    void this.session.load()
  }

  /** What waits, and what could not be done any more, with the choice to renew or drop each. */
  get queue(): Changes {
    return this.changes
  }

  /** With the line to the server, what was answered without it is read anew. */
  private renew(): void {
    if (!this.client.old || this.feed.connection !== 'live') return
    this.client.old = false
    this.readAnew()
  }

  /** Begins: finds out who is here, then follows what happens. */
  async start(): Promise<void> {
    this.offs.push(this.session.signal.on(() => this.settle()), this.feed.signal.on(() => this.renew()), ...followPage(this))
    await this.session.load()
    this.retry()
  }

  /** Out of reach when the page was opened: it is tried again until somebody is there. */
  private retry(): void {
    if (this.session.status !== 'error' || !this.session.error?.offline || this.offs.length === 0) return
    this.clock.after(2000, () => void this.session.load().then(() => this.retry()))
  }

  stop(): void {
    for (const off of this.offs) off()
    this.offs = []
    this.feed.stop()
    this.presence.stop()
  }

  /** The page is seen, or no longer. */
  seen(visible: boolean): void {
    this.feed.seen(visible)
    this.presence.seen(visible)
  }

  // --- changing

  /** Sets fields of a record. It shows at once; the promise tells what became of it. */
  async change(ref: string, patch: Record<string, unknown>, o: ChangeOptions = {}): Promise<Outcome> {
    const id = this.cache.idOf(ref) ?? ref
    const rec = this.cache.get(id)
    const shown = this.shownPatch(rec, patch)
    if (rec && nothing(rec, shown)) return { done: rec }
    const locks = this.builtOn(patch)
    const joined = o.reason || o.propose || o.guard || locks.length > 0 ? undefined : this.changes.merge(id, shown, patch)
    if (joined) return this.outcome(id, await joined.result)
    const op = this.op('patch', 'PATCH', `/records/${id}`, m.data_did_change({ what: called(rec, id) }), patch)
    op.touches = [{ id, patch: shown, base: pick(rec, shown) }]
    op.locks = locks
    Object.assign(op, o)
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return this.outcome(id, await result)
  }

  /** Sets the same fields of many records; undone in one step. */
  async changeMany(refs: readonly string[], patch: Record<string, unknown>, o: ChangeOptions = {}): Promise<Outcome[]> {
    const ids = refs.map((r) => this.cache.idOf(r) ?? r)
    if (ids.length === 1) return [await this.change(ids[0]!, patch, o)]
    return this.together(ids, 'update', (rec) => this.shownPatch(rec, patch), patch, (what) => m.data_did_change({ what }), o)
  }

  /** Makes a record. Its id holds at once, also for links and other changes. */
  create(kind: KindName, fields: Record<string, unknown>, o: ChangeOptions = {}): { id: string; outcome: Promise<Outcome> } {
    const id = typeof fields.id === 'string' ? fields.id : ulid(this.clock.now())
    const rec = this.newRecord(kind, id, fields)
    const op = this.op('create', 'POST', pathOf(kind), m.data_did_create({ what: rec.title }), { ...fields, id })
    op.touches = [{ id, patch: rec, base: {} }]
    op.locks = this.builtOn(fields)
    Object.assign(op, o)
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return { id, outcome: result.then((r) => this.outcome(id, r)) }
  }

  /** Puts records into their place in the order, and into another state if asked. */
  async rank(refs: readonly string[], to: Place & { state?: string }, o: ChangeOptions = {}): Promise<Outcome> {
    const ids = refs.map((r) => this.cache.idOf(r) ?? r)
    const { state, ...asked } = to
    const place: Place = { ...asked, ...(asked.after ? { after: this.cache.idOf(asked.after) ?? asked.after } : {}), ...(asked.before ? { before: this.cache.idOf(asked.before) ?? asked.before } : {}) }
    const what = ids.length === 1 ? called(this.cache.get(ids[0]!), ids[0]!) : m.data_records({ count: ids.length })
    const op = this.op('rank', 'POST', '/records/rank', m.data_did_rank({ what }), { ids, ...place, ...(state ? { state } : {}) })
    op.touches = ids.map((id) => this.touch(id, state ? { state } : {}))
    op.locks = this.builtOn(place as Record<string, unknown>)
    const moves = place.after !== undefined || place.before !== undefined || place.position !== undefined
    if (moves) op.move = { ids, to: place, back: this.lists.before(ids[0]!) }
    Object.assign(op, o)
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return this.outcome(ids[0]!, await result)
  }

  async link(type: string, from: string, to: string, o: ChangeOptions = {}): Promise<Outcome> {
    const [a, b] = [this.cache.idOf(from) ?? from, this.cache.idOf(to) ?? to]
    const id = ulid(this.clock.now())
    const link: Link = { id, type, from: a, to: b, fromKind: this.cache.get(a)?.kind ?? '', toKind: this.cache.get(b)?.kind ?? '' }
    const op = this.op('link', 'POST', '/links', m.data_did_link({ what: called(this.cache.get(a), a) }), { id, type, from: a, to: b })
    op.link = { add: link }
    op.locks = [id, ...this.builtOn({ a, b })]
    Object.assign(op, o)
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return this.outcome(a, await result)
  }

  async unlink(linkId: string, o: ChangeOptions = {}): Promise<Outcome> {
    const link = this.cache.link(linkId)
    const op = this.op('unlink', 'DELETE', `/links/${linkId}`, m.data_did_unlink({ what: link ? called(this.cache.get(link.from), link.from) : '' }))
    if (link) op.link = { remove: link }
    op.locks = [linkId]
    Object.assign(op, o)
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return this.outcome(link?.from ?? '', await result)
  }

  archive(refs: readonly string[]): Promise<Outcome[]> {
    return this.put(refs, 'archive', new Date(this.clock.now()).toISOString())
  }

  restore(refs: readonly string[]): Promise<Outcome[]> {
    return this.put(refs, 'restore', null)
  }

  /** Anything else that the server does. It is not shown before it is answered, and not kept for later. */
  call<T>(method: string, path: string, body?: unknown, o: ChangeOptions & { label?: string } = {}): Promise<T> {
    if (method === 'GET') return this.client.get<T>(path)
    const p = this.answered<T>(method, path, body, o)
    if (mayBeUndone(path)) {
      this.calling.add(p)
      const over = () => this.calling.delete(p)
      p.then(over, over)
    }
    return p
  }

  private async answered<T>(method: string, path: string, body: unknown, o: ChangeOptions & { label?: string }): Promise<T> {
    const answer = await this.client.send<T>(method, path, body, { once: ulid(this.clock.now()), reason: o.reason, propose: o.propose })
    this.changes.noteOwn('')
    if (answer.status === 202) return { proposed: answer.value } as T
    if (isRec(answer.value)) this.cache.put(answer.value, true)
    const done = canBeUndone(path, answer.value) ? numberOf({ answer }) : undefined
    if (done) this.history.push({ label: o.label ?? m.data_did_call(), parts: [{ done }] })
    return answer.value
  }

  /** Takes the last step back and gives its words. What hinders it is thrown, and told to the person as well. */
  undo(): Promise<string | undefined> {
    if (this.calling.size === 0) return heard(this.history.undo())
    // What one did last is on its way: taking back what was before it would be another thing than was meant.
    return heard(Promise.allSettled(this.calling).then(() => this.history.undo()))
  }

  redo(): Promise<string | undefined> {
    return heard(this.history.redo())
  }

  // --- inside

  private op(kind: Op['kind'], method: string, path: string, label: string, body?: unknown): Op {
    const at = this.clock.now()
    return { id: ulid(at), kind, at, method, path, body, touches: [], locks: [], label, tab: this.tab }
  }

  private touch(id: string, patch: Record<string, unknown>): Touch {
    const rec = this.cache.get(id)
    const shown = this.shownPatch(rec, patch)
    return { id, patch: shown, base: pick(rec, shown) }
  }

  /** What a patch shows before it is answered: with a state comes its category. */
  private shownPatch(rec: Rec | undefined, patch: Record<string, unknown>): Record<string, unknown> {
    if (typeof patch.state !== 'string' || !rec) return patch
    const s = this.session.workflow(rec.product, rec.kind).find((x) => x.name === patch.state)
    return s ? { ...patch, category: s.category } : patch
  }

  private newRecord(kind: KindName, id: string, fields: Record<string, unknown>): Rec {
    const product = this.session.productId(fields.product as string) ?? null
    const states = this.session.workflow(product, kind)
    const first = states.find((s) => s.name === fields.state) ?? states[0]
    const now = new Date(this.clock.now()).toISOString()
    const empty: Record<string, unknown> = {}
    for (const name of Object.keys(KINDS[kind].fields)) empty[name] = emptyOf(kind, name)
    return {
      ...empty, custom: {}, tags: [], key: '', title: '', owner: null, rank: '', archivedAt: null, body: '', version: 0,
      ...fields, id, kind, product, state: first?.name ?? '', category: first?.category ?? '',
      createdAt: now, updatedAt: now, createdBy: this.session.me?.member?.id ?? null,
    } as Rec
  }

  /** Ids in what is sent that are only being made: those come first. */
  private builtOn(values: Record<string, unknown>): string[] {
    return Object.values(values).flat().filter((v): v is string => typeof v === 'string' && v.length === 26 && this.changes.making(v))
  }

  /** The same done to many records, in as few calls as rights and kinds allow. */
  private async together(
    ids: readonly string[], verb: 'update' | 'archive' | 'restore', show: (rec: Rec | undefined) => Record<string, unknown>,
    patch: Record<string, unknown> | undefined, label: (what: string) => string, o: ChangeOptions = {},
  ): Promise<Outcome[]> {
    const groups = new Map<string, string[]>()
    for (const id of ids) {
      const rec = this.cache.get(id)
      const name = `${rec?.kind ?? 'record'}\n${rec?.product ?? ''}`
      const group = groups.get(name)
      if (group) group.push(id)
      else groups.set(name, [id])
    }
    const words = label(m.data_records({ count: ids.length }))
    const ops: Op[] = []
    for (const [name, group] of groups) {
      const operation = verb === 'update' ? 'record.update' : `${name.split('\n')[0]}.${verb}`
      for (let i = 0; i < group.length; i += batchSize) {
        const some = group.slice(i, i + batchSize)
        const calls = some.map((id) => ({ operation, input: patch ? { id, patch } : { id } }))
        const op = this.op('batch', 'POST', '/batch', words, { calls })
        op.touches = some.map((id) => {
          const shown = show(this.cache.get(id))
          return { id, patch: shown, base: pick(this.cache.get(id), shown) }
        })
        ops.push(Object.assign(op, o))
      }
    }
    const results = ops.map((op) => this.changes.add(op))
    this.remember(ops, words)
    const by = new Map<string, Outcome>()
    await Promise.all(ops.map(async (op, i) => {
      const r = await results[i]!
      for (const t of op.touches) by.set(t.id, this.outcome(t.id, r))
    }))
    return ids.map((id) => by.get(id)!)
  }

  private async put(refs: readonly string[], verb: 'archive' | 'restore', archivedAt: string | null): Promise<Outcome[]> {
    // Where it stands in the API follows from its kind, which nobody has asked for yet.
    const unread = refs.filter((r) => !this.cache.get(this.cache.idOf(r) ?? r))
    if (unread.length > 0) await Promise.all(unread.map((r) => this.loader.read(r)))
    const ids = refs.map((r) => this.cache.idOf(r) ?? r)
    const label = (what: string) => (verb === 'archive' ? m.data_did_archive({ what }) : m.data_did_restore({ what }))
    if (ids.length > 1) return this.together(ids, verb, () => ({ archivedAt }), undefined, label)
    const id = ids[0]
    if (!id) return []
    const rec = this.cache.get(id)
    const path = `${pathOf(rec?.kind)}/${id}`
    const op = this.op(verb, verb === 'archive' ? 'DELETE' : 'POST', verb === 'archive' ? path : `${path}/restore`, label(called(rec, id)))
    op.touches = [this.touch(id, { archivedAt })]
    const result = this.changes.add(op)
    this.remember([op], op.label)
    return [this.outcome(id, await result)]
  }

  private outcome(id: string, r: Result): Outcome {
    if (r.proposed) return { proposed: r.proposed }
    if (r.refused) return { refused: r.refused }
    const v = r.answer?.value
    return { done: this.cache.get(id) ?? (isRec(v) ? v : ({ id } as Rec)) }
  }

  private remember(ops: Op[], label: string): void {
    this.history.push({ label, parts: ops.map((op) => this.part(op)) })
  }

  private part(op: Op): Part {
    const part: Part = { op }
    void this.changes.resultOf(op.id)?.then((r) => {
      if (r.answer) part.done = numberOf(r)
      else if (r.refused?.kind !== 'cancelled') this.history.forget(op)
    })
    return part
  }

  /** Does anew what was taken back before it was sent. */
  private again(op: Op): Op {
    const touches = op.touches.map((t) => ({ ...t, base: op.kind === 'create' ? {} : pick(this.cache.get(t.id), t.patch) }))
    return { ...op, id: ulid(this.clock.now()), at: this.clock.now(), touches, delayed: false, stuck: undefined, tried: false }
  }

  private doing(op: Op): Doing {
    return { op, result: this.changes.add(op) }
  }

  private takeBack(part: Part): Doing {
    const was = part.op
    const op = this.op('undo', 'POST', '/changes/undo', was?.label ?? '', part.done)
    if (!part.done && was) op.undoes = was.id
    if (was) {
      op.touches = was.touches.map((t) => inverse(was, t, this.cache.get(t.id), this.clock.now()))
      op.locks = was.locks
      if (was.link) op.link = { add: was.link.remove, remove: was.link.add }
      if (was.move?.back) op.move = { ids: was.move.ids, to: was.move.back, back: this.lists.before(was.move.ids[0]!) }
    }
    return this.doing(op)
  }

  private hear(t: Told): void {
    this.lastTold = t
    this.told.tell()
  }

  /** News from the ledger, in order. */
  private take(rows: Row[]): void {
    this.cache.run(() => {
      for (const r of rows) this.cache.row(r)
    })
    this.lists.rows(rows, (request) => this.changes.mine(request))
    this.asks.rows(rows)
    this.session.rows(rows)
  }

  /** So much was missed that everything shown is read again. */
  private readAnew(): void {
    this.cache.empty()
    this.refresh()
  }

  /** Follows who is signed in: each person has an own queue, and an own view of the world. */
  private settle(): void {
    const me = this.session.me
    const owner = this.session.status === 'in' && me?.member ? `${me.workspace.id}/${me.member.id}` : ''
    if (!owner) {
      if (this.session.status === 'out') {
        this.changes.hold(true)
        this.feed.stop()
      }
      return
    }
    if (owner !== this.owner) {
      if (this.owner) {
        this.feed.stop()
        this.changes.leave()
        this.history.clear()
        this.lists.empty()
        this.asks.empty()
        this.cache.empty()
      }
      this.owner = owner
      const store = this.store(owner)
      void openTabs(this.tab).then((tabs) => this.changes.keepIn(store, (op) => op.tab !== this.tab && tabs.has(op.tab)))
    }
    this.changes.hold(false)
    this.feed.start()
  }

  /** For the page: says that this tab is open. */
  holdTab(): void {
    holdTab(this.tab)
  }
}

/** Where records of a kind stand in the API. */
const pathOf = (kind: KindName | undefined) => (kind ? `/${KINDS[kind].path.replace(/^(\/api\/v1)?\//, '')}` : '/records')

/** How an operation's record looks when it is taken back. */
function inverse(op: Op, t: Touch, now: Rec | undefined, at: number): Touch {
  const patch = op.kind === 'create' ? { archivedAt: new Date(at).toISOString() } : unflat(t.base)
  return { id: t.id, patch, base: pick(now, patch) }
}

/** Lets a caller pay no attention to a failure that is told elsewhere. */
function heard<T>(p: Promise<T>): Promise<T> {
  p.catch(() => undefined)
  return p
}

/** Calls that are about access or the person's own, or whose undoing is a call of its own. */
const notUndone = /^\/(sessions|password|tokens|invitations|me\b|inbox|presence|proposals|imports?|installation|workspaces?|changes|members|rights|roles(?!\/(assign|remove|handover))|growth|vacancies\/[^/]+\/(candidates|erase|scorecards)|logins|setup|views|refinements|rounds(?!\/[^/]+\/take))/

/** What a proposal proposes is done when it is taken; one that came too late, or waits for others, has done nothing. */
const taking = /^\/proposals\/[^/]+\/take$/

const mayBeUndone = (path: string) => taking.test(path) || !notUndone.test(path)

const canBeUndone = (path: string, answer: unknown) => mayBeUndone(path) && (!taking.test(path) || (answer as Partial<Proposal> | undefined)?.state === 'taken')

function nothing(rec: Rec, patch: Record<string, unknown>): boolean {
  const is = pick(rec, patch)
  return Object.entries(flat(patch)).every(([k, v]) => is[k] === v)
}

/** Follows what the browser tells of the page. */
function followPage(data: Data): (() => void)[] {
  if (typeof document === 'undefined') return []
  data.holdTab()
  const on = (target: EventTarget, name: string, fn: () => void) => {
    target.addEventListener(name, fn)
    return () => target.removeEventListener(name, fn)
  }
  return [
    on(document, 'visibilitychange', () => data.seen(document.visibilityState === 'visible')),
    on(window, 'online', () => data.client.reached(true)),
    on(window, 'offline', () => data.client.reached(false)),
  ]
}

export { Problem }
export type { Outcome, Proposal, Rec }
