import { describe, expect, it } from 'vitest'

import { bodyOf } from './CheckIn'

const own = { id: '1', current: 40, confidence: 70, work: '' }

describe('a check-in', () => {
  it('says where a key result stands, how sure one is and why, in one call', () => {
    expect(bodyOf(own, 45, 80, 'After the fair')).toEqual({ keyResult: '1', current: 45, confidence: 80, note: 'After the fair' })
  })

  it('sends nothing that did not change', () => {
    expect(bodyOf(own, 40, 70, '')).toBeUndefined()
    expect(bodyOf(own, null, null, '')).toBeUndefined()
    expect(bodyOf(own, 40, 70, 'Counted again')).toEqual({ keyResult: '1', note: 'Counted again' })
  })

  it('sends no value of what follows delivered work', () => {
    expect(bodyOf({ ...own, work: 'features' }, 45, 70, 'On it')).toEqual({ keyResult: '1', note: 'On it' })
  })
})
