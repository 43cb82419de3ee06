/**
 * Changes on their way. Each is shown at once and sent in its turn: one request
 * in flight for each record, the rest wait behind it, and two that set the same
 * fields become one while they wait. An answer replaces the record, a refusal
 * takes the change back and says why, a proposal takes it back and is told.
 *
 * Sending freely would end equal too, but an older value of one's own would
 * flash up over a newer one whenever answers overtake each other.
 */
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'

import type { Cache } from './cache'
import type { Answer, Client } from './client'
import { KINDS } from './kinds.gen'
import type { Lists } from './lists'
import type { Loader } from './load'
import { called, type Op, type Store } from './queue'
import { Signal, type Clock } from './signal'
import { numberOf } from './undo'
import { Problem, problemOf, type Proposal, type Rec } from './types'

/** What became of an operation. */
export interface Result {
  answer?: Answer<unknown>
  proposed?: Proposal
  refused?: Problem
}

/** Something that the shell tells the person. */
export interface Told {
  kind: 'refused' | 'proposed' | 'stuck'
  op: Op
  problem?: Problem
  proposal?: Proposal
}

interface Ranked {
  id: string
  rank: string
  state: string
  version: number
}

const inFlightAtMost = 4
const firstWait = 1000
const longestWait = 15_000
/** After so long out of reach, what others changed meanwhile is not written over without asking. */
const absence = 10_000
/** How often a server that is there, but in trouble, is asked to do the same. */
const patience = 5

export interface ChangesOptions {
  /** Only the simulation's control turns this off. */
  onePerRecord?: boolean
  atMost?: number
}

export class Changes {
  readonly signal = new Signal()
  /** What cannot be done any more, for the person to renew or drop. */
  stuck: readonly Op[] = []
  /** Called with what the person should hear of. */
  tell: (t: Told) => void = () => {}
  private queue: Op[] = []
  private lanes = new Map<string, Op[]>()
  private sent = new Set<string>()
  private waiters = new Map<string, (r: Result) => void>()
  private results = new Map<string, Promise<Result>>()
  private tries = new Map<string, number>()
  private own = new Set<string>()
  private store: Store | undefined
  private retry: (() => void) | undefined
  private failures = 0
  private held = false
  /** Records that were read since the server came into reach again. */
  private fresh = new Set<string>()
  /** Nothing is sent until what an earlier page left has been read. */
  private loading = false

  constructor(
    private client: Client,
    private cache: Cache,
    private loader: Loader,
    private lists: Lists,
    private clock: Clock,
    private options: ChangesOptions = {},
  ) {
    client.reach.on(() => {
      this.fresh.clear()
      if (client.reachable) this.pump()
    })
  }

  get pending(): number {
    return this.queue.length
  }

  /** Whether a call of this number was our own. */
  mine(request: string): boolean {
    return this.own.has(request)
  }

  noteOwn(request: string): void {
    if (!request) return
    this.own.add(request)
    if (this.own.size > 2000) this.own.delete(this.own.values().next().value!)
  }

  /** Takes up what an earlier page of this person left behind. */
  async keepIn(store: Store, ofOpenTab: (op: Op) => boolean): Promise<void> {
    this.store = store
    this.loading = true
    try {
      const left = (await store.all()).filter((op) => !ofOpenTab(op) && !this.results.has(op.id))
      for (const op of this.queue) this.keep(op)
      const mine = this.queue
      this.queue = []
      this.lanes.clear()
      for (const op of left) {
        if (op.stuck) this.stuck = [...this.stuck, op]
        else this.add({ ...op, delayed: true })
      }
      for (const op of mine) this.line(op)
    } finally {
      this.loading = false
      this.signal.tell()
      this.pump()
    }
  }

  /** Nothing is sent until there is a session again. */
  hold(yes: boolean): void {
    this.held = yes
    if (!yes) this.pump()
  }

  /** Forgets all, when another person signs in; what is on disk waits for its owner. */
  leave(): void {
    for (const op of this.queue) this.undoShown(op)
    this.queue = []
    this.lanes.clear()
    this.stuck = []
    this.store = undefined
    this.signal.tell()
  }

  // --- in

  /** Shows an operation and sends it in its turn. */
  add(op: Op): Promise<Result> {
    if (!this.client.reachable) op.delayed = true
    this.line(op)
    this.showNow(op)
    this.keep(op)
    const result = new Promise<Result>((resolve) => this.waiters.set(op.id, resolve))
    this.results.set(op.id, result)
    this.signal.tell()
    this.pump()
    return result
  }

  /** Joins a change of the same fields that still waits; undefined when there is none. */
  merge(id: string, patch: Record<string, unknown>, body: Record<string, unknown>): { op: Op; result: Promise<Result> } | undefined {
    if (this.options.onePerRecord === false) return undefined
    const op = this.lanes.get(id)?.at(-1)
    if (!op || op.kind !== 'patch' || this.sent.has(op.id) || op.tried || op.reason || op.propose || op.guard) return undefined
    const held = op.body as Record<string, unknown>
    if (fieldsOf(held) !== fieldsOf(body)) return undefined
    const touch = op.touches[0]!
    op.body = { ...held, ...body, ...(body.custom ? { custom: { ...(held.custom as object), ...(body.custom as object) } } : {}) }
    touch.patch = { ...touch.patch, ...patch, ...(patch.custom ? { custom: { ...(touch.patch.custom as object), ...(patch.custom as object) } } : {}) }
    this.lists.unmove(op.id, false)
    this.showNow(op)
    this.keep(op)
    return { op, result: this.results.get(op.id)! }
  }

  /** Takes back an operation that has not been sent. */
  cancel(id: string): boolean {
    const op = this.queue.find((o) => o.id === id)
    if (!op || this.sent.has(id) || op.tried) return false
    this.finish(op, { refused: new Problem(0, 'cancelled', '') }, true)
    return true
  }

  /** What becomes of an operation that is under way. */
  resultOf(id: string): Promise<Result> | undefined {
    return this.results.get(id)
  }

  /** Whether the making of something is still on its way. */
  making(id: string): boolean {
    return this.lanes.get(id)?.some((o) => o.kind === 'create' || o.kind === 'link') ?? false
  }

  // --- stuck

  /** Does what was stuck after all, over what others did. */
  renew(id: string): void {
    const op = this.unstick(id)
    if (!op) return
    const touches = op.touches.map((t) => ({ ...t, base: pick(this.cache.get(t.id), t.patch) }))
    void this.add({ ...op, id: ulid(this.clock.now()), at: this.clock.now(), touches, stuck: undefined, delayed: false, tried: false })
  }

  drop(id: string): void {
    this.unstick(id)
  }

  private unstick(id: string): Op | undefined {
    const op = this.stuck.find((o) => o.id === id)
    this.stuck = this.stuck.filter((o) => o.id !== id)
    void this.store?.remove(id).catch(() => undefined)
    this.signal.tell()
    return op
  }

  // --- out

  private line(op: Op): void {
    this.queue.push(op)
    for (const id of locksOf(op)) {
      const lane = this.lanes.get(id)
      if (lane) lane.push(op)
      else this.lanes.set(id, [op])
    }
  }

  private ready(op: Op): boolean {
    if (this.options.onePerRecord === false) return true
    return locksOf(op).every((id) => this.lanes.get(id)?.[0] === op)
  }

  private pump(): void {
    if (this.held || this.loading || !this.client.reachable) return
    const most = this.options.atMost ?? inFlightAtMost
    // What waited out of reach goes one after the other, in the order it was done.
    const inOrder = this.queue.some((o) => o.delayed)
    for (const op of this.queue) {
      if (this.sent.size >= (inOrder ? 1 : most)) return
      if (!this.sent.has(op.id) && this.ready(op)) void this.send(op)
    }
  }

  private async send(op: Op): Promise<void> {
    this.sent.add(op.id)
    op.tried = true
    try {
      const away = !!op.delayed && this.clock.now() - op.at > absence
      if (away || op.guard) await this.check(op, away)
      const match = op.guard ? this.cache.server(op.touches[0]!.id)?.version : undefined
      const answer = await this.client.send<unknown>(op.method, op.path, op.body, { once: op.id, reason: op.reason, propose: op.propose, match })
      this.failures = 0
      this.noteOwn(answer.request)
      if (answer.status === 202) this.finish(op, { proposed: answer.value as Proposal })
      else if (op.kind === 'undo') await this.takeUndone(op, answer)
      else this.finish(op, { answer })
    } catch (e) {
      this.failed(op, problemOf(e))
    } finally {
      this.sent.delete(op.id)
      this.pump()
    }
  }

  /** Sees whether others have changed the same since. */
  private async check(op: Op, away: boolean): Promise<void> {
    if (op.kind !== 'patch' && op.kind !== 'batch') return
    const ids = op.touches.map((t) => t.id)
    if (away && ids.some((id) => !this.fresh.has(id))) {
      // All that waits is looked at in one go.
      await this.reread([...new Set([...ids, ...this.queue.filter((o) => o.delayed).flatMap((o) => o.touches.map((t) => t.id))])])
    }
    for (const t of op.touches) {
      const now = this.cache.server(t.id)
      const what = called(now, t.id)
      if (!now || this.cache.problem(t.id)?.status === 404) throw new Problem(404, 'notfound', m.data_stuck_gone({ what }))
      if (away && now.archivedAt && !('archivedAt' in t.patch)) throw new Problem(409, 'conflict', m.data_stuck_archived({ what }))
      const is = pick(now, t.patch)
      const moved = Object.keys(t.base).filter((f) => f !== 'category' && !equal(is[f], t.base[f]) && !equal(is[f], flat(t.patch)[f]))
      if (moved.length > 0) throw new Problem(409, 'conflict', m.data_stuck_moved({ fields: moved.map((f) => labelOf(now, f)).join(', ') }))
    }
  }

  private async reread(ids: string[]): Promise<void> {
    for (const id of ids) this.cache.forgive(id)
    await this.loader.some(ids)
    const problem = ids.map((id) => this.cache.problem(id)).find((p) => p?.offline)
    if (problem || !this.client.reachable) throw new Problem(0, 'offline', m.data_offline())
    for (const id of ids) this.fresh.add(id)
  }

  /** An undo's answer does not say what stands now, so that is read before the change ends. */
  private async takeUndone(op: Op, answer: Answer<unknown>): Promise<void> {
    await Promise.all([
      this.loader.some(op.touches.map((t) => t.id)),
      ...op.touches.filter((t) => 'body' in t.patch).map((t) => this.loader.read(t.id)),
    ])
    if (op.link) {
      const link = op.link.add ?? op.link.remove!
      await Promise.all([this.loader.links(link.from), this.loader.links(link.to)])
    }
    this.finish(op, { answer })
  }

  private failed(op: Op, p: Problem): void {
    if (!this.queue.includes(op)) return
    const tries = (this.tries.get(op.id) ?? 0) + 1
    const trouble = p.offline || p.kind === 'toomany' || ((p.status >= 500 || p.kind === 'unavailable') && tries < patience)
    if (p.kind === 'unauthenticated') {
      this.held = true
      op.delayed = true
      this.keep(op)
    } else if (trouble) {
      this.tries.set(op.id, tries)
      if (p.offline) {
        for (const o of this.queue) if (!o.delayed) this.keep(Object.assign(o, { delayed: true }))
      }
      this.again()
    } else if (op.guard && p.kind === 'conflict' && p.detail !== '' && tries < 4 && !this.isMoved(op)) {
      this.tries.set(op.id, tries)
      void this.reread(op.touches.map((t) => t.id)).then(() => this.pump(), () => this.again())
    } else this.finish(op, { refused: p })
    this.signal.tell()
  }

  /** Whether the fields of a guarded change are no longer as they were. */
  private isMoved(op: Op): boolean {
    return op.touches.some((t) => {
      const is = pick(this.cache.server(t.id), t.patch)
      return Object.keys(t.base).some((f) => !equal(is[f], t.base[f]))
    })
  }

  private again(): void {
    const wait = Math.min(longestWait, firstWait * 2 ** this.failures++)
    this.retry ??= this.clock.after(wait * (0.5 + Math.random() / 2), () => {
      this.retry = undefined
      this.client.reached(true) // what is sent next tells whether that is so
      this.pump()
    })
  }

  private finish(op: Op, r: Result, quiet = false): void {
    const lane = this.queue.indexOf(op)
    if (lane < 0) return
    this.queue.splice(lane, 1)
    for (const id of locksOf(op)) {
      const rest = (this.lanes.get(id) ?? []).filter((o) => o !== op)
      if (rest.length > 0) this.lanes.set(id, rest)
      else this.lanes.delete(id)
    }
    this.tries.delete(op.id)
    if (r.answer) this.take(op, r.answer)
    else this.undoShown(op)
    const stuck = r.refused && op.delayed && !quiet && op.kind !== 'undo'
    if (stuck) {
      op.stuck = { kind: r.refused!.kind, detail: r.refused!.detail }
      this.stuck = [...this.stuck, op]
      this.keep(op)
    } else void this.store?.remove(op.id).catch(() => undefined)
    if (!quiet && r.refused) this.tell({ kind: stuck ? 'stuck' : 'refused', op, problem: r.refused })
    if (!quiet && r.proposed) this.tell({ kind: 'proposed', op, proposal: r.proposed })
    this.waiters.get(op.id)?.(r)
    this.waiters.delete(op.id)
    this.results.delete(op.id)
    for (const undo of this.queue.filter((o) => o.undoes === op.id)) this.tellNumber(undo, r)
    if (!r.answer && (op.kind === 'create' || op.kind === 'link')) this.refuseBehind(op, r)
    this.signal.tell()
  }

  /** What is to be taken back has been answered: now its number is known, or there is nothing to take back. */
  private tellNumber(undo: Op, r: Result): void {
    const done = numberOf(r)
    if (!done) return this.finish(undo, { refused: new Problem(0, 'cancelled', '') }, true)
    undo.body = done
    undo.undoes = undefined
    this.keep(undo)
  }

  /** What builds on something that was not made cannot be done either. */
  private refuseBehind(op: Op, r: Result): void {
    const made = op.touches[0]?.id ?? op.link?.add?.id
    const behind = this.queue.filter((o) => made && locksOf(o).includes(made))
    const detail = m.data_not_made({ detail: r.refused?.detail ?? '' })
    for (const o of behind) this.finish(o, { refused: new Problem(409, 'conflict', detail) }, !!r.proposed)
  }

  // --- showing

  private showNow(op: Op): void {
    this.cache.run(() => {
      for (const t of op.touches) this.cache.overlay(t.id, { op: op.id, patch: t.patch })
    })
    if (op.link) this.cache.overlayLink({ op: op.id, add: op.link.add, remove: op.link.remove?.id })
    if (op.move) this.lists.move(op.id, op.move.ids, op.move.to)
    for (const t of op.touches) {
      const rec = Object.keys(t.patch).length > 0 ? this.cache.get(t.id) : undefined
      if (rec) this.lists.fit(op.id, rec)
    }
  }

  private undoShown(op: Op): void {
    this.cache.run(() => {
      for (const t of op.touches) this.cache.settle(t.id, op.id)
    })
    if (op.link) this.cache.settleLink(op.id)
    this.lists.unmove(op.id, false)
  }

  private take(op: Op, answer: Answer<unknown>): void {
    const v = answer.value
    this.cache.run(() => {
      if (op.kind === 'rank') {
        for (const r of v as Ranked[]) {
          const patch = op.touches.find((t) => t.id === r.id)?.patch ?? {}
          this.cache.overlay(r.id, { op: op.id, patch: { ...patch, rank: r.rank, state: r.state }, until: r.version })
        }
      } else {
        for (const rec of [v].flat()) if (isRec(rec)) this.cache.put(rec, true)
        for (const t of op.touches) this.cache.settle(t.id, op.id)
      }
    })
    if (op.link) {
      if (op.link.add) this.cache.setLink(op.link.add, true)
      if (op.link.remove) this.cache.setLink(op.link.remove, false)
      this.cache.settleLink(op.id)
    }
    this.lists.unmove(op.id, true)
  }

  private keep(op: Op): void {
    void this.store?.put(op).catch(() => undefined) // without storage it lives as long as the page
  }
}

/** What people call a field. */
const labelOf = (rec: Rec, f: string) => (KINDS[rec.kind].fields[f]?.label ?? f.replace('custom.', '')).toLowerCase()

/** Everything that an operation has to itself while it is under way. */
function locksOf(op: Op): string[] {
  return op.touches.length === 0 ? op.locks : [...new Set([...op.touches.map((t) => t.id), ...op.locks])]
}

export function isRec(v: unknown): v is Rec {
  return typeof v === 'object' && v !== null && 'kind' in v && 'version' in v && 'key' in v && (v as Rec).kind in KINDS
}

/** A patch with custom fields by their dotted names. */
export function flat(patch: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [k, v] of Object.entries(patch)) {
    if (k === 'custom' && v && typeof v === 'object') for (const [c, x] of Object.entries(v)) out[`custom.${c}`] = x
    else out[k] = v
  }
  return out
}

/** The values that a record has for the fields of a patch. */
export function pick(rec: Rec | undefined, patch: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  if (!rec) return out
  for (const k of Object.keys(flat(patch))) out[k] = k.startsWith('custom.') ? (rec.custom[k.slice(7)] ?? null) : rec[k]
  return out
}

/** The patch that sets values by dotted names. */
export function unflat(values: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [k, v] of Object.entries(values)) {
    if (k.startsWith('custom.')) out.custom = { ...(out.custom as object), [k.slice(7)]: v }
    else out[k] = v
  }
  return out
}

const fieldsOf = (patch: Record<string, unknown>) => Object.keys(flat(patch)).sort().join()

function equal(a: unknown, b: unknown): boolean {
  return a === b || ((a ?? '') === '' && (b ?? '') === '') || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}
