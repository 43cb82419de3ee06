import { describe, expect, it } from 'vitest'

import { minorOf, typed } from './amount'

describe('amounts as they are typed', () => {
  it.each([
    ['1,200.50', 'EUR', 120050],
    ['1200', 'JPY', 1200],
    ['0.5', 'KWD', 500],
    ['-3', 'EUR', -300],
    ['−3', 'EUR', -300],
    ['5k', 'EUR', 500000],
    ['1.25m', 'EUR', 125000000],
    ['.07', 'EUR', 7],
    [' ', 'EUR', null],
    ['0.005', 'EUR', undefined],
    ['1.5', 'JPY', undefined],
    ['twelve', 'EUR', undefined],
    ['-', 'EUR', undefined],
    ['99999999999999999', 'EUR', undefined],
  ])('%s %s', (text, currency, minor) => {
    expect(minorOf(text, currency)).toBe(minor)
  })

  it.each([
    [120050, 'EUR', '1,200.50'],
    [120000, 'EUR', '1,200'],
    [-7, 'EUR', '-0.07'],
    [1234567, 'JPY', '1,234,567'],
    [null, 'EUR', ''],
  ])('%s %s is written back', (minor, currency, text) => {
    expect(typed(minor, currency)).toBe(text)
    expect(minorOf(text, currency)).toBe(minor)
  })
})
