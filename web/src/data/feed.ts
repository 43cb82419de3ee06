/**
 * Follows the ledger: what others change (and we, in another tab) arrives here
 * as rows, in order, from the last number that was seen. A line that breaks is
 * taken up again where it stopped; a tab that nobody sees lets go of it after a
 * while and resumes when it is looked at.
 */
import type { Client } from './client'
import { Signal, type Clock } from './signal'
import type { Row } from './types'

/** One open line to the server. */
export interface Line {
  close: () => void
}

export interface Hears {
  /** The line stands; the ledger's last number when it was opened. */
  open: (last: number) => void
  event: (name: string, data: string) => void
  /** Anything at all came, be it only a sign of life. */
  life: () => void
  closed: (status: number) => void
}

/** Opens lines. */
export type Source = (since: number | undefined, hears: Hears) => Line

/** Server-sent events read by hand: signs of life can be seen, and the line given up without a sound. */
export const overStream: Source = (since, hears) => {
  const stop = new AbortController()
  const path = `/api/v1/events${since === undefined ? '' : `?since=${since}`}`
  void (async () => {
    let status = 0
    try {
      const answer = await fetch(path, { signal: stop.signal, credentials: 'same-origin', headers: { Accept: 'text/event-stream' }, cache: 'no-store' })
      status = answer.status
      if (!answer.ok || !answer.body) throw new Error(String(status))
      const read = answer.body.pipeThrough(new TextDecoderStream()).getReader()
      const parser = new Parser(hears)
      for (;;) {
        const { done, value } = await read.read()
        if (done) break
        parser.take(value)
      }
    } catch {
      // told below, whatever it was
    }
    if (!stop.signal.aborted) hears.closed(status)
  })()
  return { close: () => stop.abort() }
}

/** Takes a stream of server-sent events apart. */
export class Parser {
  private rest = ''
  private name = ''
  private data: string[] = []
  private begun = false

  constructor(private hears: Pick<Hears, 'open' | 'event' | 'life'>) {}

  take(chunk: string): void {
    this.hears.life()
    const lines = (this.rest + chunk).split('\n')
    this.rest = lines.pop()!
    for (const line of lines) this.line(line.endsWith('\r') ? line.slice(0, -1) : line)
  }

  private line(line: string): void {
    if (line === '') {
      if (this.data.length > 0) this.hears.event(this.name || 'message', this.data.join('\n'))
      this.name = ''
      this.data = []
    } else if (line.startsWith(':')) {
      if (!this.begun) this.hears.open(Number(line.slice(1).trim()) || 0)
      this.begun = true
    } else if (line.startsWith('event:')) this.name = line.slice(6).trim()
    else if (line.startsWith('data:')) this.data.push(line.slice(5).trimStart())
  }
}

export type Connection = 'live' | 'connecting' | 'offline'

const firstWait = 500
const longestWait = 15_000
/** The server gives a sign of life every 15 s. */
const silence = 40_000
/** How long an unseen tab stays on the line. */
const unseen = 60_000
/** Beyond so many missed rows, reading anew is less than catching up. */
const tooFar = 5_000
/** What happened so shortly before the first line stood may have been missed. */
const overlap = 30_000
const overlapRows = 25
/** A number that was left out is looked for after this long, and not more often. */
const gapWait = 1_000
const gapEvery = 15_000

export interface Follows {
  rows: (rows: Row[]) => void
  presence: (data: unknown) => void
  /** Too much was missed: everything must be read anew. */
  lost: () => void
}

export class Feed {
  readonly signal = new Signal()
  connection: Connection = 'connecting'
  last: number | undefined
  private line: Line | undefined
  private heardAt = 0
  private tries = 0
  private running = false
  private visible = true
  private hiddenAt = 0
  private waiting: (() => void) | undefined
  private guard: (() => void) | undefined
  private gap: { since: number; off: () => void } | undefined
  private gapAt = -gapEvery
  private batch: Row[] = []
  private batching = false

  constructor(
    private client: Client,
    private source: Source,
    private clock: Clock,
    private follows: Follows,
  ) {
    client.reach.on(() => {
      if (client.reachable && this.running && !this.line) this.connect()
      else if (!client.reachable && this.connection !== 'live') this.set('offline')
    })
  }

  start(): void {
    if (this.running) return
    this.running = true
    this.connect()
    this.watch()
  }

  stop(): void {
    this.running = false
    this.guard?.()
    this.gap?.off()
    this.gap = undefined
    this.drop()
    this.last = undefined
  }

  /** Whether the tab can be seen. */
  seen(visible: boolean): void {
    if (visible === this.visible) return
    this.visible = visible
    this.hiddenAt = this.clock.now()
    if (visible && this.running && !this.line) this.connect()
  }

  private connect(): void {
    this.waiting?.()
    this.waiting = undefined
    if (this.line || !this.running) return
    const line: Line[] = []
    const mine = <A extends unknown[]>(fn: (...a: A) => void) => (...a: A) => {
      if (this.line !== undefined && this.line === line[0]) fn(...a)
    }
    this.heardAt = this.clock.now()
    line[0] = this.line = this.source(this.last, {
      open: mine((last: number) => this.opened(last)),
      event: mine((name: string, data: string) => this.event(name, data)),
      life: mine(() => (this.heardAt = this.clock.now())),
      closed: mine((status: number) => this.closed(status)),
    })
    if (this.connection === 'live') this.set('connecting')
  }

  private opened(last: number): void {
    this.tries = 0
    this.client.reached(true)
    if (this.last === undefined) {
      this.last = last
      void this.catchUp(last)
    } else if (last - this.last > tooFar) {
      this.drop()
      this.last = last
      this.follows.lost()
      this.connect()
    }
    this.set('live')
  }

  /** What was read before the first line stood may lack what changed in between. */
  private async catchUp(last: number): Promise<void> {
    const recent = new Date(this.clock.now() + this.client.skew - overlap).toISOString()
    const found = await this.client.get<{ items: Row[] }>(`/changes?since=${Math.max(0, last - overlapRows)}&limit=${overlapRows}`).catch(() => undefined)
    const rows = found?.items.filter((r) => (r.notedAt ?? r.at) >= recent) ?? []
    if (rows.length > 0) this.follows.rows(rows)
  }

  private event(name: string, data: string): void {
    if (name === 'presence') return this.follows.presence(JSON.parse(data))
    if (name !== 'change') return
    const row = JSON.parse(data) as Row
    const last = this.last ?? row.seq - 1
    if (row.seq > last + 1) this.missing(last)
    this.last = Math.max(last, row.seq)
    this.batch.push(row)
    if (this.batch.length >= 500) this.flush()
    else if (!this.batching) {
      this.batching = true
      queueMicrotask(() => this.flush())
    }
  }

  /**
   * Numbers were left out. Mostly they are of products that one may not see; but
   * whatever stood between us and the server may have swallowed some.
   */
  private missing(since: number): void {
    if (this.gap) {
      this.gap.since = Math.min(this.gap.since, since)
      return
    }
    const wait = Math.max(gapWait, this.gapAt + gapEvery - this.clock.now())
    this.gap = { since, off: this.clock.after(wait, () => void this.fill()) }
  }

  private async fill(): Promise<void> {
    let since: number | undefined = this.gap?.since
    this.gap = undefined
    this.gapAt = this.clock.now()
    while (since !== undefined && this.running) {
      const found: { items: Row[]; last: number; more: boolean } | undefined = await this.client
        .get<{ items: Row[]; last: number; more: boolean }>(`/changes?since=${since}&limit=200`)
        .catch(() => undefined)
      if (!found) return this.missing(since)
      if (found.items.length > 0) this.follows.rows(found.items)
      since = found.more && found.last < (this.last ?? 0) ? found.last : undefined
    }
  }

  private flush(): void {
    this.batching = false
    const rows = this.batch
    this.batch = []
    if (rows.length > 0) this.follows.rows(rows)
  }

  private closed(status: number): void {
    this.line = undefined
    if (status === 401) {
      this.client.ended.tell()
      return
    }
    this.set(status === 0 ? 'offline' : 'connecting')
    if (status === 0) this.client.reached(false)
    if (!this.running) return
    const wait = Math.min(longestWait, firstWait * 2 ** this.tries++)
    this.waiting = this.clock.after(wait * (0.5 + Math.random() / 2), () => this.connect())
  }

  /** Gives up a line that has gone silent, or that nobody looks at. */
  private watch(): void {
    this.guard = this.clock.after(10_000, () => {
      const now = this.clock.now()
      if (this.line && !this.visible && now - this.hiddenAt > unseen) this.drop()
      else if (this.line && this.visible && now - this.heardAt > silence) {
        this.drop()
        this.set('connecting')
        this.connect()
      }
      this.watch()
    })
  }

  private drop(): void {
    this.waiting?.()
    this.waiting = undefined
    this.line?.close()
    this.line = undefined
  }

  private set(c: Connection): void {
    if (c === this.connection) return
    this.connection = c
    this.signal.tell()
  }
}
