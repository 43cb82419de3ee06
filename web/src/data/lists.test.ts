// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { placed } from './lists'
import { FakeServer, HandClock, openTab, type Tab } from './testing'

let clock: HandClock
let server: FakeServer
let tab: Tab

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  tab = await openTab(server, clock)
  await clock.run(10)
  server.asked.length = 0
})

const open = async (q: string, limit?: number, sort: 'page' | 'order' | 'groups' = 'page') => {
  await clock.run(100) // what was seeded has been heard of
  const list = tab.data.lists.open(sort, { q, product: 'LEND', limit })
  const told = vi.fn()
  const off = list.on(told)
  await clock.run(50)
  told.mockClear()
  return { list, told, off }
}
const asks = (path: string) => server.asked.filter((a) => a.includes(path)).length

test('a list holds ids; the records are in the cache', async () => {
  const [a, b] = [server.seed(), server.seed({ state: 'ready' })]
  const { list } = await open('type:story')
  expect(list.shown).toMatchObject({ ids: [a.id, b.id], status: 'ready', total: 2, more: false })
  expect(tab.data.cache.get(b.id)?.state).toBe('ready')
  expect(tab.data.cache.get(b.id)?.body).toBeUndefined()
  expect(tab.data.cache.links(b.id)).toEqual([])
})

test('pages grow at the end, each record once', async () => {
  const ids = Array.from({ length: 25 }, () => server.seed().id)
  const { list } = await open('type:story', 10)
  expect(list.shown).toMatchObject({ more: true, total: 25 })
  list.loadMore()
  list.loadMore()
  await clock.run(10)
  expect(list.shown.ids).toEqual(ids.slice(0, 20))
  list.loadMore()
  await clock.run(10)
  expect(list.shown.ids).toEqual(ids)
  expect(list.shown.more).toBe(false)
})

test('one list for the same question, however often it is opened', async () => {
  server.seed()
  const one = await open('type:story')
  const two = await open('type:story')
  expect(one.list).toBe(two.list)
  expect(asks('/records?')).toBe(1)
})

test('a record that comes to fit is shown within a tenth of a second, and the list keeps its ids meanwhile', async () => {
  const [a, b] = [server.seed({ state: 'ready' }), server.seed()]
  const { list } = await open('state:ready')
  server.change(b.id, { state: 'ready' })
  await clock.run(30)
  expect(list.shown).toMatchObject({ ids: [a.id], status: 'ready' })
  await clock.run(70)
  expect(list.shown.ids).toEqual([a.id, b.id])
  expect(tab.data.cache.get(b.id)?.state).toBe('ready')
})

test('much news is one question, and news of other fields is none', async () => {
  const all = Array.from({ length: 9 }, () => server.seed())
  await open('state:ready')
  for (const r of all) server.change(r.id, { title: 'other' })
  await clock.run(1000)
  expect(asks('/records/ids')).toBe(0)
  for (const r of all) server.change(r.id, { state: 'ready' })
  await clock.run(1000)
  expect(asks('/records/ids')).toBe(1)
})

test('at most one question is under way; news meanwhile is asked for after it', async () => {
  const [a, b] = [server.seed(), server.seed()]
  const { list } = await open('state:ready')
  tab.wire.delay = () => 200
  server.change(a.id, { state: 'ready' })
  await clock.run(400)
  server.change(b.id, { state: 'ready' })
  await clock.run(250)
  expect(asks('/records/ids')).toBe(1)
  await clock.run(2000)
  expect(list.shown.ids).toEqual([a.id, b.id])
  expect(asks('/records/ids')).toBe(2)
})

test('a list that nobody looks at is asked again when somebody does', async () => {
  const a = server.seed()
  const { list, off } = await open('state:ready')
  off()
  server.change(a.id, { state: 'ready' })
  await clock.run(1000)
  expect(asks('/records/ids')).toBe(0)
  list.on(() => {})
  await clock.run(50)
  expect(list.shown.ids).toEqual([a.id])
})

test('an answer that changes nothing tells nobody', async () => {
  const a = server.seed({ state: 'ready' })
  const { list, told } = await open('state:ready')
  const ids = list.shown.ids
  server.change(a.id, { rank: `${a.rank}1` })
  await clock.run(1000)
  expect(asks('/records/ids')).toBe(1)
  expect(list.shown.ids).toBe(ids)
  expect(told).not.toHaveBeenCalled()
})

test('a refused list says why and can be tried again; one that had been read keeps what it holds', async () => {
  const a = server.seed()
  const broken = vi.spyOn(server, 'serve').mockReturnValue({ status: 400, header: () => null, body: { kind: 'invalid', detail: 'not a field' } })
  const { list } = await open('colour:red')
  expect(list.shown).toMatchObject({ status: 'error', ids: [], error: { detail: 'not a field' } })
  broken.mockRestore()
  list.retry()
  expect(list.shown.status).toBe('loading')
  await clock.run(50)
  expect(list.shown).toMatchObject({ status: 'ready', error: undefined })
  const other = await open('type:story')
  vi.spyOn(server, 'serve').mockReturnValue({ status: 500, header: () => null, body: { kind: 'internal', detail: 'oh' } })
  server.change(a.id, { rank: '9' })
  await clock.run(300)
  expect(other.list.shown).toMatchObject({ status: 'ready', ids: [a.id], error: { detail: 'oh' } })
})

test('out of reach a list keeps its ids, and asks again on return', async () => {
  const a = server.seed()
  const { list } = await open('state:ready')
  tab.wire.down = true
  tab.cut()
  server.change(a.id, { state: 'ready' })
  await clock.run(3000)
  expect(list.shown).toMatchObject({ ids: [], status: 'ready' })
  tab.wire.down = false
  await clock.run(30_000)
  expect(list.shown.ids).toEqual([a.id])
})

test('a whole order comes in parts, and is complete at the end', async () => {
  const ids = Array.from({ length: 12 }, () => server.seed().id)
  const serve = server.serve.bind(server)
  vi.spyOn(server, 'serve').mockImplementation((r) => serve({ ...r, path: r.path.replace(/limit=(1000|25000)/, 'limit=5') }))
  tab.wire.delay = () => 10
  const list = tab.data.lists.open('order', { q: 'type:story', product: 'LEND' })
  const seen: [number, boolean][] = []
  list.on(() => seen.push([list.shown.ids.length, list.shown.complete]))
  await clock.run(200)
  expect(seen).toEqual([[5, false]]) // what is seen comes first
  await clock.run(400)
  expect(seen).toEqual([[5, false], [10, false], [12, true]])
  expect(list.shown).toMatchObject({ ids, total: 12 })
})

test('groups are counted, and counted again', async () => {
  const a = server.seed()
  server.seed({ state: 'ready' })
  const { list } = await open('type:story group:state', undefined, 'groups')
  expect(list.shown.groups?.map((g) => [g.value, g.count])).toEqual([['new', 1], ['ready', 1]])
  server.change(a.id, { state: 'ready' })
  await clock.run(200)
  expect(list.shown.groups?.map((g) => [g.value, g.count])).toEqual([['ready', 2]])
})

test('records are put elsewhere in an order', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const to = (moving: string, p: Parameters<typeof placed>[2]) => placed(ids, moving.split(''), p).join('')
  expect(to('a', { after: 'c' })).toBe('bcade')
  expect(to('e', { after: 'a' })).toBe('aebcd')
  expect(to('d', { before: 'a' })).toBe('dabce')
  expect(to('a', { before: 'e' })).toBe('bcdae')
  expect(to('b', { position: 1 })).toBe('bacde')
  expect(to('b', { position: 4 })).toBe('acdbe')
  expect(to('b', { position: 99 })).toBe('acdeb')
  expect(to('ea', { after: 'c' })).toBe('bcead')
  expect(to('bd', { before: 'a' })).toBe('bdace')
  expect(to('ba', { position: 99 })).toBe('cdeba')
  expect(placed(ids, ['x'], { after: 'a' })).toBe(ids)
  expect(placed(ids, ['a'], { after: 'x' })).toBe(ids)
  expect(placed(ids, ['b'], { after: 'a' })).toBe(ids)
})

test('a move within a hundred thousand costs little more than finding the place and one copy', () => {
  const ids = Array.from({ length: 100_000 }, (_, i) => `01rec${String(i).padStart(21, '0')}`)
  const best = (fn: () => void) => Math.min(...Array.from({ length: 15 }, () => {
    const began = performance.now()
    fn()
    return performance.now() - began
  }))
  const least = best(() => [ids.indexOf(ids[99_990]!), ids.indexOf(ids[10]!), ids.slice()])
  const move = best(() => placed(ids, [ids[99_990]!], { after: ids[10]! }))
  expect(move).toBeLessThan(6 * least)
  const moved = placed(ids, [ids[99_990]!], { after: ids[10]! })
  expect([moved[10], moved[11], moved[12], moved[99_990], moved[99_991]]).toEqual([ids[10], ids[99_990], ids[11], ids[99_989], ids[99_991]])
  expect(moved.length).toBe(100_000)
})

test('a rank of our own shows at once in every order, stays, and costs no second copy', async () => {
  const ids = Array.from({ length: 5 }, () => server.seed().id)
  const { list, told } = await open('type:story is:open', undefined, 'order')
  tab.wire.delay = () => 30
  const done = tab.data.rank([ids[4]!], { after: ids[0]! })
  const shown = list.shown.ids
  expect(shown).toEqual([ids[0], ids[4], ids[1], ids[2], ids[3]])
  await clock.run(1000)
  expect(await done).toHaveProperty('done')
  expect(list.shown.ids).toBe(shown)
  expect(told).toHaveBeenCalledTimes(1)
  expect(server.find('type:story').map((r) => r.id)).toEqual(shown)
})

test('a refused rank goes back', async () => {
  const ids = Array.from({ length: 3 }, () => server.seed().id)
  const { list } = await open('type:story is:open', undefined, 'order')
  server.decide = () => ({ status: 403, kind: 'forbidden', detail: 'no' })
  const done = tab.data.rank([ids[2]!], { position: 1 })
  expect(list.shown.ids[0]).toBe(ids[2])
  await clock.run(500)
  expect(await done).toHaveProperty('refused')
  expect(list.shown.ids).toEqual(ids)
})

test('a change of our own that surely fits or no longer fits shows at once', async () => {
  const [a, b] = [server.seed({ state: 'ready' }), server.seed({ state: 'ready' })]
  const { list } = await open('type:story state:ready')
  tab.wire.delay = () => 30
  void tab.data.change(a.id, { state: 'done' })
  expect(list.shown.ids).toEqual([b.id])
  const { id } = tab.data.create('story', { product: 'LEND', title: 'new', state: 'ready' })
  expect(list.shown.ids).toEqual([b.id, id])
  await clock.run(1000)
  expect(list.shown.ids).toEqual([b.id, id])
})
