// @vitest-environment node
import { beforeEach, expect, test } from 'vitest'

import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Rec } from './types'

let clock: HandClock
let server: FakeServer
let tab: Tab
let a: Rec
let b: Rec

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  a = server.seed({ title: 'One', priority: 'low', body: 'text' })
  b = server.seed()
  tab = await openTab(server, clock, { wire: { delay: () => 20 } })
  tab.data.loader.want([a.id, b.id])
  await clock.run(100)
})

const seen = (id = a.id) => tab.data.cache.get(id)
const settle = async <T>(p: Promise<T>): Promise<T> => {
  const out = p.catch((e: unknown) => e as T)
  await clock.run(1000)
  return out
}

test('undo shows at once what stood before, and redo what one had done', async () => {
  await settle(tab.data.change(a.id, { title: 'Two' }))
  const undone = tab.data.undo()
  expect(seen()?.title).toBe('One')
  expect(await settle(undone)).toContain(a.key)
  expect(server.records.get(a.id)?.title).toBe('One')
  const redone = tab.data.redo()
  expect(seen()?.title).toBe('Two')
  await settle(redone)
  expect(server.records.get(a.id)?.title).toBe('Two')
  await settle(tab.data.undo())
  expect(server.records.get(a.id)?.title).toBe('One')
  expect(tab.data.history.canUndo).toBeUndefined()
})

test('steps go back one by one, whatever they were', async () => {
  await settle(tab.data.change(a.id, { title: 'Two' }))
  await settle(tab.data.link('relates', a.id, b.id))
  const made = tab.data.create('story', { product: 'LEND', title: 'New' })
  await settle(made.outcome)
  await settle(tab.data.changeMany([a.id, b.id], { priority: 'high' }))
  await settle(tab.data.undo())
  expect([server.records.get(a.id)?.priority, server.records.get(b.id)?.priority]).toEqual(['low', ''])
  expect([seen()?.priority, seen(b.id)?.priority]).toEqual(['low', ''])
  await settle(tab.data.undo())
  expect(server.records.get(made.id)?.archivedAt).toBeTruthy()
  await settle(tab.data.undo())
  expect(server.links.size).toBe(0)
  expect(tab.data.cache.links(a.id)).toEqual([])
  await settle(tab.data.undo())
  expect(seen()?.title).toBe('One')
  expect(await tab.data.undo()).toBeUndefined()
  for (let i = 0; i < 4; i++) await settle(tab.data.redo())
  expect(server.links.size).toBe(1)
  expect(server.records.get(a.id)).toMatchObject({ title: 'Two', priority: 'high' })
  expect(server.records.get(made.id)?.archivedAt).toBeFalsy()
})

test('a rank goes back to where it stood', async () => {
  const list = tab.data.lists.open('order', { q: 'type:story is:open', product: 'LEND' })
  list.on(() => {})
  await clock.run(200)
  await settle(tab.data.rank([b.id], { position: 1 }))
  expect(list.shown.ids).toEqual([b.id, a.id])
  const undone = tab.data.undo()
  expect(list.shown.ids).toEqual([a.id, b.id])
  await settle(undone)
  await clock.run(1000)
  expect(list.shown.ids).toEqual([a.id, b.id])
  expect(server.find('type:story').map((r) => r.id)).toEqual([a.id, b.id])
})

test('what has not been sent is simply not sent, and redo sends it', async () => {
  tab.wire.down = true
  tab.cut()
  await clock.run(100)
  void tab.data.change(a.id, { title: 'offline' })
  expect(await tab.data.undo()).toBeTruthy()
  expect(seen()?.title).toBe('One')
  expect(tab.data.changes.pending).toBe(0)
  await tab.data.redo()
  expect(seen()?.title).toBe('offline')
  tab.wire.down = false
  await clock.run(60_000)
  expect(server.records.get(a.id)?.title).toBe('offline')
})

test('an undo of what is on its way follows it', async () => {
  void tab.data.change(a.id, { title: 'Two' })
  await clock.run(5)
  const undone = tab.data.undo()
  expect(seen()?.title).toBe('One')
  await settle(undone)
  expect(server.records.get(a.id)?.title).toBe('One')
  expect(server.ledger.filter((r) => r.entity === a.id).length).toBe(3)
})

test('two quick presses take back two steps', async () => {
  await settle(tab.data.change(a.id, { title: 'Two' }))
  await settle(tab.data.change(a.id, { priority: 'high' }))
  const both = [tab.data.undo(), tab.data.undo()]
  expect(seen()).toMatchObject({ title: 'One', priority: 'low' })
  await settle(Promise.all(both))
  expect(server.records.get(a.id)).toMatchObject({ title: 'One', priority: 'low' })
})

test('a call that is still on its way is what is taken back, not what was before it', async () => {
  const b = server.seed({ title: 'Other' })
  await settle(tab.data.change(a.id, { title: 'Two' }))
  const called = tab.data.call('PATCH', `/records/${b.id}`, { title: 'Called' })
  const undone = tab.data.undo()
  await settle(Promise.all([called, undone]))
  expect(server.records.get(b.id)?.title).toBe('Other')
  expect(server.records.get(a.id)?.title).toBe('Two')
})

test('what others have built on cannot be taken back, and says so', async () => {
  await settle(tab.data.change(a.id, { title: 'Two' }))
  server.change(a.id, { title: 'theirs' })
  await clock.run(100)
  expect(await settle(tab.data.undo())).toMatchObject({ kind: 'conflict' })
  expect(tab.data.lastTold).toMatchObject({ kind: 'refused', op: { kind: 'undo' }, problem: { kind: 'conflict' } })
  expect(seen()?.title).toBe('theirs')
  expect(tab.data.history.canRedo).toBeUndefined()
})

test('what was refused or became a proposal is no step', async () => {
  server.decide = () => ({ status: 403, kind: 'forbidden', detail: 'no' })
  await settle(tab.data.change(a.id, { title: 'x' }))
  server.decide = () => 'propose'
  await settle(tab.data.change(a.id, { title: 'y' }))
  expect(tab.data.history.canUndo).toBeUndefined()
})

test('a new change ends what could be redone', async () => {
  await settle(tab.data.change(a.id, { title: 'Two' }))
  await settle(tab.data.undo())
  expect(tab.data.history.canRedo).toBeTruthy()
  await settle(tab.data.change(a.id, { priority: 'high' }))
  expect(tab.data.history.canRedo).toBeUndefined()
})

test('a text that was taken back is read anew, not shown as it was in between', async () => {
  await settle(tab.data.loader.read(a.id))
  await settle(tab.data.change(a.id, { body: 'other text' }))
  await settle(tab.data.undo())
  expect(seen()?.body).toBe('text')
  expect(tab.data.cache.whole(a.id)).toBe(true)
})

test('after a lost answer the one row is taken back, because the number of the call is not known', async () => {
  let lose = true
  tab.wire.loses = () => lose
  const done = tab.data.change(a.id, { title: 'Two' })
  await clock.run(60)
  lose = false
  await clock.run(30_000)
  expect(await done).toHaveProperty('done')
  await settle(tab.data.undo())
  expect(server.records.get(a.id)?.title).toBe('One')
})
