import { describe, expect, it } from 'vitest'

import { record } from '@/record/views/common/world.testing'

import { lanesOf, limited } from './lanes'

const items = [record('LEND-1', 'story', { priority: 'high', owner: 'b' }), record('LEND-2', 'bug', { priority: 'low', owner: 'a' }), record('LEND-3', 'bug', { priority: 'high', owner: null })]

describe('the lanes of a board', () => {
  it('are those that work stands in, and those that have a limit', () => {
    expect(lanesOf('priority', items, { urgent: 2 })).toEqual(['high', 'low', 'urgent'])
    expect(lanesOf('owner', items, {})).toEqual(['', 'a', 'b'])
  })

  it('are all that a field can hold, where that is known', () => {
    expect(lanesOf('kind', items, {})).toEqual(['story', 'bug', 'task', 'spike'])
    expect(lanesOf('serviceClass', [], {})).toEqual(['standard', 'fixed_date', 'intangible'])
  })

  it('lose their limit when it is emptied', () => {
    expect(limited({ high: 2, low: 1 }, 'high', null)).toEqual({ low: 1 })
    expect(limited({ low: 1 }, 'high', 3)).toEqual({ low: 1, high: 3 })
  })
})
