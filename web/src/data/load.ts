/** Reads single records: those asked for within a few milliseconds go together. */
import type { Cache } from './cache'
import type { Client } from './client'
import type { Clock } from './signal'
import { Problem, problemOf, type Link, type Rec } from './types'
import { m } from '@/locales/gen/messages.js'

/** An item of a list asked for in full. */
export interface Item {
  id: string
  record?: Rec
  links?: Link[]
  moreLinks?: boolean
}

/** How many records one question names at most. */
const most = 200

export class Loader {
  private waiting = new Set<string>()
  private loading = new Map<string, Promise<void>>()
  private calledOff: (() => void) | undefined
  /** What could not be read because the server was out of reach. */
  private unreached = new Set<string>()

  constructor(
    private client: Client,
    private cache: Cache,
    private clock: Clock,
  ) {
    client.reach.on(() => {
      if (!client.reachable) return
      const back = [...this.unreached]
      this.unreached.clear()
      for (const ref of back) this.retry(ref)
    })
    cache.stale = (id) => this.again(id)
    cache.staleLinks = (id) => void this.links(id)
  }

  /** Takes in a page of full items. */
  take(items: Item[]): void {
    this.cache.run(() => {
      for (const i of items) if (i.record) this.cache.put(i.record, false, i.links && !i.moreLinks ? i.links : undefined)
    })
  }

  /** Sees that records are there, without their bodies. */
  want(ids: Iterable<string>): void {
    for (const id of ids) {
      const made = this.cache.pending(id).some((o) => 'kind' in o.patch) // here, and not yet at the server
      if (this.cache.server(id) || this.cache.problem(id) || this.loading.has(id) || made) continue
      this.waiting.add(id)
    }
    if (this.waiting.size > 0) this.calledOff ??= this.clock.after(2, () => this.flush())
  }

  /** Sees that a record is there with its body. */
  whole(ref: string): void {
    if (this.cache.whole(ref) || this.cache.problem(ref)) return
    void this.read(ref)
  }

  /** Reads records now and gives a word when they are there, or could not be had. */
  async some(ids: readonly string[]): Promise<void> {
    for (let i = 0; i < ids.length; i += most) await this.several(ids.slice(i, i + most))
  }

  /** Tries again what could not be had. */
  retry(ref: string): void {
    this.cache.forgive(ref)
    void this.read(ref)
  }

  /** Reads one record again. */
  again(id: string): void {
    this.waiting.add(id)
    this.calledOff ??= this.clock.after(2, () => this.flush())
  }

  /** Reads one record whole. */
  read(ref: string): Promise<void> {
    const mark = `!${ref}`
    let p = this.loading.get(mark)
    if (!p) {
      p = this.client.get<Rec>(`/records/${encodeURIComponent(ref)}`).then(
        (rec) => {
          this.cache.put(rec, true)
          this.cache.alias(ref, rec.id)
        },
        (e: unknown) => this.fail(ref, problemOf(e)),
      )
      this.loading.set(mark, p)
      void p.finally(() => this.loading.delete(mark))
    }
    return p
  }

  /** Reads the links of one record. */
  links(id: string): Promise<void> {
    const mark = `>${id}`
    let p = this.loading.get(mark)
    if (!p) {
      p = this.client.get<Joined[]>(`/records/${encodeURIComponent(id)}/links`).then(
        (all) => {
          const kind = this.cache.get(id)?.kind ?? ''
          this.cache.putLinks(id, all.map((j) => joined(id, kind, j)))
        },
        () => undefined, // the record itself tells what is wrong
      )
      this.loading.set(mark, p)
      void p.finally(() => this.loading.delete(mark))
    }
    return p
  }

  private flush(): void {
    this.calledOff = undefined
    const ids = [...this.waiting]
    this.waiting.clear()
    for (let i = 0; i < ids.length; i += most) void this.several(ids.slice(i, i + most))
  }

  private several(ids: readonly string[]): Promise<void> {
    const p = this.client.get<{ items: Item[] }>(`/records/some?ids=${ids.map(encodeURIComponent).join(',')}`).then(
      (found) => {
        this.take(found.items)
        for (const id of ids) {
          if (!this.cache.server(id)) this.cache.fail(id, new Problem(404, 'notfound', m.data_missing()))
          else if (this.cache.behind(id)) this.again(id)
        }
      },
      (e: unknown) => {
        for (const id of ids) this.fail(id, problemOf(e))
      },
    )
    for (const id of ids) this.loading.set(id, p)
    void p.finally(() => {
      for (const id of ids) if (this.loading.get(id) === p) this.loading.delete(id)
    })
    return p
  }

  /** What is held stays in sight when it cannot be read again. */
  private fail(ref: string, problem: Problem): void {
    if (problem.offline) this.unreached.add(ref)
    if (!this.cache.server(ref) || problem.status === 404) this.cache.fail(ref, problem)
  }
}

interface Joined {
  id: string
  type: string
  out: boolean
  record: { id: string; kind: string }
}

function joined(id: string, kind: string, j: Joined): Link {
  return j.out
    ? { id: j.id, type: j.type, from: id, to: j.record.id, fromKind: kind, toKind: j.record.kind }
    : { id: j.id, type: j.type, from: j.record.id, to: id, fromKind: j.record.kind, toKind: kind }
}
