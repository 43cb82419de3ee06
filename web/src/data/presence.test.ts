// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { Client } from './client'
import { Presence } from './presence'
import { HandClock } from './testing'

let clock: HandClock
let said: unknown[]
let presence: Presence

beforeEach(() => {
  clock = new HandClock()
  said = []
  const client = new Client(async (r) => (said.push(r.body), { status: 200, header: () => null, body: {} }))
  presence = new Presence(client, clock, 'tab1', () => 'me', (id) => `Name of ${id}`)
})

const there = (member: string, at: string, more = {}) => ({ member, tab: 't', at, record: null, editing: '', ...more })

test('it says where one is while one stays, every 20 seconds, and when one leaves', async () => {
  const leave = presence.enter('rec1')
  await clock.run(500)
  expect(said).toEqual([{ at: 'rec1', editing: '', tab: 'tab1' }])
  await clock.run(40_000)
  expect(said.length).toBe(3)
  leave()
  await clock.run(500)
  expect(said.at(-1)).toMatchObject({ at: '' })
  await clock.run(60_000)
  expect(said.length).toBe(4)
})

test('passing through is not told', async () => {
  presence.enter('a')()
  presence.enter('b')()
  const leave = presence.enter('c')
  await clock.run(500)
  expect(said).toEqual([{ at: 'c', editing: '', tab: 'tab1' }])
  leave()
})

test('an unseen tab is nowhere', async () => {
  presence.enter('a')
  await clock.run(500)
  presence.seen(false)
  await clock.run(60_000)
  expect(said.length).toBe(2)
  expect(said[1]).toMatchObject({ at: '' })
  presence.seen(true)
  await clock.run(10)
  expect(said[2]).toMatchObject({ at: 'a' })
})

test('what one edits is told', async () => {
  presence.enter('a')
  presence.editing('a', 'title')
  await clock.run(500)
  expect(said).toEqual([{ at: 'a', editing: 'title', tab: 'tab1' }])
})

test('others are seen by place and by record, oneself is not, and two windows are one person', () => {
  presence.take({ members: [there('ana', 'LEND-1', { record: 'rec1' }), there('ana', 'LEND-1', { record: 'rec1', tab: 'u', editing: 'title' }), there('me', 'LEND-1'), there('tom', '/p/LEND/board')] })
  expect(presence.at('rec1')).toEqual([{ id: 'ana', name: 'Name of ana', at: 'rec1', editing: 'title' }])
  expect(presence.at('LEND-1').length).toBe(1)
  expect(presence.at('/p/LEND/board').map((p) => p.id)).toEqual(['tom'])
  expect(presence.at('elsewhere')).toBe(presence.at('nowhere'))
})

test('only those hear of it whose place changed, and what stays is the same list', () => {
  const [one, two] = [vi.fn(), vi.fn()]
  presence.signals.on('a', one)
  presence.signals.on('b', two)
  presence.take({ members: [there('ana', 'a')] })
  const list = presence.at('a')
  presence.take({ members: [there('ana', 'a'), there('tom', 'b')] })
  expect(presence.at('a')).toBe(list)
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([1, 1])
  presence.take({ members: [] })
  expect(presence.at('a')).toEqual([])
  expect([one.mock.calls.length, two.mock.calls.length]).toEqual([2, 2])
})
