import { describe, expect, it } from 'vitest'

import { callsOf } from './CheckIn'

const own = { id: '1', metric: '', current: 40, confidence: 70 }
const followed = { ...own, metric: 'm1' }

describe('a check-in', () => {
  it('of a key result of its own notes where it stands and how sure one is, in one call', () => {
    expect(callsOf('o', own, 45, 80, '')).toEqual([{ path: '/objectives/o/checkin', body: { keyResult: '1', current: 45, confidence: 80 } }])
  })

  it('of one that follows a metric enters a point, and how sure one is beside it', () => {
    expect(callsOf('o', followed, 45, 80, 'After the fair')).toEqual([
      { path: '/metrics/m1/enter', body: { points: [{ value: 45, note: 'After the fair' }] } },
      { path: '/objectives/o/checkin', body: { keyResult: '1', confidence: 80 } },
    ])
  })

  it('sends nothing that did not change', () => {
    expect(callsOf('o', own, 40, 70, '')).toEqual([])
    expect(callsOf('o', followed, 40, 70, '')).toEqual([])
    expect(callsOf('o', own, null, null, '')).toEqual([])
    expect(callsOf('o', followed, 40, 70, 'Counted again')).toEqual([{ path: '/metrics/m1/enter', body: { points: [{ value: 40, note: 'Counted again' }] } }])
  })
})
