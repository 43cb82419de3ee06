/**
 * For tests: a server in memory that keeps the rules of the API which the data
 * layer relies on (versions, one ledger, keys that make a call harmless twice,
 * proposals, undo), time that a test runs by hand, and clients between which
 * and the server anything may go wrong.
 */
import { applyPatch, emptyOf } from './cache'
import type { Request, Response, Transport } from './client'
import { Data, type DataOptions } from './data'
import type { Hears, Source } from './feed'
import { KINDS, type KindName } from './kinds.gen'
import { matches, needsOf } from './query'
import { MemoryStore, type Store } from './queue'
import type { Clock } from './signal'
import type { Link, Member, Proposal, Rec, Row } from './types'
import { flat, pick, unflat } from './mutate'

/** Time run by hand: whatever is due happens in its order, with all that follows from it. */
export class HandClock implements Clock {
  private at = 1_780_000_000_000
  private due: { at: number; n: number; fn: () => void; off: boolean }[] = []
  private n = 0

  now = () => this.at

  after = (ms: number, fn: () => void) => {
    const e = { at: this.at + Math.max(0, ms), n: this.n++, fn, off: false }
    // Kept in order; most go near the end.
    let i = this.due.length
    while (i > 0 && (this.due[i - 1]!.at > e.at || (this.due[i - 1]!.at === e.at && this.due[i - 1]!.n > e.n))) i--
    this.due.splice(i, 0, e)
    return () => void (e.off = true)
  }

  /** Lets so many ms pass. */
  async run(ms: number): Promise<void> {
    const until = this.at + ms
    await settled()
    for (;;) {
      const e = this.due[0]
      if (!e || e.at > until) break
      this.due.shift()
      if (e.off) continue
      this.at = e.at
      e.fn()
      await settled()
    }
    this.at = until
  }
}

/** Waits until everything that follows from what was said has happened. */
export const settled = (): Promise<void> => new Promise((r) => setImmediate(r))

export type Verdict = 'act' | 'propose' | { status: number; kind: string; detail: string }

interface Kept {
  answer: Response
}

let keys = 0

export class FakeServer {
  readonly records = new Map<string, Rec>()
  readonly links = new Map<string, Link>()
  readonly ledger: Row[] = []
  readonly proposals: Proposal[] = []
  readonly asked: string[] = []
  readonly product = { id: '01prdct0000000000000000000', key: 'LEND', title: 'Lendwell', roles: ['product owner'] }
  readonly me: Member = { id: '01membr0000000000000000000', name: 'Tom', email: 'tom@x.example', handle: 'tom', role: 'member', status: 'active', zone: '', roles: [{ product: '01prdct0000000000000000000', role: 'product owner' }] }
  abilities: Record<string, 'act' | 'propose'> = {}
  rules: { decision: string; roles: string[]; all: boolean; heard: string[] }[] = []
  members: Member[] = []
  /** Says of a call that changes whether it is done. */
  decide: (request: Request) => Verdict = () => 'act'
  private kept = new Map<string, Kept>()
  private followers = new Set<(row: Row) => void>()
  private calls = 0

  constructor(private clock: Clock) {
    for (const k of Object.values(KINDS)) for (const f of Object.values(k.fields)) for (const d of f.decisions) this.abilities[d] = 'act'
  }

  get seq(): number {
    return this.ledger.length
  }

  /** Makes a record without anybody having asked. */
  seed(fields: Partial<Rec> = {}): Rec {
    const kind = (fields.kind ?? 'story') as KindName
    const n = ++keys
    const id = fields.id ?? `01rec${String(n).padStart(21, '0')}`
    const empty = Object.fromEntries(Object.keys(KINDS[kind].fields).map((f) => [f, emptyOf(kind, f)]))
    const now = new Date(this.clock.now()).toISOString()
    const rec = {
      ...empty, key: `LEND-${n}`, title: `Story ${n}`, state: 'new', category: 'todo', product: this.product.id, rank: rankOf(n), body: '',
      tags: [], custom: {}, createdAt: now, updatedAt: now, version: 0, ...fields, kind, id,
    } as Rec
    this.records.set(id, rec)
    this.write(rec, 'create', Object.fromEntries(Object.entries(flat(rec)).filter(([, v]) => !isEmpty(v)).map(([k, v]) => [k, [null, v]])), 'seed')
    return this.records.get(id)!
  }

  /** Changes a record as somebody else. */
  change(id: string, patch: Record<string, unknown>, request = `other-${++this.calls}`): Rec {
    const before = this.records.get(id)!
    const diff: Row['diff'] = {}
    const was = pick(before, patch)
    for (const [f, v] of Object.entries(flat(patch))) if (JSON.stringify(was[f] ?? null) !== JSON.stringify(v ?? null)) diff[f] = [nothing(was[f]), nothing(v)]
    if (Object.keys(diff).length > 0) this.write(applyPatch(before, patch), 'update', diff, request)
    return this.records.get(id)!
  }

  follow(fn: (row: Row) => void): () => void {
    this.followers.add(fn)
    return () => this.followers.delete(fn)
  }

  /** Answers a request. */
  serve(r: Request): Response {
    const url = new URL(r.path, 'http://x')
    this.asked.push(`${r.method} ${r.path}`)
    if (r.method === 'GET') return this.read(url)
    const key = r.headers['Idempotency-Key']
    const before = key ? this.kept.get(key) : undefined
    if (before) return { ...before.answer, header: (n) => (n === 'Idempotency-Replayed' ? 'true' : null) }
    const request = `call-${++this.calls}`
    const verdict = this.decide(r)
    const answer =
      verdict === 'act' ? this.act(r, url, request) : verdict === 'propose' ? this.propose(r, request) : problem(verdict.status, verdict.kind, verdict.detail)
    if (key && answer.status < 300) this.kept.set(key, { answer })
    return { ...answer, header: (n) => (n === 'Throughline-Request' ? request : null) }
  }

  private read(url: URL): Response {
    const path = url.pathname
    const q = url.searchParams.get('q') ?? ''
    const limit = Number(url.searchParams.get('limit') ?? 25_000)
    const from = Number(url.searchParams.get('cursor') ?? 0)
    const item = (x: Rec) => ({ id: x.id, record: brief(x), links: this.linksOf(x.id) })
    const one = /^\/records\/([^/]+)(\/links)?$/.exec(path)
    switch (path) {
      case '/me':
        return ok({ member: this.me, login: null, through: 'web', workspace: { id: 'w', slug: 'w', name: 'W', prefix: 'W', zone: 'Europe/Berlin' }, workspaces: [], products: [this.product], abilities: { [this.product.id]: this.abilities } })
      case '/members':
        return ok({ items: [this.me, ...this.members], next: null })
      case '/fields':
      case '/workflows':
        return ok([])
      case '/rights':
        return ok(this.rules)
      case '/proposals':
        return ok({ items: this.proposals, next: null })
      case '/changes': {
        const since = Number(url.searchParams.get('since'))
        const items = this.ledger.slice(since, since + limit)
        return ok({ items, last: since + items.length, more: items.length === limit })
      }
      case '/records': {
        const all = this.find(q)
        const some = all.slice(from, from + limit)
        return ok({ items: some.map(item), next: from + limit < all.length ? String(from + limit) : null, total: all.length })
      }
      case '/records/ids': {
        const all = this.find(q)
        return ok({ ids: all.slice(from, from + limit).map((x) => x.id), next: from + limit < all.length ? String(from + limit) : null, total: all.length })
      }
      case '/records/groups': {
        const count = new Map<string, number>()
        for (const x of this.find(q)) count.set(x.state, (count.get(x.state) ?? 0) + 1)
        return ok([...count].map(([value, n]) => ({ value, label: value, count: n, q: `${q} state:${value}` })))
      }
      case '/records/some':
        return ok({ items: url.searchParams.get('ids')!.split(',').flatMap((id) => (this.records.has(id) ? [item(this.records.get(id)!)] : [])) })
    }
    const rec = one && (this.records.get(one[1]!) ?? [...this.records.values()].find((x) => x.key === one[1]))
    if (!rec) return problem(404, 'notfound', 'There is no such record.')
    return ok(one[2] ? this.linksOf(rec.id).map((l) => ({ id: l.id, type: l.type, out: l.from === rec.id, record: { id: l.from === rec.id ? l.to : l.from, kind: 'story' } })) : rec)
  }

  /** The records of a query of simple terms, in their order. */
  find(q: string): Rec[] {
    const n = needsOf(q, 'p')
    const all = [...this.records.values()].filter((x) => matches(n, x, this.me.id) === true)
    return all.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : 1))
  }

  private linksOf(id: string): Link[] {
    return [...this.links.values()].filter((l) => l.from === id || l.to === id)
  }

  private act(r: Request, url: URL, request: string): Response {
    const body = (r.body ?? {}) as Record<string, unknown>
    const [, first, id, verb] = url.pathname.split('/') as [string, string, string | undefined, string | undefined]
    if (first === 'batch') return this.batch(body.calls as { operation: string; input: { id: string; patch?: Record<string, unknown> } }[], request)
    if (first === 'changes') return this.undo(body as { request?: string; seq?: number }, request)
    if (first === 'links') return this.linkCall(r.method, id, body, request)
    if (first === 'presence') return ok({})
    if (url.pathname === '/records/rank') return this.rank(body as { ids: string[]; after?: string; before?: string; position?: number; state?: string }, request)
    if (!id) {
      const kind = Object.values(KINDS).find((k) => k.path.endsWith(first))!.name
      return ok(this.create(kind, body, request), 201)
    }
    const rec = this.records.get(id)
    if (!rec) return problem(404, 'notfound', 'There is no such record.')
    const match = Number((r.headers['If-Match'] ?? '').replace(/"/g, ''))
    if (match && match !== rec.version) return problem(409, 'conflict', 'It has moved on.')
    if (r.method === 'DELETE') return ok(this.change(id, { archivedAt: 'now' }, request))
    if (verb === 'restore') return ok(this.change(id, { archivedAt: null }, request))
    return ok(this.change(id, this.withCategory(body), request))
  }

  private withCategory(patch: Record<string, unknown>): Record<string, unknown> {
    const s = KINDS.story.states.find((x) => x.name === patch.state)
    return s ? { ...patch, category: s.category } : patch
  }

  private create(kind: KindName, body: Record<string, unknown>, request: string): Rec {
    const rec = this.seed({ ...body, kind, product: this.product.id, ...(this.withCategory(body) as Partial<Rec>) })
    this.ledger.at(-1)!.request = request
    return rec
  }

  private batch(calls: { operation: string; input: { id: string; patch?: Record<string, unknown> } }[], request: string): Response {
    const missing = calls.find((c) => !this.records.has(c.input.id))
    if (missing) return problem(404, 'notfound', 'There is no such record.')
    return ok(calls.map((c) => {
      if (c.operation.endsWith('.archive')) return this.change(c.input.id, { archivedAt: 'now' }, request)
      if (c.operation.endsWith('.restore')) return this.change(c.input.id, { archivedAt: null }, request)
      return this.change(c.input.id, this.withCategory(c.input.patch!), request)
    }))
  }

  private rank(b: { ids: string[]; after?: string; before?: string; position?: number; state?: string }, request: string): Response {
    const all = this.find('is:open').filter((x) => !b.ids.includes(x.id))
    const anchor = all.findIndex((x) => x.id === (b.after ?? b.before))
    if ((b.after || b.before) && anchor < 0) return problem(404, 'notfound', 'There is no such record.')
    const at = b.after ? anchor + 1 : b.before ? anchor : Math.min(all.length, (b.position ?? 1) - 1)
    const lo = BigInt(all[at - 1]?.rank ?? '0')
    const hi = BigInt(all[at]?.rank ?? rankOf(2 ** 40))
    return ok(b.ids.map((id, i) => {
      const rank = (lo + ((hi - lo) * BigInt(i + 1)) / BigInt(b.ids.length + 1)).toString().padStart(rankLength, '0')
      const rec = this.change(id, { rank, ...(b.state ? this.withCategory({ state: b.state }) : {}) }, request)
      return { id, key: rec.key, rank: rec.rank, state: rec.state, version: rec.version }
    }))
  }

  private linkCall(method: string, id: string | undefined, body: Record<string, unknown>, request: string): Response {
    const link = (id ? this.links.get(id) : { ...body, fromKind: 'story', toKind: 'story' }) as Link | undefined
    if (!link) return problem(404, 'notfound', 'There is no such link.')
    this.writeLink(link, method !== 'DELETE', request)
    return ok({ ...link, version: this.seq, record: link.from, product: this.product.id }, 201)
  }

  writeLink(link: Link, there: boolean, request = `other-${++this.calls}`): void {
    if (there) this.links.set(link.id, link)
    else this.links.delete(link.id)
    const side = (v: unknown): [unknown, unknown] => (there ? [null, v] : [v, null])
    this.row({ record: link.from, entity: link.id, kind: 'link', act: there ? 'create' : 'delete', prev: 0, request, diff: { type: side(link.type), from: side(link.from), to: side(link.to), toKind: side(link.toKind) } })
  }

  private undo(b: { request?: string; seq?: number }, request: string): Response {
    const rows = this.ledger.filter((x) => (b.request ? x.request === b.request : x.seq === b.seq)).toReversed()
    if (rows.length === 0) return problem(404, 'notfound', 'There is no such change.')
    for (const row of rows) {
      if (row.kind === 'link') continue
      const is = this.records.get(row.entity)!
      const moved = row.act === 'create' ? [] : Object.keys(row.diff).filter((f) => JSON.stringify(nothing(value(is, f))) !== JSON.stringify(row.diff[f]![1]))
      if (moved.length > 0) return problem(409, 'conflict', `It cannot be undone: ${moved.join()} changed again since.`)
    }
    for (const row of rows) {
      if (row.kind === 'link') {
        const at = row.act === 'create' ? 1 : 0
        const link = { id: row.entity, type: row.diff.type![at], from: row.diff.from![at], to: row.diff.to![at], fromKind: 'story', toKind: 'story' } as Link
        this.writeLink(link, row.act === 'delete', request)
      } else if (row.act === 'create') this.change(row.entity, { archivedAt: 'now' }, request)
      else this.change(row.entity, unflat(Object.fromEntries(Object.entries(row.diff).map(([f, [was]]) => [f, was ?? emptyOf(row.kind as KindName, f)]))), request)
    }
    return ok({ request, rows: rows.length })
  }

  private propose(r: Request, request: string): Response {
    const p = { id: `prop-${request}`, operation: r.path, input: r.body, state: 'open', record: null, preview: [], title: '' } as unknown as Proposal
    this.proposals.push(p)
    this.row({ record: null, entity: p.id, kind: 'proposal', act: 'create', prev: 0, request, diff: {} })
    return ok(p, 202)
  }

  private write(rec: Rec, act: Row['act'], diff: Row['diff'], request: string): void {
    const prev = act === 'create' ? 0 : rec.version
    const row = this.row({ record: rec.id, entity: rec.id, kind: rec.kind, act, prev, request, diff })
    this.records.set(rec.id, { ...rec, version: row.seq, updatedAt: row.at })
    for (const f of this.followers) f(row)
  }

  private row(r: Pick<Row, 'record' | 'entity' | 'kind' | 'act' | 'prev' | 'request' | 'diff'>): Row {
    const at = new Date(this.clock.now()).toISOString()
    const row: Row = { ...r, seq: this.seq + 1, at, actor: this.me.id, operation: '', product: this.product.id }
    this.ledger.push(row)
    if (!(r.kind in KINDS)) for (const f of this.followers) f(row)
    return row
  }
}

const rankLength = 60
const rankOf = (n: number) => (BigInt(n) * 10n ** 40n).toString().padStart(rankLength, '0')
const isEmpty = (v: unknown) => v === null || v === undefined || v === '' || v === false || (Array.isArray(v) && v.length === 0)
const nothing = (v: unknown) => (isEmpty(v) ? null : v)
const value = (r: Rec, f: string) => (f.startsWith('custom.') ? r.custom[f.slice(7)] : r[f])
const ok = (body: unknown, status = 200): Response => ({ status, header: () => null, body: structuredClone(body) })
const problem = (status: number, kind: string, detail: string): Response => ({ status, header: () => null, body: { kind, detail } })

function brief(r: Rec): Rec {
  const { body: _, ...rest } = r
  return rest as Rec
}

/** What may go wrong between a client and the server. All of it off, and instant, by default. */
export interface Wire {
  /** How long a message takes. */
  delay: () => number
  /** Whether the server is out of reach. */
  down: boolean
  /** Whether an answer is lost on its way. */
  loses: () => boolean
  /** What becomes of a message of the feed: how often it comes. */
  copies: () => number
}

export interface Tab {
  data: Data
  wire: Wire
  store: Store
  /** Breaks the line of the feed. */
  cut: () => void
}

/** A client of a server, signed in. */
export async function openTab(server: FakeServer, clock: HandClock, o: DataOptions & { wire?: Partial<Wire>; keepIn?: MemoryStore } = {}): Promise<Tab> {
  const wire: Wire = { delay: () => 0, down: false, loses: () => false, copies: () => 1, ...o.wire }
  const lines = new Set<(status: number) => void>()
  const transport: Transport = (request) =>
    new Promise((resolve, reject) => {
      const lost = () => reject(new Error('out of reach'))
      clock.after(wire.delay(), () => {
        if (wire.down) return lost()
        const answer = server.serve(request)
        const loses = wire.loses()
        clock.after(wire.delay(), () => (wire.down || loses ? lost() : resolve(answer)))
      })
    })
  const source: Source = (since, hears) => {
    let open = true
    const off = { fn: () => {} }
    const end = (status: number) => {
      if (!open) return
      open = false
      off.fn()
      lines.delete(end)
      clock.after(0, () => hears.closed(status))
    }
    const send = (row: Row) => {
      for (let n = wire.copies(); n > 0; n--) clock.after(wire.delay(), () => open && hear(hears, row))
    }
    clock.after(wire.delay(), () => {
      if (wire.down) return end(0)
      if (!open) return
      lines.add(end)
      hears.open(server.seq)
      for (const row of since === undefined ? [] : server.ledger.slice(since)) send(row)
      off.fn = server.follow(send)
    })
    return {
      close: () => {
        open = false
        off.fn()
        lines.delete(end)
      },
    }
  }
  const store = o.keepIn ?? new MemoryStore()
  const data = new Data({ transport, source, clock, store: () => store, ...o })
  void data.start()
  await clock.run(500)
  return { data, wire, store, cut: () => [...lines].forEach((end) => end(0)) }
}

function hear(hears: Hears, row: Row): void {
  hears.life()
  hears.event('change', JSON.stringify(row))
}
