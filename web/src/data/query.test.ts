// @vitest-environment node
import { expect, test } from 'vitest'

import { kindsOf, matches, needsOf, touches } from './query'
import type { Rec, Row } from './types'

const row = (diff: Row['diff'], more: Partial<Row> = {}): Row =>
  ({ seq: 2, at: '', actor: 'm', operation: '', request: 'r', product: 'p', record: 'a', entity: 'a', kind: 'story', act: 'update', prev: 1, diff, ...more }) as Row
const rec = (more: Partial<Rec>): Rec => ({ id: 'a', kind: 'story', state: 'new', category: 'todo', owner: null, tags: [], custom: {}, archivedAt: null, rank: 'a', ...more }) as Rec

const asks = (q: string, r: Row, product: string | undefined = 'LEND') => touches(needsOf(q, product), r, 'me')

test('a list hears of the fields that it filters, sorts and groups by, and of no others', () => {
  const estimate = row({ estimate: [1, 2] })
  expect(asks('type:story state:ready', estimate)).toBe(false)
  expect(asks('type:story estimate>3', row({ estimate: [1, 5] }))).toBe(true)
  expect(asks('type:story sort:estimate', estimate)).toBe(true)
  expect(asks('type:story group:estimate', estimate)).toBe(true)
  expect(asks('type:story no:estimate', row({ estimate: [null, 5] }))).toBe(true)
  expect(asks('area:payments', row({ 'custom.area': ['a', 'payments'] }))).toBe(true)
  expect(asks('type:story', row({ title: ['a', 'b'] }))).toBe(false)
})

test('by hand it stands in rank within a product, by change beyond', () => {
  const title = row({ title: ['a', 'b'] })
  expect(asks('type:story', row({ rank: ['a', 'b'] }))).toBe(true)
  expect(touches(needsOf('type:story', undefined), title, 'me')).toBe(true)
  expect(asks('type:story sort:title', row({ rank: ['a', 'b'] }))).toBe(false)
})

test('a change within what the filter asks for is no reason to ask again', () => {
  expect(asks('is:open', row({ state: ['new', 'ready'], category: ['todo', 'doing'] }))).toBe(false)
  expect(asks('is:open', row({ state: ['done', 'accepted'], category: ['done', 'closed'] }))).toBe(true)
  expect(asks('state:ready,new', row({ state: ['new', 'ready'] }))).toBe(false)
  expect(asks('state:ready', row({ state: ['new', 'ready'] }))).toBe(true)
  expect(asks('-state:ready', row({ state: ['new', 'refining'] }))).toBe(false)
  expect(asks('owner:me', row({ owner: [null, 'me'] }))).toBe(true)
  expect(asks('state:ready', row({ state: ['new', 'our own'] }))).toBe(true)
  expect(asks('state=ready', row({ state: ['new', 'our own'] }))).toBe(false)
  expect(asks('type:story sprint:current', row({ category: ['todo', 'doing'] }, { kind: 'sprint' }))).toBe(true)
  expect(asks('type:story sprint:current', row({ goal: ['a', 'b'] }, { kind: 'sprint' }))).toBe(false)
  expect(asks('(state:ready or tag:x)', row({ state: ['new', 'refining'] }))).toBe(true)
})

test('kinds, archiving and making', () => {
  expect(asks('type:bug', row({ rank: ['a', 'b'] }))).toBe(false)
  expect(asks('type:story,bug', row({ archivedAt: [null, 'now'] }))).toBe(true)
  const made = row({ state: [null, 'new'], category: [null, 'todo'], title: [null, 'x'] }, { act: 'create' })
  expect(asks('type:story state:ready', made)).toBe(false)
  expect(asks('type:story state:new', made)).toBe(true)
  expect(asks('type:story estimate>3', made)).toBe(true)
})

test('words, links and comments', () => {
  expect(asks('payment', row({ estimate: [1, 2] }))).toBe(true)
  expect(asks('payment', row({}, { kind: 'comment', entity: 'c' }))).toBe(true)
  expect(asks('state:ready', row({}, { kind: 'comment', entity: 'c' }))).toBe(false)
  expect(asks('feature:LEND-3', row({}, { kind: 'link', entity: 'l' }))).toBe(true)
  expect(asks('state:ready', row({}, { kind: 'link', entity: 'l' }))).toBe(false)
  expect(asks('type:story is:blocked', row({ category: ['doing', 'closed'] }, { kind: 'bug' }))).toBe(true)
})

test('a record is in a list, is not, or only the server can say', () => {
  const is = (q: string, r: Rec) => matches(needsOf(q, 'LEND'), r, 'me')
  expect(is('type:story state:ready owner:me', rec({ state: 'ready', owner: 'me' }))).toBe(true)
  expect(is('type:story state:ready', rec({}))).toBe(false)
  expect(is('type:story -tag:mobile', rec({ tags: ['mobile'] }))).toBe(false)
  expect(is('is:open', rec({ archivedAt: 'now' }))).toBe(false)
  expect(is('is:open no:estimate', rec({ estimate: null }))).toBe(true)
  expect(is('has:estimate', rec({ estimate: 3 }))).toBe(true)
  expect(is('type:story sprint:LEND-12', rec({ sprint: '01m51r5bc0hhajrcs16sk1tn81' }))).toBeUndefined()
  expect(is('sprint:01m51r5bc0hhajrcs16sk1tn81', rec({ sprint: '01m51r5bc0hhajrcs16sk1tn81' }))).toBe(true)
  expect(is('type:story estimate>3', rec({ estimate: 5 }))).toBeUndefined()
  expect(is('type:bug estimate>3', rec({ estimate: 5 }))).toBe(false)
  expect(is('type:story "two words"', rec({}))).toBeUndefined()
  expect(is('state:"in progress"', rec({ state: 'in progress' }))).toBe(true)
})

test('the kinds that a query names', () => {
  expect(kindsOf('type:story,bug is:open')).toEqual(['story', 'bug'])
  expect(kindsOf('is:open')).toEqual([])
  expect(kindsOf('type:nonsense')).toEqual([])
})
