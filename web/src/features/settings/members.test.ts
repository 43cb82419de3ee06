import { expect, test } from 'vitest'

import type { Member } from '@/data/types'

import { addresses, below, countOf, givable, lastOwner, rolesByProduct, shownMembers } from './members'

const member = (id: string, o: Partial<Member> = {}): Member => ({ id, name: id, email: `${id}@x.example`, handle: id, role: 'member', status: 'active', zone: '', roles: [], ...o })
const all = [
  member('tom', { name: 'Tom Béla' }),
  member('ana', { name: 'Ana Ribeiro', role: 'owner' }),
  member('old', { status: 'deactivated', role: 'owner' }),
  member('jo', { status: 'named', email: '' }),
]

test('members are found by every word of what is typed, whatever its accents', () => {
  expect(shownMembers(all, 'active', '').map((m) => m.id)).toEqual(['ana', 'tom'])
  expect(shownMembers(all, 'active', 'bela tom@').map((m) => m.id)).toEqual(['tom'])
  expect(shownMembers(all, 'active', 'jo')).toEqual([])
  expect(countOf(all, 'named')).toBe(1)
})

test('nobody gives more than they have, or changes those above them', () => {
  expect(givable('admin')).toEqual(['admin', 'member', 'guest'])
  expect(givable('owner')).toHaveLength(4)
  expect(below('admin', 'owner')).toBe(false)
  expect(below('admin', 'admin')).toBe(true)
})

test('the last active owner stays', () => {
  expect(lastOwner(all, all[1]!)).toBe(true)
  expect(lastOwner([...all, member('eva', { role: 'owner' })], all[1]!)).toBe(false)
  expect(lastOwner(all, all[2]!)).toBe(false)
})

test('addresses are taken as they are pasted', () => {
  expect(addresses('A@x.example, b@x.example;\n<c@x.example> a@x.example  nobody')).toEqual({
    good: ['a@x.example', 'b@x.example', 'c@x.example'],
    bad: ['nobody'],
  })
})

test('roles are shown by product, in the products’ order', () => {
  const m = member('x', { roles: [{ product: '2', role: 'tester' }, { product: '1', role: 'developer' }, { product: '2', role: 'designer' }, { product: 'hidden', role: 'sales' }] })
  expect(rolesByProduct(m, [{ id: '1', key: 'A' }, { id: '2', key: 'B' }])).toEqual([{ key: 'A', roles: ['developer'] }, { key: 'B', roles: ['tester', 'designer'] }])
})
