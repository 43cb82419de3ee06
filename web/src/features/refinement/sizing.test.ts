import { describe, expect, it } from 'vitest'

import { cardFace, saySize, sizeOf } from '@/record/refined/words'

import { carriedTo, columnsOf, neighbourOf } from './sizing'

const items = [
  { id: 'a', estimate: null }, { id: 'b', estimate: null }, { id: 'c', estimate: 0.5 }, { id: 'd', estimate: 4 }, { id: 'e', estimate: 5 },
]
const columns = columnsOf(items, ['½', '3', '5', '?', 'coffee'])

describe('columns of sizes', () => {
  it('begin with what has no size, leave out what is none, and keep estimates beside the scale', () => {
    expect(columns.map((c) => [c.size, c.stray ?? false, c.ids.join('')])).toEqual([[undefined, false, 'ab'], [0.5, false, 'c'], [3, false, ''], [4, true, 'd'], [5, false, 'e']])
  })

  it('are gone about by arrows, past empty ones', () => {
    expect(neighbourOf(columns, 'a', 'down')).toBe('b')
    expect(neighbourOf(columns, 'b', 'right')).toBe('c')
    expect(neighbourOf(columns, 'c', 'right')).toBe('d')
    expect(neighbourOf(columns, 'c', 'left')).toBe('a')
    expect(neighbourOf(columns, 'e', 'right')).toBeUndefined()
  })

  it('take an item along to the next size, empty ones too, and to none', () => {
    expect(carriedTo(columns, 'c', 'right')).toBe(3)
    expect(carriedTo(columns, 'c', 'left')).toBeNull()
    expect(carriedTo(columns, 'a', 'left')).toBeUndefined()
    expect(carriedTo(columns, 'e', 'right')).toBeUndefined()
  })
})

describe('values to vote with', () => {
  it('are sizes, or none', () => {
    expect(['½', '0', '13', '?', 'coffee', ''].map(sizeOf)).toEqual([0.5, 0, 13, undefined, undefined, undefined])
    expect([0.5, 13].map(saySize)).toEqual(['½', '13'])
    expect(cardFace('coffee')).not.toBe('coffee')
  })
})
