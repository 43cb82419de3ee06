// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { KINDS } from './kinds.gen'
import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Response } from './client'
import type { Member } from './types'

let clock: HandClock
let server: FakeServer
let tab: Tab

beforeEach(async () => {
  clock = new HandClock()
  server = new FakeServer(clock)
  tab = await openTab(server, clock)
})

const answering = (path: string, answer: () => Response) => {
  const serve = server.serve.bind(server)
  vi.spyOn(server, 'serve').mockImplementation((r) => (r.path.startsWith(path) ? answer() : serve(r)))
}
const reply = (status: number, body: unknown): Response => ({ status, body, header: () => null })

test('it knows who is here, the members and the products', () => {
  const { session } = tab.data
  expect([session.status, session.me?.member.name, session.members.length]).toEqual(['in', 'Tom', 1])
  expect(session.productId('LEND')).toBe(server.product.id)
  expect(session.productId(server.product.id)).toBe(server.product.id)
  expect(session.productId('NONE')).toBeUndefined()
  expect(session.member(server.me.id)?.name).toBe('Tom')
  expect(session.member(null)).toBeUndefined()
})

test('a new member is known at once', async () => {
  server.members = [{ ...server.me, id: 'm2', name: 'Lena' } as Member]
  ;(tab.data as unknown as { take: (r: unknown[]) => void }).take([{ seq: 1, kind: 'member', act: 'create', entity: 'm2', record: null, diff: {}, request: 'r', product: null }])
  await clock.run(100)
  expect(tab.data.session.member('m2')?.name).toBe('Lena')
})

test('states are the team’s own where it has them, else the default; the same list until they change', async () => {
  const { session } = tab.data
  expect(session.workflow('LEND', 'story')).toBe(KINDS.story.states)
  const own = [{ name: 'idea', category: 'todo', meaning: 'new' }]
  answering('/workflows', () => reply(200, [{ kind: 'story', states: own }]))
  ;(tab.data as unknown as { take: (r: unknown[]) => void }).take([{ seq: 1, kind: 'product_workflow', act: 'update', entity: 'w', record: null, diff: {}, request: 'r', product: null }])
  await clock.run(100)
  expect(session.workflow('LEND', 'story')).toEqual(own)
  expect(session.workflow('LEND', 'story')).toBe(session.workflow(server.product.id, 'story'))
  expect(session.workflow('LEND', 'bug')).toBe(KINDS.bug.states)
})

test('nobody is signed in: it says so, and the feed does not start', async () => {
  answering('/me', () => reply(401, { kind: 'unauthenticated', detail: 'Sign in.' }))
  const other = await openTab(server, clock)
  expect(other.data.session.status).toBe('out')
  expect(other.data.feed.connection).toBe('connecting')
})

test('signed in and in no workspace', async () => {
  answering('/me', () => reply(200, { member: null, login: {}, workspace: null, workspaces: [], products: [], abilities: {} }))
  const other = await openTab(server, clock)
  expect(other.data.session.status).toBe('homeless')
})

test('out of reach when the page is opened, it tries until somebody is there', async () => {
  const other = await openTab(server, clock, { wire: { down: true } })
  expect(other.data.session.status).toBe('error')
  expect(other.data.session.error?.offline).toBe(true)
  other.wire.down = false
  await clock.run(5000)
  expect(other.data.session.status).toBe('in')
})

test('another person begins with nothing of the one before', async () => {
  const a = server.seed()
  tab.data.loader.want([a.id])
  await clock.run(100)
  void tab.data.change(a.id, { title: 'x' })
  await clock.run(100)
  expect(tab.data.history.canUndo).toBeTruthy()
  server.me.id = '01other0000000000000000000'
  void tab.data.session.load()
  await clock.run(100)
  expect(tab.data.cache.get(a.id)).toBeUndefined()
  expect(tab.data.history.canUndo).toBeUndefined()
  expect(tab.data.changes.pending).toBe(0)
})

test('signing in and out', async () => {
  answering('/sessions', () => reply(200, [{ id: 's1', current: true }]))
  void tab.data.session.signOut()
  await clock.run(100)
  expect(tab.data.session.status).toBe('out')
  void tab.data.session.signIn('tom@x.example', 'secret')
  await clock.run(100)
  expect(tab.data.session.status).toBe('in')
})
