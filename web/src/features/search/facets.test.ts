import { expect, it } from 'vitest'

import { facetsOf } from './facets'

it('counts what was found by kind, the most first', () => {
  expect(facetsOf([{ kind: 'bug' }, { kind: 'story' }, { kind: 'story' }, { kind: 'account' }])).toEqual([
    { kind: 'story', count: 2 },
    { kind: 'account', count: 1 },
    { kind: 'bug', count: 1 },
  ])
  expect(facetsOf([])).toEqual([])
})
