/**
 * Every record once: as the server last said, and the changes of our own that
 * it has not confirmed. What one sees is the first with the second applied.
 * Links are kept beside the records at both their ends.
 *
 * Only what something shows, or what waits for an answer, is sure to stay; of
 * the rest the last 20,000 do.
 */
import { KINDS, type KindName } from './kinds.gen'
import { Signals } from './signal'
import type { Link, Problem, Rec, Row } from './types'

/** A change of our own on its way: applied over what the server said. */
export interface Overlay {
  op: string
  patch: Record<string, unknown>
  /** It has taken effect as this version: it ends when the record is that new. */
  until?: number
}

interface Entry {
  id: string
  server?: Rec
  /** The version that the body belongs to; a newer record may still carry an older body. */
  bodyAt: number
  overlays: Overlay[]
  seen?: Rec
  links?: Map<string, Link>
  linkList?: readonly Link[]
  /** Other names by which somebody asked for it. */
  names?: string[]
  /** The newest version that the feed has spoken of. */
  heard: number
  /** Who left last goes last. */
  used: number
}

interface LinkOverlay {
  op: string
  add?: Link
  remove?: string
}

const slack = 2000

export class Cache {
  readonly signals = new Signals()
  /** Called when a record has missed something and must be read again. */
  stale: (id: string) => void = () => {}
  /** Called when the links of a record must be read again. */
  staleLinks: (id: string) => void = () => {}
  private entries = new Map<string, Entry>()
  private refs = new Map<string, string>()
  private problems = new Map<string, Problem>()
  private linkOverlays: LinkOverlay[] = []
  private depth = 0
  private changed = new Set<string>()
  private tick = 0

  constructor(private limit = 20_000) {}

  get size(): number {
    return this.entries.size
  }

  // --- reading

  /** The id behind an id, a key or an alias; undefined while it is not known. */
  idOf(ref: string): string | undefined {
    return this.entries.has(ref) ? ref : this.refs.get(ref)
  }

  /** The record as one sees it. */
  get(ref: string): Rec | undefined {
    const e = this.entry(ref)
    return e && this.see(e)
  }

  /** The record as the server last said. */
  server(ref: string): Rec | undefined {
    return this.entry(ref)?.server
  }

  /** Whether the body is there, and belongs to the version that is held. */
  whole(ref: string): boolean {
    const e = this.entry(ref)
    return !!e && (!!e.server && e.bodyAt === e.server.version || (!e.server && e.overlays.length > 0))
  }

  problem(ref: string): Problem | undefined {
    return this.problems.get(ref)
  }

  links(ref: string): readonly Link[] | undefined {
    const e = this.entry(ref)
    if (!e?.links) return undefined
    return (e.linkList ??= this.seeLinks(e))
  }

  link(id: string): Link | undefined {
    for (const o of this.linkOverlays) if (o.add?.id === id) return o.add
    for (const e of this.entries.values()) {
      const l = e.links?.get(id)
      if (l) return l
    }
    return undefined
  }

  pending(id: string): readonly Overlay[] {
    return this.entries.get(id)?.overlays ?? []
  }

  /** Records that something shows now. */
  shown(): string[] {
    return [...this.entries.values()].filter((e) => this.isShown(e)).map((e) => e.id)
  }

  /** Everything that is held, as one sees it. */
  *all(): Iterable<Rec> {
    for (const e of this.entries.values()) {
      const r = this.see(e)
      if (r) yield r
    }
  }

  /** Tells when the record behind a reference changes, or its links do. */
  on(ref: string, fn: () => void): () => void {
    const id = this.idOf(ref)
    const offs = [this.signals.on(ref, fn)]
    if (id && id !== ref) offs.push(this.signals.on(id, fn))
    return () => {
      for (const off of offs) off()
      const e = this.entry(ref)
      if (e) e.used = ++this.tick
    }
  }

  // --- what the server says

  /** Takes a record in; an older one than is held changes nothing. */
  put(rec: Rec, whole: boolean, links?: Link[]): void {
    this.run(() => {
      const e = this.open(rec.id)
      const held = e.server
      if (!held || rec.version > held.version) {
        const body = whole ? rec.body : held?.body
        e.server = body === undefined ? rec : { ...rec, body }
        if (whole) e.bodyAt = rec.version
        this.refs.set(rec.key, rec.id)
        this.moved(e)
      } else if (whole && rec.version === held.version && e.bodyAt !== held.version) {
        e.server = { ...held, body: rec.body }
        e.bodyAt = held.version
        this.moved(e)
      } else if (whole && rec.version > e.bodyAt) {
        // Older than the record, and yet the newest that is known of its body.
        e.server = { ...held, body: rec.body }
        e.bodyAt = rec.version
        this.moved(e)
      }
      if (this.problems.size > 0) {
        this.problems.delete(rec.id)
        this.problems.delete(rec.key)
      }
      if (links) this.putLinks(rec.id, links)
    })
  }

  /** Another name by which a record was found. */
  alias(ref: string, id: string): void {
    this.problems.delete(ref)
    const e = this.entries.get(id)
    if (ref === id || !e) return
    this.refs.set(ref, id)
    if (!e.names?.includes(ref)) (e.names ??= []).push(ref)
    this.note(ref)
  }

  /** A record could not be had. */
  fail(ref: string, problem: Problem): void {
    if (this.problems.size >= slack) this.problems.clear()
    this.problems.set(ref, problem)
    this.note(ref)
  }

  forgive(ref: string): void {
    if (this.problems.delete(ref)) this.note(ref)
  }

  /** All the links of a record. */
  putLinks(id: string, links: Link[]): void {
    const e = this.open(id)
    e.links = new Map(links.map((l) => [l.id, l]))
    e.linkList = undefined
    this.note(id)
  }

  /** Some values that are known of a later version, without the rest of it. */
  know(id: string, patch: Record<string, unknown>, version: number): void {
    const e = this.entries.get(id)
    if (!e?.server || e.server.version >= version) return
    this.overlay(id, { op: `v${version}`, patch, until: version })
  }

  /** Takes in a row of the ledger. */
  row(row: Row): void {
    if (row.kind === 'link') return this.linkRow(row)
    if (!(row.kind in KINDS) || row.entity !== row.record) return
    const e = this.entries.get(row.entity)
    if (!e?.server) {
      // Somebody asked for it before it was there.
      if (row.act === 'create' && this.problems.delete(row.entity)) this.stale(row.entity)
      return
    }
    if (row.seq <= e.server.version) return
    if (row.seq > e.heard) e.heard = row.seq
    if (row.prev !== e.server.version) {
      this.stale(row.entity)
      return
    }
    const bodied = e.bodyAt === e.server.version
    e.server = applyRow(e.server, row)
    if (bodied || 'body' in row.diff) e.bodyAt = row.seq
    this.run(() => this.moved(e))
  }

  /** Whether the feed has spoken of a newer version than is held. */
  behind(id: string): boolean {
    const e = this.entries.get(id)
    return !!e && e.heard > (e.server?.version ?? 0)
  }

  private linkRow(row: Row): void {
    const side = row.act === 'delete' ? 0 : 1
    const value = (name: string) => row.diff[name]?.[side] as string | undefined
    const [from, to, type] = [value('from'), value('to'), value('type')]
    if (!from || !to || !type) return
    for (const id of [from, to]) {
      const e = this.entries.get(id)
      if (!e?.links) continue
      const fromKind = this.kindOf(from)
      if (row.act === 'delete') e.links.delete(row.entity)
      else e.links.set(row.entity, { id: row.entity, type, from, to, fromKind, toKind: value('toKind') ?? this.kindOf(to) })
      if (row.act !== 'delete' && !fromKind) this.staleLinks(id)
      e.linkList = undefined
      this.note(id)
    }
  }

  // --- our own changes

  /** Lays a change over a record, or renews the one of the same operation. */
  overlay(id: string, o: Overlay): void {
    const e = this.open(id)
    const at = e.overlays.findIndex((x) => x.op === o.op)
    if (at >= 0) e.overlays[at] = o
    else e.overlays.push(o)
    this.run(() => this.moved(e))
  }

  /** Ends a change: it was refused, or what it did is in the record. */
  settle(id: string, op: string): void {
    const e = this.entries.get(id)
    if (!e) return
    const left = e.overlays.filter((o) => o.op !== op)
    if (left.length === e.overlays.length) return
    e.overlays = left
    this.run(() => this.moved(e))
    if (!e.server && left.length === 0 && !e.links) this.forget(e)
  }

  /** The change has taken effect as this version, which is not held yet. */
  confirm(id: string, op: string, version: number): void {
    const e = this.entries.get(id)
    const o = e?.overlays.find((x) => x.op === op)
    if (!e || !o) return
    o.until = version
    this.run(() => this.moved(e))
  }

  overlayLink(o: LinkOverlay): void {
    this.linkOverlays.push(o)
    this.relink(o)
  }

  settleLink(op: string): void {
    const ending = this.linkOverlays.filter((o) => o.op === op)
    this.linkOverlays = this.linkOverlays.filter((o) => o.op !== op)
    for (const o of ending) this.relink(o)
  }

  /** A link that the server has made or taken away. */
  setLink(link: Link, there: boolean): void {
    for (const id of [link.from, link.to]) {
      const e = this.entries.get(id)
      if (!e?.links) continue
      if (there) e.links.set(link.id, link)
      else e.links.delete(link.id)
      e.linkList = undefined
      this.note(id)
    }
  }

  private relink(o: LinkOverlay): void {
    const link = o.add ?? (o.remove ? this.link(o.remove) : undefined)
    if (!link) return
    for (const id of [link.from, link.to]) {
      const e = this.entries.get(id)
      if (e) e.linkList = undefined
      this.note(id)
    }
  }

  // --- inside

  private entry(ref: string): Entry | undefined {
    return this.entries.get(ref) ?? this.entries.get(this.refs.get(ref) ?? '')
  }

  private open(id: string): Entry {
    let e = this.entries.get(id)
    if (!e) {
      this.trim()
      e = { id, bodyAt: -1, overlays: [], heard: 0, used: ++this.tick }
      this.entries.set(id, e)
    }
    return e
  }

  private see(e: Entry): Rec | undefined {
    if (e.overlays.length === 0) return e.server
    if (!e.seen) {
      let rec = e.server
      for (const o of e.overlays) if (rec || 'id' in o.patch) rec = applyPatch(rec ?? ({} as Rec), o.patch)
      e.seen = rec
    }
    return e.seen
  }

  private seeLinks(e: Entry): readonly Link[] {
    if (this.linkOverlays.length === 0) return [...e.links!.values()]
    const out = new Map(e.links)
    for (const o of this.linkOverlays) {
      if (o.add && (o.add.from === e.id || o.add.to === e.id)) out.set(o.add.id, o.add)
      if (o.remove) out.delete(o.remove)
    }
    return [...out.values()]
  }

  private kindOf(id: string): string {
    return this.get(id)?.kind ?? ''
  }

  private moved(e: Entry): void {
    const version = e.server?.version ?? 0
    if (e.overlays.some((o) => o.until !== undefined && o.until <= version)) {
      e.overlays = e.overlays.filter((o) => o.until === undefined || o.until > version)
    }
    e.seen = undefined
    this.note(e.id)
  }

  /** Many changes, told of once each. */
  run(fn: () => void): void {
    this.depth++
    try {
      fn()
    } finally {
      if (--this.depth === 0 && this.changed.size > 0) {
        const ids = this.changed
        this.changed = new Set()
        for (const id of ids) this.signals.tell(id)
      }
    }
  }

  private note(id: string): void {
    if (this.depth === 0) return this.run(() => this.note(id))
    this.changed.add(id)
    const e = this.entries.get(id)
    for (const name of [e?.server?.key, ...(e?.names ?? [])]) if (name && this.signals.heard(name)) this.changed.add(name)
  }

  private trim(): void {
    if (this.entries.size < this.limit + slack) return
    const idle: Entry[] = []
    for (const e of this.entries.values()) {
      if (e.overlays.length === 0 && !this.isShown(e)) idle.push(e)
    }
    idle.sort((a, b) => a.used - b.used)
    for (const e of idle.slice(0, Math.max(0, idle.length - this.limit))) this.forget(e)
  }

  private forget(e: Entry): void {
    this.entries.delete(e.id)
    for (const name of [e.server?.key, ...(e.names ?? [])]) if (name) this.refs.delete(name)
  }

  /** Lets go of everything that is not shown and does not wait. */
  empty(): void {
    for (const e of this.entries.values()) if (e.overlays.length === 0 && !this.isShown(e)) this.forget(e)
  }

  private isShown(e: Entry): boolean {
    const { signals } = this
    return signals.heard(e.id) || (!!e.server && signals.heard(e.server.key)) || (e.names?.some((n) => signals.heard(n)) ?? false)
  }
}

/** Lays a merge patch over a record: custom fields by their names, all else as it is. */
export function applyPatch(rec: Rec, patch: Record<string, unknown>): Rec {
  const out = { ...rec, ...patch }
  const custom = patch.custom as Record<string, unknown> | null | undefined
  if (custom && rec.custom) out.custom = mergeCustom(rec.custom, custom)
  else if (custom === null) out.custom = {}
  return out
}

function mergeCustom(held: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const out = { ...held, ...change }
  for (const [k, v] of Object.entries(change)) if (v === null) delete out[k]
  return out
}

function applyRow(rec: Rec, row: Row): Rec {
  const out: Rec = { ...rec, version: row.seq, updatedAt: row.at }
  for (const [name, [, after]] of Object.entries(row.diff)) {
    const dot = name.indexOf('.')
    if (dot < 0) {
      out[name] = after ?? emptyOf(rec.kind, name)
      continue
    }
    const [map, key] = [name.slice(0, dot), name.slice(dot + 1)]
    out[map] = mergeCustom((out[map] as Record<string, unknown> | undefined) ?? {}, { [key]: after })
  }
  return out
}

const emptyByType: Record<string, () => unknown> = {
  text: () => '', string: () => '', markdown: () => '', choice: () => '', enum: () => '', state: () => '', url: () => '', key: () => '',
  list: () => [], criteria: () => [], tags: () => [], choices: () => [], map: () => ({}), bool: () => false,
}

/** What a field holds that is not set: the ledger writes null for it, the record "" or []. */
export function emptyOf(kind: KindName, name: string): unknown {
  const f = KINDS[kind]?.fields[name]
  return f && !f.ref ? (emptyByType[f.type]?.() ?? null) : null
}
