// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { MemoryStore } from './queue'
import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Outcome, Rec } from './types'

let clock: HandClock
let server: FakeServer
let tab: Tab
let a: Rec

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  a = server.seed({ title: 'One' })
  tab = await openTab(server, clock, { wire: { delay: () => 20 } })
  tab.data.loader.want([a.id])
  await clock.run(100)
  server.asked.length = 0
})

const seen = (id = a.id) => tab.data.cache.get(id)
const calls = (method: string) => server.asked.filter((x) => x.startsWith(method) && !x.includes('/presence'))

test('a change shows at once and is confirmed', async () => {
  const done = tab.data.change(a.id, { title: 'Two' })
  expect(seen()?.title).toBe('Two')
  expect(tab.data.cache.server(a.id)?.title).toBe('One')
  expect(tab.data.changes.pending).toBe(1)
  await clock.run(100)
  expect(await done).toMatchObject({ done: { title: 'Two', version: 2 } })
  expect(tab.data.changes.pending).toBe(0)
})

test('with a state comes its category', async () => {
  void tab.data.change(a.id, { state: 'in progress' })
  expect(seen()).toMatchObject({ state: 'in progress', category: 'doing' })
})

test('what changes nothing is not sent', async () => {
  expect(await tab.data.change(a.id, { title: 'One' })).toMatchObject({ done: { title: 'One' } })
  await clock.run(100)
  expect(calls('PATCH')).toEqual([])
})

test('one request in flight for each record; those of the same fields become one while they wait', async () => {
  const all = ['Two', 'Three', 'Four'].map((title) => tab.data.change(a.id, { title }))
  all.push(tab.data.change(a.id, { priority: 'high' }))
  await clock.run(10)
  expect(tab.data.changes.pending).toBe(3)
  await clock.run(30)
  expect(calls('PATCH').length).toBe(1)
  await clock.run(500)
  expect(calls('PATCH').length).toBe(3)
  expect((await Promise.all(all)).every((o) => 'done' in o)).toBe(true)
  expect(server.records.get(a.id)).toMatchObject({ title: 'Four', priority: 'high' })
})

test('different records do not wait for each other', async () => {
  const b = server.seed()
  tab.data.loader.want([b.id])
  await clock.run(100)
  void tab.data.change(a.id, { title: 'x' })
  void tab.data.change(b.id, { title: 'y' })
  await clock.run(25)
  expect(calls('PATCH').length).toBe(2)
})

test('a refusal takes the change back and says why; a later one of the same record still holds', async () => {
  const told = vi.fn()
  tab.data.told.on(() => told(tab.data.lastTold?.kind, tab.data.lastTold?.problem?.detail))
  server.decide = (r) => (JSON.stringify(r.body).includes('bad') ? { status: 422, kind: 'invalid', detail: 'not so' } : 'act')
  const bad = tab.data.change(a.id, { title: 'bad' })
  const good = tab.data.change(a.id, { priority: 'high' })
  expect(seen()).toMatchObject({ title: 'bad', priority: 'high' })
  await clock.run(500)
  expect(await bad).toMatchObject({ refused: { kind: 'invalid', detail: 'not so' } })
  expect(await good).toHaveProperty('done')
  expect(seen()).toMatchObject({ title: 'One', priority: 'high' })
  expect(told.mock.calls).toEqual([['refused', 'not so']])
})

test('a proposal takes the change back and is told', async () => {
  const told = vi.fn()
  tab.data.told.on(() => told(tab.data.lastTold?.kind))
  server.decide = () => 'propose'
  const o = tab.data.change(a.id, { title: 'mine' }, { reason: 'because — of this' })
  await clock.run(200)
  expect(await o).toMatchObject({ proposed: { state: 'open' } })
  expect(seen()?.title).toBe('One')
  expect(told).toHaveBeenCalledWith('proposed')
})

test('a reason and the wish to propose travel with the change, and keep it from being joined with another', async () => {
  const headers: Record<string, string>[] = []
  server.decide = (r) => (headers.push(r.headers), 'act')
  void tab.data.change(a.id, { title: 'Two' })
  void tab.data.change(a.id, { title: 'Three' }, { reason: 'why not', propose: true })
  await clock.run(500)
  expect(headers[1]).toMatchObject({ 'Throughline-Reason': 'why not', 'Throughline-Propose': 'true' })
  expect(new Set(headers.map((h) => h['Idempotency-Key'])).size).toBe(2)
})

test('what others change meanwhile is seen beneath what one changes oneself', async () => {
  void tab.data.change(a.id, { title: 'mine' })
  server.change(a.id, { title: 'theirs', priority: 'low' })
  await clock.run(25)
  expect(seen()).toMatchObject({ title: 'mine', priority: 'low' })
  await clock.run(200)
  expect(server.records.get(a.id)?.title).toBe('mine')
})

test('a lost answer is asked for again, and nothing is done twice', async () => {
  let lose = true
  tab.wire.loses = () => lose
  const made = tab.data.create('story', { product: 'LEND', title: 'New' })
  await clock.run(60)
  lose = false
  await clock.run(30_000)
  expect(await made.outcome).toMatchObject({ done: { title: 'New', id: made.id } })
  expect([...server.records.values()].filter((r) => r.title === 'New').length).toBe(1)
})

test('a server in trouble is asked again, and not for ever', async () => {
  let n = 0
  server.decide = () => (n++ < 2 ? { status: 503, kind: 'unavailable', detail: 'later' } : 'act')
  const o = tab.data.change(a.id, { title: 'Two' })
  await clock.run(30_000)
  expect(await o).toHaveProperty('done')
  server.decide = () => ({ status: 500, kind: 'internal', detail: 'broken' })
  const p = tab.data.change(a.id, { title: 'Three' })
  await clock.run(300_000)
  expect(await p).toMatchObject({ refused: { kind: 'internal' } })
  expect(seen()?.title).toBe('Two')
})

test('a record in the making can be changed and linked before the server has answered', async () => {
  const { id, outcome } = tab.data.create('story', { product: 'LEND', title: 'New', estimate: 3 })
  expect(seen(id)).toMatchObject({ title: 'New', state: 'new', category: 'todo', version: 0, estimate: 3, priority: '', product: server.product.id })
  const changed = tab.data.change(id, { title: 'Newer' })
  const linked = tab.data.link('relates', a.id, id)
  expect(tab.data.cache.links(a.id)?.map((l) => l.to)).toEqual([id])
  await clock.run(1000)
  expect([await outcome, await changed, await linked].every((o) => 'done' in o)).toBe(true)
  expect(calls('POST')).toEqual(['POST /stories', 'POST /links'])
  expect(server.records.get(id)?.title).toBe('Newer')
  expect(seen(id)?.key).toMatch(/^LEND-/)
})

test('what builds on something refused is refused with it', async () => {
  server.decide = (r) => (r.path === '/stories' ? { status: 403, kind: 'forbidden', detail: 'not here' } : 'act')
  const { id, outcome } = tab.data.create('story', { product: 'LEND', title: 'New' })
  const linked = tab.data.link('relates', a.id, id)
  await clock.run(1000)
  expect(await outcome).toHaveProperty('refused')
  expect(((await linked) as { refused: { detail: string } }).refused.detail).toContain('not here')
  expect(seen(id)).toBeUndefined()
  expect(tab.data.cache.links(a.id)).toEqual([])
  expect(calls('POST')).toEqual(['POST /stories'])
})

test('many records are one call, and each has its outcome', async () => {
  const more = Array.from({ length: 4 }, () => server.seed())
  const ids = [a, ...more].map((r) => r.id)
  tab.data.loader.want(ids)
  await clock.run(100)
  const all = tab.data.changeMany(ids, { priority: 'high' })
  expect(ids.every((id) => seen(id)?.priority === 'high')).toBe(true)
  await clock.run(300)
  expect((await all).map((o) => ('done' in o ? o.done.id : ''))).toEqual(ids)
  expect(calls('POST')).toEqual(['POST /batch'])
})

test('archiving and bringing back, one and many', async () => {
  const b = server.seed()
  tab.data.loader.want([b.id])
  await clock.run(100)
  const one = tab.data.archive([a.id])
  expect(seen()?.archivedAt).toBeTruthy()
  await clock.run(200)
  expect(await one).toMatchObject([{ done: { archivedAt: 'now' } }])
  const back = tab.data.restore([a.id, b.id])
  expect(seen()?.archivedAt).toBeNull()
  await clock.run(300)
  expect((await back).length).toBe(2)
  expect(server.records.get(a.id)?.archivedAt).toBeNull()
})

test('what was never read is brought back as what it is', async () => {
  const b = server.seed({ kind: 'bug', archivedAt: 'then' })
  const back = tab.data.restore([b.id])
  await clock.run(300)
  expect(await back).toMatchObject([{ done: { archivedAt: null } }])
  expect(calls('POST')).toEqual([`POST /bugs/${b.id}/restore`])
})

test('a link taken away goes at once, and comes back when that is refused', async () => {
  server.writeLink({ id: 'l1', type: 'blocks', from: a.id, to: 'x', fromKind: 'story', toKind: 'story' }, true)
  void tab.data.loader.links(a.id)
  await clock.run(100)
  server.decide = () => ({ status: 403, kind: 'forbidden', detail: 'no' })
  const o = tab.data.unlink('l1')
  expect(tab.data.cache.links(a.id)).toEqual([])
  await clock.run(200)
  expect(await o).toHaveProperty('refused')
  expect(tab.data.cache.links(a.id)?.length).toBe(1)
})

test('a guarded change is refused when somebody else wrote the same, and only then', async () => {
  const done = tab.data.change(a.id, { title: 'mine' }, { guard: true })
  server.change(a.id, { priority: 'low' })
  await clock.run(5000)
  expect(await done).toHaveProperty('done')
  const again = tab.data.change(a.id, { title: 'mine again' }, { guard: true })
  server.change(a.id, { title: 'theirs' })
  await clock.run(5000)
  expect(await again).toMatchObject({ refused: { kind: 'conflict' } })
  expect(seen()?.title).toBe('theirs')
})

test('out of reach work goes on; on return all is sent in the order it was done', async () => {
  tab.wire.down = true
  tab.cut()
  await clock.run(100)
  const b = server.seed()
  const outcomes: Promise<Outcome>[] = []
  outcomes.push(tab.data.change(a.id, { title: 'offline' }))
  const made = tab.data.create('story', { product: 'LEND', title: 'Made offline' })
  outcomes.push(made.outcome, tab.data.link('relates', a.id, made.id), tab.data.change(made.id, { priority: 'high' }), tab.data.change(a.id, { priority: 'low' }), tab.data.change(a.id, { title: 'offline 2' }))
  await clock.run(20_000)
  expect(tab.data.client.reachable).toBe(false)
  expect(seen()?.title).toBe('offline 2')
  expect(tab.data.changes.pending).toBeGreaterThan(3)
  server.asked.length = 0
  tab.wire.down = false
  await clock.run(60_000)
  expect(tab.data.changes.pending).toBe(0)
  expect((await Promise.all(outcomes)).every((o) => 'done' in o)).toBe(true)
  expect(server.asked.filter((x) => !x.startsWith('GET'))).toEqual([`PATCH /records/${a.id}`, 'POST /stories', 'POST /links', `PATCH /records/${made.id}`, `PATCH /records/${a.id}`, `PATCH /records/${a.id}`])
  expect(server.records.get(a.id)?.title).toBe('offline 2')
  expect(b.id).toBeTruthy()
})

test('a change that speaks of what is only being made comes after that', async () => {
  tab.wire.down = true
  tab.cut()
  await clock.run(50)
  void tab.data.change(a.id, { parent: null, title: 'first' })
  void tab.data.change(a.id, { parent: 'x' })
  const made = tab.data.create('story', { product: 'LEND', title: 'Parent' })
  void tab.data.change(a.id, { parent: made.id })
  tab.wire.down = false
  await clock.run(60_000)
  expect(server.records.get(a.id)?.parent).toBe(made.id)
  const order = server.ledger.filter((r) => r.entity === made.id || 'parent' in r.diff).map((r) => r.entity)
  expect(order).toEqual([a.id, made.id, a.id])
})

test('a reload loses nothing, and sends what waited', async () => {
  const keepIn = tab.store as MemoryStore
  tab.wire.down = true
  void tab.data.change(a.id, { title: 'before the reload' })
  void tab.data.change(a.id, { priority: 'high' })
  await clock.run(100)
  tab.data.stop()
  const next = await openTab(server, clock, { keepIn })
  await clock.run(5000)
  expect(server.records.get(a.id)).toMatchObject({ title: 'before the reload', priority: 'high' })
  expect(keepIn.ops.size).toBe(0)
  expect(next.data.changes.pending).toBe(0)
})

test('what became impossible meanwhile is kept, to be renewed or dropped', async () => {
  const b = server.seed({ title: 'B' })
  tab.data.loader.want([b.id])
  await clock.run(100)
  tab.wire.down = true
  tab.cut()
  await clock.run(50)
  void tab.data.change(a.id, { title: 'mine' })
  void tab.data.change(b.id, { title: 'mine too' })
  void tab.data.change(b.id, { priority: 'low' })
  server.change(a.id, { title: 'theirs' })
  server.change(b.id, { archivedAt: 'now' })
  await clock.run(30_000)
  tab.wire.down = false
  await clock.run(60_000)
  expect(tab.data.queue.stuck.map((o) => [o.touches[0]!.id, o.stuck?.kind])).toEqual([[a.id, 'conflict'], [b.id, 'conflict'], [b.id, 'conflict']])
  expect(tab.data.queue.stuck[0]!.stuck?.detail).toContain('title')
  expect(seen()?.title).toBe('theirs')
  expect((tab.store as MemoryStore).ops.size).toBe(3)
  const [first, second, third] = tab.data.queue.stuck
  tab.data.queue.renew(first!.id)
  expect(seen()?.title).toBe('mine')
  tab.data.queue.drop(second!.id)
  tab.data.queue.drop(third!.id)
  await clock.run(1000)
  expect(server.records.get(a.id)?.title).toBe('mine')
  expect(tab.data.queue.stuck).toEqual([])
  expect((tab.store as MemoryStore).ops.size).toBe(0)
})

test('after a moment out of reach the last word counts, as it does within reach', async () => {
  tab.wire.down = true
  tab.cut()
  await clock.run(50)
  void tab.data.change(a.id, { title: 'mine' })
  server.change(a.id, { title: 'theirs' })
  await clock.run(1000)
  tab.wire.down = false
  await clock.run(5000)
  expect(tab.data.queue.stuck).toEqual([])
  expect(server.records.get(a.id)?.title).toBe('mine')
})

test('a change of other fields by others is no hindrance', async () => {
  tab.wire.down = true
  tab.cut()
  await clock.run(50)
  void tab.data.change(a.id, { title: 'mine' })
  server.change(a.id, { priority: 'low' })
  await clock.run(20_000)
  tab.wire.down = false
  await clock.run(60_000)
  expect(tab.data.queue.stuck).toEqual([])
  expect(server.records.get(a.id)).toMatchObject({ title: 'mine', priority: 'low' })
})

test('when the session ends, changes wait for the next sign-in', async () => {
  server.decide = () => ({ status: 401, kind: 'unauthenticated', detail: 'sign in' })
  const o = tab.data.change(a.id, { title: 'kept' })
  await clock.run(1000)
  expect(tab.data.session.status).toBe('out')
  expect(tab.data.changes.pending).toBe(1)
  server.decide = () => 'act'
  await Promise.all([tab.data.session.load(), clock.run(1000)])
  await clock.run(1000)
  expect(await o).toHaveProperty('done')
})

test('any other call gives its answer, says when it became a proposal, and throws what is wrong', async () => {
  const call = async (m: string, p: string, b?: unknown) => {
    const r = tab.data.call(m, p, b).then((v) => v, (e: unknown) => e)
    await clock.run(100)
    return r
  }
  expect(await call('GET', '/members')).toMatchObject({ items: [{ name: 'Tom' }] })
  expect(await call('PATCH', `/records/${a.id}`, { title: 'Called' })).toMatchObject({ title: 'Called' })
  expect(seen()?.title).toBe('Called')
  expect(tab.data.history.canUndo).toBeTruthy()
  server.decide = () => 'propose'
  expect(await call('PATCH', `/records/${a.id}`, { title: 'x' })).toHaveProperty('proposed')
  server.decide = () => ({ status: 409, kind: 'conflict', detail: 'no' })
  expect(await call('PATCH', `/records/${a.id}`, { title: 'x' })).toMatchObject({ kind: 'conflict', status: 409 })
})
