// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { Client } from './client'
import { Feed, Parser, type Hears } from './feed'
import { FakeServer, HandClock, openTab } from './testing'
import type { Row } from './types'

const row = (seq: number): Row => ({ seq, at: '2026-11-22T10:00:00Z', actor: 'm', operation: '', request: 'r', product: 'p', record: 'a', entity: 'a', kind: 'story', act: 'update', prev: seq - 1, diff: {} })

let clock: HandClock
let lines: { since: number | undefined; hears: Hears; open: boolean }[]
let asked: string[]
let answers: (path: string) => unknown
let client: Client
let feed: Feed
let rows: number[]
let lost: number
let present: unknown[]

beforeEach(() => {
  clock = new HandClock()
  lines = []
  asked = []
  rows = []
  lost = 0
  present = []
  answers = () => ({ items: [], last: 0, more: false })
  client = new Client(async (r) => {
    asked.push(r.path)
    return { status: 200, header: () => null, body: answers(r.path) }
  })
  const source = (since: number | undefined, hears: Hears) => {
    const line = { since, hears, open: true }
    lines.push(line)
    return { close: () => void (line.open = false) }
  }
  feed = new Feed(client, source, clock, {
    rows: (r) => rows.push(...r.map((x) => x.seq)),
    presence: (p) => present.push(p),
    lost: () => lost++,
  })
})

const line = () => lines.at(-1)!
const send = (...seqs: number[]) => {
  for (const s of seqs) {
    line().hears.life()
    line().hears.event('change', JSON.stringify(row(s)))
  }
}

test('the stream is taken apart, however it is cut', () => {
  const text = 'retry: 2000\n: 17\n\nid: 18\nevent: change\ndata: {"seq":18}\n\n: still here\n\nevent: presence\r\ndata: {"a":1,\r\ndata: "b":2}\r\n\r\n'
  for (const size of [1, 7, 1000]) {
    const heard: unknown[] = []
    const p = new Parser({ life: () => {}, open: (n) => heard.push(n), event: (name, data) => heard.push([name, JSON.parse(data)]) })
    for (let i = 0; i < text.length; i += size) p.take(text.slice(i, i + size))
    expect(heard).toEqual([17, ['change', { seq: 18 }], ['presence', { a: 1, b: 2 }]])
  }
})

test('it is live once the line stands, and rows of one moment come together', async () => {
  const batches: number[] = []
  feed = new Feed(client, (since, hears) => (lines.push({ since, hears, open: true }), { close: () => {} }), clock, { rows: (r) => batches.push(r.length), presence: () => {}, lost: () => {} })
  feed.start()
  expect([feed.connection, line().since]).toEqual(['connecting', undefined])
  line().hears.open(10)
  expect(feed.connection).toBe('live')
  send(11, 12, 13)
  await clock.run(0)
  expect(batches).toEqual([3])
})

test('a broken line is taken up where it stopped, sooner first and later more seldom', async () => {
  feed.start()
  line().hears.open(10)
  send(11)
  line().hears.closed(0)
  expect(feed.connection).toBe('offline')
  await clock.run(600)
  expect([lines.length, line().since]).toEqual([2, 11])
  for (let i = 0; i < 20; i++) {
    line().hears.closed(0)
    await clock.run(20_000)
  }
  expect(lines.length).toBe(22)
  const before = lines.length
  line().hears.closed(0)
  await clock.run(5_000)
  expect(lines.length).toBe(before)
  await clock.run(15_000)
  line().hears.open(11)
  expect(feed.connection).toBe('live')
})

test('the network that comes back is used at once', async () => {
  feed.start()
  line().hears.open(10)
  for (let i = 0; i < 8; i++) {
    line().hears.closed(0)
    await clock.run(20_000)
  }
  line().hears.closed(0)
  const n = lines.length
  client.reached(true)
  expect(lines.length).toBe(n + 1)
})

test('a line that has gone silent is given up', async () => {
  feed.start()
  line().hears.open(10)
  for (let i = 0; i < 5; i++) {
    await clock.run(15_000)
    line().hears.life()
  }
  expect(lines.length).toBe(1)
  await clock.run(61_000)
  expect(lines.length).toBeGreaterThan(1)
  expect([lines[0]!.open, lines[1]!.since]).toEqual([false, 10])
})

test('what a line that was given up still says is not heard', async () => {
  feed.start()
  line().hears.open(10)
  const old = line()
  await clock.run(61_000)
  old.hears.event('change', JSON.stringify(row(11)))
  await clock.run(0)
  expect(rows).toEqual([])
})

test('an unseen tab lets go of the line after a minute, and resumes when it is looked at', async () => {
  feed.start()
  line().hears.open(10)
  feed.seen(false)
  await clock.run(30_000)
  line().hears.life()
  expect(line().open).toBe(true)
  await clock.run(60_000)
  expect(lines.map((l) => l.open)).toEqual([false])
  await clock.run(600_000)
  expect(lines.length).toBe(1)
  feed.seen(true)
  expect([lines.length, line().since]).toEqual([2, 10])
})

test('after too long an absence all is read anew instead of caught up with', async () => {
  feed.start()
  line().hears.open(10)
  line().hears.closed(0)
  await clock.run(1000)
  line().hears.open(10_000)
  expect(lost).toBe(1)
  expect(line().since).toBe(10_000)
})

test('numbers that were left out are looked for, not more often than every quarter of a minute', async () => {
  answers = (path) => (path.includes('since=11') ? { items: [row(12), row(13)], last: 13, more: false } : { items: [], last: 99, more: false })
  feed.start()
  line().hears.open(10)
  await clock.run(100)
  asked.length = 0
  send(11, 14)
  await clock.run(900)
  expect(asked).toEqual([])
  await clock.run(200)
  expect(asked).toEqual(['/changes?since=11&limit=200'])
  expect(rows).toEqual([11, 14, 12, 13])
  send(16, 18, 20)
  await clock.run(10_000)
  expect(asked.length).toBe(1)
  await clock.run(10_000)
  expect(asked).toEqual(['/changes?since=11&limit=200', '/changes?since=14&limit=200'])
})

test('what changed while the first line was being laid is not missed', async () => {
  const now = new Date(clock.now()).toISOString()
  answers = () => ({ items: [{ ...row(8), at: '2026-01-01T00:00:00Z' }, { ...row(9), at: now }] })
  feed.start()
  line().hears.open(9)
  await clock.run(10)
  expect(rows).toEqual([9])
})

test('the end of the session ends it', async () => {
  const ended = vi.fn()
  client.ended.on(ended)
  feed.start()
  line().hears.closed(401)
  await clock.run(60_000)
  expect(ended).toHaveBeenCalled()
  expect(lines.length).toBe(1)
})

test('presence is passed on', () => {
  feed.start()
  line().hears.open(1)
  line().hears.event('presence', '{"members":[]}')
  expect(present).toEqual([{ members: [] }])
})

test('what one changes another sees, within what the wire takes', async () => {
  const hands = new HandClock()
  const server = new FakeServer(hands)
  const a = server.seed()
  const [one, two] = [await openTab(server, hands, { wire: { delay: () => 10 } }), await openTab(server, hands, { wire: { delay: () => 10 } })]
  for (const t of [one, two]) t.data.loader.want([a.id])
  await hands.run(100)
  void one.data.change(a.id, { title: 'new words' })
  await hands.run(25)
  expect(two.data.cache.get(a.id)?.title).toBe('new words')
})

test('half a million rows leave little behind', { timeout: 120_000 }, async () => {
  const hands = new HandClock()
  const server = new FakeServer(hands)
  const shown = Array.from({ length: 50 }, () => server.seed())
  const tab = await openTab(server, hands, { keep: 1000 })
  tab.data.cache.on(shown[0]!.id, () => {})
  const list = tab.data.lists.open('page', { q: 'type:story', product: 'LEND' })
  list.on(() => {})
  await hands.run(100)
  let seq = server.seq
  const versions = new Map(shown.map((r) => [r.id, r.version]))
  const take = (tab.data as unknown as { take: (r: Row[]) => void }).take.bind(tab.data)
  for (let n = 0; n < 1000; n++) {
    take(Array.from({ length: 500 }, (_, i): Row => {
      const held = i < 50 ? shown[i]! : undefined
      const id = held?.id ?? `01other${n}x${i}`
      seq++
      const r = { ...row(seq), record: id, entity: id, prev: versions.get(id) ?? 0, diff: { title: ['', `t${seq}`] as [unknown, unknown] }, act: held ? ('update' as const) : ('create' as const) }
      if (held) versions.set(id, seq)
      return r
    }))
  }
  expect(seq).toBeGreaterThan(500_000)
  expect(tab.data.cache.size).toBeLessThanOrEqual(60)
  expect(tab.data.cache.get(shown[7]!.id)?.title).toMatch(/^t\d{6}/)
})
