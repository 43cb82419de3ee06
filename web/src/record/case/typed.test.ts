import { expect, test } from 'vitest'

import { amountOf, amountTyped, tableOf } from './typed'

test('an amount is exact or a range', () => {
  expect(amountOf('1.2k', 'EUR')).toEqual({ low: 120_000, likely: 120_000, high: 120_000 })
  expect(amountOf('80..100..150', 'EUR')).toEqual({ low: 8000, likely: 10_000, high: 15_000 })
  expect(amountOf('€80 – €120', 'EUR')).toEqual({ low: 8000, likely: 10_000, high: 12_000 })
  expect(amountOf(' ', 'EUR')).toBeNull()
  expect(amountOf('120..80', 'EUR')).toBeUndefined()
  expect(amountOf('much', 'EUR')).toBeUndefined()
  expect(amountTyped({ low: 8000, likely: 10_000, high: 15_000 }, 'EUR')).toBe('80..100..150')
  expect(amountTyped({ low: 5, likely: 5, high: 5 }, 'JPY')).toBe('5')
})

test('a table is read with its names, sorts and headings', () => {
  const got = tableOf('What\tQ1\tQ2\nWork\t-1,000\t-500\nrevenue\tFees\t\t2k\n', 'EUR')
  expect(got).toEqual({
    lines: [
      { sort: 'cost', label: 'Work', amounts: [{ low: 100_000, likely: 100_000, high: 100_000 }, { low: 50_000, likely: 50_000, high: 50_000 }] },
      { sort: 'revenue', label: 'Fees', amounts: [null, { low: 200_000, likely: 200_000, high: 200_000 }] },
    ],
  })
  expect(tableOf('1\t2\n3\t4', 'EUR')).toMatchObject({ lines: [{ amounts: [{ likely: 100 }, { likely: 200 }] }, { amounts: [{ likely: 300 }, { likely: 400 }] }] })
  expect(tableOf('Work\t5\tmuch', 'EUR')).toEqual({ at: 'much' })
})
