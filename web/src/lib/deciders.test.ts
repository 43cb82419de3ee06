import { expect, test } from 'vitest'

import { deciding, type Holder, holders, type Rule, rolesOn, team } from './deciders'

const kinds = [
  { name: 'product owner', base: '', own: false },
  { name: 'agile coach', base: 'product owner', own: true },
]
const member = (id: string, role: string, roles: [string, string][], status = 'active'): Holder => ({
  id, name: id, role, status, roles: roles.map(([product, r]) => ({ product, role: r })),
})
const people = [
  member('tom', 'member', [['p1', 'product owner']]),
  member('cara', 'member', [['p1', 'agile coach']]),
  member('ana', 'member', [['p1', 'product manager'], ['p2', 'product owner']]),
  member('marta', 'admin', []),
  member('victor', 'guest', [['p1', 'product owner']]),
  member('old', 'member', [['p1', 'product owner']], 'deactivated'),
]
const rule = (decision: string, roles: string[], all = false): Rule => ({ decision, roles, all, heard: [], from: 'default', default: { roles, all, heard: [] } })

test('a specialised role brings the rights of the one it starts from', () => {
  expect(rolesOn(people[1]!, 'p1', kinds)).toEqual(['agile coach', 'product owner'])
  expect(holders('product owner', people, 'p1', kinds).map((m) => m.id)).toEqual(['cara', 'tom'])
})

test('admins decide what is theirs, and what nobody holds the role for', () => {
  const [own, none] = deciding([rule('rights.set', ['admin']), rule('budget.set', ['finance'])], people, 'p1', kinds)
  expect(own).toMatchObject({ people: [{ id: 'marta' }], admins: false })
  expect(none).toMatchObject({ people: [{ id: 'marta' }], admins: true })
})

test('decisions with the same deciders make one sentence; those that ask everybody stand apart', () => {
  const got = deciding(
    [
      rule('scope.change', ['product manager', 'product owner'], true),
      rule('insight.draw', ['product owner', 'product manager']),
      rule('backlog.rank', ['product owner']),
      rule('market.record', ['product manager', 'product owner']),
      rule('story.write', ['product owner']),
    ],
    people,
    'p1',
    kinds,
  )
  expect(got.map((d) => [d.all, d.decisions])).toEqual([
    [false, ['backlog.rank', 'story.write']],
    [false, ['insight.draw', 'market.record']],
    [true, ['scope.change']],
  ])
  expect(got[2]!.people.map((m) => m.id)).toEqual(['ana', 'cara', 'tom'])
})

test('the team of a product is who holds a role there, guests too, nobody who left', () => {
  expect(team(people, 'p1').map((m) => m.id)).toEqual(['ana', 'cara', 'tom', 'victor'])
})
