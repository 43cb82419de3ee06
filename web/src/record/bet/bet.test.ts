import { describe, expect, it } from 'vitest'

import { rangeOf, sayChange, sayRange, unitOf } from './bet'

describe('a bet in words', () => {
  it('tells a change of a share in points, and one in percent in percent', () => {
    expect(unitOf({ in: 'unit', unit: '%' })).toBe('points')
    expect(unitOf({ in: 'percent', unit: 'hours' })).toBe('%')
    expect(sayChange(-1.5, { in: 'unit', unit: 'hours' })).toBe('-1.5\u00a0hours')
    expect(sayChange(null, { in: 'unit', unit: 'hours' })).toBe('–')
    expect(sayRange(3, 6, { in: 'unit', unit: '' })).toBe('+3 to +6')
    expect(sayRange(null, 6, { in: 'unit', unit: '' })).toBe('–')
  })
})

describe('a bet as a picture', () => {
  it('always holds nothing, the prediction and what was seen', () => {
    const { at } = rangeOf({ low: 3, high: 6, change: 8, changeLow: 6, changeHigh: 10 })
    expect(at(0)).toBe(4)
    expect(at(10)).toBe(96)
    expect(at(3)).toBeLessThan(at(6))
    const fall = rangeOf({ low: -6, high: -3, change: null, changeLow: null, changeHigh: null })
    expect(fall.at(-6)).toBe(4)
    expect(fall.at(0)).toBe(96)
  })
})
