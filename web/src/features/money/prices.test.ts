import { describe, expect, test } from 'vitest'

import { sayEvery, sayPrice, wrongEnds, wrongPrice } from './prices'

describe('prices', () => {
  test('are said to the last cent, and whole where they are whole', () => {
    expect(sayPrice(490, 'EUR')).toMatch(/4[.,]90/)
    expect(sayPrice(500, 'EUR')).not.toMatch(/[.,]00/)
    expect(sayPrice(1200, 'JPY')).toMatch(/1[.,]?200/)
    expect(sayEvery(0, { currency: 'EUR', every: 'month' })).toBe('Free')
    expect(sayEvery(490, { currency: 'EUR', every: 'month' })).toMatch(/a month$/)
  })

  test('refuse what is no price and what is no expected change', () => {
    expect(wrongPrice(undefined)).toBeDefined()
    expect(wrongPrice(-1)).toBeDefined()
    expect(wrongPrice(0)).toBeUndefined()
    expect(wrongPrice(null)).toBeUndefined()
    expect(wrongEnds(null, null, null)).toBeUndefined()
    expect(wrongEnds(1, null, 'm')).toMatch(/both/)
    expect(wrongEnds(2, 1, 'm')).toMatch(/upper/)
    expect(wrongEnds(1, 2, null)).toMatch(/number/)
    expect(wrongEnds(1, 2, 'm')).toBeUndefined()
  })
})
