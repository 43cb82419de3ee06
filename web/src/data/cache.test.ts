// @vitest-environment node
import { beforeEach, expect, test, vi } from 'vitest'

import { Cache, applyPatch, emptyOf } from './cache'
import { Problem, type Rec, type Row } from './types'

const rec = (id: string, more: Partial<Rec> = {}): Rec =>
  ({ id, key: `LEND-${id}`, kind: 'story', title: 'One', state: 'new', category: 'todo', owner: null, product: 'p', rank: 'a1', tags: [], version: 10, createdAt: '', createdBy: null, updatedAt: '', archivedAt: null, custom: {}, ...more }) as Rec

const row = (id: string, seq: number, prev: number, diff: Row['diff'], more: Partial<Row> = {}): Row =>
  ({ seq, at: '2026-11-22T10:00:00Z', actor: 'm', operation: 'story.update', request: 'r', product: 'p', record: id, entity: id, kind: 'story', act: 'update', prev, diff, ...more }) as Row

let cache: Cache
let stale: string[]

beforeEach(() => {
  cache = new Cache(20)
  stale = []
  cache.stale = (id) => stale.push(id)
})

test('an older record changes nothing, a newer one replaces it', () => {
  cache.put(rec('a', { version: 10, title: 'ten' }), false)
  cache.put(rec('a', { version: 9, title: 'nine' }), false)
  expect(cache.get('a')?.title).toBe('ten')
  cache.put(rec('a', { version: 11, title: 'eleven' }), false)
  expect(cache.get('LEND-a')?.title).toBe('eleven')
})

test('what one sees is the record with the changes on their way, in order', () => {
  cache.put(rec('a', { custom: { area: 'x', size: 'L' } }), false)
  cache.overlay('a', { op: '1', patch: { title: 'first', custom: { area: 'y' } } })
  cache.overlay('a', { op: '2', patch: { title: 'second', custom: { size: null } } })
  expect(cache.get('a')).toMatchObject({ title: 'second', custom: { area: 'y' } })
  expect(cache.get('a')!.custom).toEqual({ area: 'y' })
  cache.settle('a', '2')
  expect(cache.get('a')).toMatchObject({ title: 'first', custom: { area: 'y', size: 'L' } })
  expect(cache.server('a')?.title).toBe('One')
})

test('what one sees stays the same object until something changes', () => {
  cache.put(rec('a'), false)
  cache.overlay('a', { op: '1', patch: { title: 'x' } })
  const seen = cache.get('a')
  expect(cache.get('a')).toBe(seen)
  cache.row(row('b', 12, 11, { title: ['', 'other'] }))
  expect(cache.get('a')).toBe(seen)
})

test('a row that follows on what is held is applied; fields that are not set are empty, not null', () => {
  cache.put(rec('a', { title: 'x', priority: 'high', tags: ['t'], owner: 'm', custom: { area: 'x' } }), false)
  cache.row(row('a', 11, 10, { priority: ['high', null], tags: [['t'], null], owner: ['m', null], 'custom.area': ['x', null], 'custom.size': [null, 'L'] }))
  expect(cache.get('a')).toMatchObject({ version: 11, priority: '', tags: [], owner: null, custom: { size: 'L' }, updatedAt: '2026-11-22T10:00:00Z' })
  expect(stale).toEqual([])
})

test('a row twice, or late, is ignored; one that shows that something was lost asks for the record', () => {
  cache.put(rec('a'), false)
  cache.row(row('a', 11, 10, { title: ['One', 'Two'] }))
  cache.row(row('a', 11, 10, { title: ['One', 'Two'] }))
  cache.row(row('a', 9, 8, { title: ['', 'old'] }))
  expect(cache.get('a')?.title).toBe('Two')
  expect(stale).toEqual([])
  cache.row(row('a', 14, 12, { title: ['Three', 'Four'] }))
  expect(cache.get('a')?.title).toBe('Two')
  expect(stale).toEqual(['a'])
  expect(cache.behind('a')).toBe(true)
})

test('rows of records that are not held are not kept', () => {
  for (let i = 0; i < 1000; i++) cache.row(row(`x${i}`, i + 1, 0, { title: [null, 'x'] }, { act: 'create' }))
  expect(cache.size).toBe(0)
})

test('a change that took effect as a version stays until the record is that new', () => {
  cache.put(rec('a', { rank: 'a1' }), false)
  cache.overlay('a', { op: '1', patch: { rank: 'b5' }, until: 13 })
  cache.row(row('a', 12, 10, { rank: ['a1', 'a3'] }))
  expect(cache.get('a')?.rank).toBe('b5')
  cache.row(row('a', 13, 12, { rank: ['a3', 'b5'] }))
  expect(cache.get('a')?.rank).toBe('b5')
  expect(cache.pending('a')).toEqual([])
})

test('a body outlives newer records without one, and is known to be old', () => {
  cache.put(rec('a', { body: 'text' }), true)
  expect(cache.whole('a')).toBe(true)
  cache.row(row('a', 11, 10, { title: ['One', 'Two'] }))
  expect(cache.whole('a')).toBe(true)
  cache.put(rec('a', { version: 15 }), false)
  expect(cache.get('a')?.body).toBe('text')
  expect(cache.whole('a')).toBe(false)
  cache.put(rec('a', { version: 14, body: 'newer text' }), true)
  expect(cache.get('a')).toMatchObject({ body: 'newer text', version: 15 })
  expect(cache.whole('a')).toBe(false)
  cache.put(rec('a', { version: 15, body: 'newest' }), true)
  expect(cache.whole('a')).toBe(true)
})

test('a record in the making is there at once, and goes when it was refused', () => {
  cache.overlay('n', { op: '1', patch: { ...rec('n'), title: 'new' } })
  expect(cache.get('n')?.title).toBe('new')
  cache.settle('n', '1')
  expect(cache.get('n')).toBeUndefined()
  expect(cache.size).toBe(0)
})

test('listeners hear of their record once for each run, by id, key and alias', () => {
  const [byId, byKey, byAlias, other] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()]
  cache.on('a', byId)
  cache.on('LEND-a', byKey)
  cache.on('OLD-1', byAlias)
  cache.on('b', other)
  cache.run(() => {
    cache.put(rec('a'), false)
    cache.alias('OLD-1', 'a')
    cache.row(row('a', 11, 10, { title: ['', 'x'] }))
    cache.row(row('a', 12, 11, { title: ['', 'y'] }))
  })
  for (const fn of [byId, byKey, byAlias]) expect(fn).toHaveBeenCalledTimes(1)
  cache.row(row('a', 13, 12, { title: ['', 'z'] }))
  expect(byAlias).toHaveBeenCalledTimes(2)
  expect(cache.get('OLD-1')?.title).toBe('z')
  expect(other).not.toHaveBeenCalled()
})

test('links stand at both ends, follow the feed, and show what is on its way', () => {
  cache.put(rec('a'), false, [])
  cache.put(rec('b'), false, [])
  const [side, gone] = [(v: unknown): [unknown, unknown] => [null, v], (v: unknown): [unknown, unknown] => [v, null]]
  const diff = (s: typeof side) => ({ type: s('blocks'), from: s('a'), to: s('b'), toKind: s('story') })
  cache.row(row('a', 20, 0, diff(side), { kind: 'link', entity: 'l1', act: 'create' }))
  const link = { id: 'l1', type: 'blocks', from: 'a', to: 'b', fromKind: 'story', toKind: 'story' }
  expect(cache.links('a')).toEqual([link])
  expect(cache.links('b')).toBe(cache.links('b'))
  cache.overlayLink({ op: 'x', remove: 'l1' })
  cache.overlayLink({ op: 'y', add: { ...link, id: 'l2' } })
  expect(cache.links('b')?.map((l) => l.id)).toEqual(['l2'])
  cache.settleLink('x')
  cache.settleLink('y')
  expect(cache.links('a')).toEqual([link])
  cache.row(row('a', 21, 20, diff(gone), { kind: 'link', entity: 'l1', act: 'delete' }))
  expect(cache.links('a')).toEqual([])
  expect(cache.links('c')).toBeUndefined()
})

test('a link from a record that is not held has its ends read again', () => {
  const asked: string[] = []
  cache.staleLinks = (id) => asked.push(id)
  cache.put(rec('b'), false, [])
  cache.row(row('z', 20, 0, { type: [null, 'blocks'], from: [null, 'z'], to: [null, 'b'] }, { kind: 'link', entity: 'l1', act: 'create' }))
  expect(asked).toEqual(['b'])
})

test('what could not be had is remembered until it can', () => {
  cache.fail('a', new Problem(404, 'notfound', 'no'))
  expect(cache.problem('a')?.status).toBe(404)
  cache.put(rec('a'), false)
  expect(cache.problem('a')).toBeUndefined()
})

test('half a million rows leave no more than what is shown and the last used', { timeout: 60_000 }, () => {
  const big = new Cache(20_000)
  big.stale = () => {}
  const off = []
  for (let i = 0; i < 300; i++) {
    big.put(rec(`shown${i}`, { version: 1 }), false)
    off.push(big.on(i % 2 ? `shown${i}` : `LEND-shown${i}`, () => {}))
  }
  big.put(rec('waiting'), false)
  big.overlay('waiting', { op: '1', patch: { title: 'mine' } })
  for (let i = 0; i < 100_000; i++) big.put(rec(`r${i}`, { version: 1 }), false)
  for (let seq = 2; seq < 500_002; seq++) big.row(row(`r${seq % 120_000}`, seq, 1, { title: ['', String(seq)] }))
  expect(big.size).toBeLessThanOrEqual(20_000 + 2_000 + 301)
  for (let i = 0; i < 300; i++) expect(big.get(`LEND-shown${i}`)).toBeDefined()
  expect(big.get('waiting')?.title).toBe('mine')
  expect(big.get('r99999')).toBeDefined()
  for (const fn of off) fn()
  for (let i = 0; i < 40_000; i++) big.put(rec(`s${i}`, { version: 1 }), false)
  expect(big.get('shown1')).toBeUndefined()
})

test('patches set fields, and custom fields by name; null takes one away', () => {
  const r = rec('a', { custom: { a: 1, b: 2 } })
  expect(applyPatch(r, { title: 'x', custom: { a: null, c: 3 } })).toMatchObject({ title: 'x', custom: { b: 2, c: 3 } })
  expect(applyPatch(r, { custom: null }).custom).toEqual({})
  expect(r.custom).toEqual({ a: 1, b: 2 })
})

test('a field that is not set is empty in the way of its type', () => {
  expect([emptyOf('story', 'priority'), emptyOf('story', 'tags'), emptyOf('story', 'owner'), emptyOf('story', 'estimate'), emptyOf('story', 'dueOn'), emptyOf('story', 'criteria')]).toEqual(['', [], null, null, null, []])
})
