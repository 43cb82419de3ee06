import { describe, expect, it } from 'vitest'

import { standingOf } from './trend'

const points = [
  { at: '2026-10-01T00:00:00Z', value: 9, note: '' },
  { at: '2026-10-18T00:00:00Z', value: 8, note: '' },
  { at: '2026-11-08T00:00:00Z', value: 7, note: '' },
  { at: '2026-11-15T00:00:00Z', value: 6.7, note: '' },
]

describe('how a metric stands', () => {
  it('is compared with four weeks before', () => {
    expect(standingOf(points, 'down', 7)).toMatchObject({ last: { value: 6.7 }, change: -1.3, good: true, reached: true })
    expect(standingOf(points, 'up', 7)).toMatchObject({ good: false, reached: false })
  })

  it('says nothing that it does not know', () => {
    expect(standingOf(points.slice(2), 'down', null)).toMatchObject({ change: undefined, good: undefined, reached: false })
    expect(standingOf([], 'up', 3)).toEqual({ last: undefined, change: undefined, good: undefined, reached: false })
    expect(standingOf(points, '', 7)).toMatchObject({ change: -1.3, good: undefined, reached: false })
  })
})
