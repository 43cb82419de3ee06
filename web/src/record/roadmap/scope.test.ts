import { expect, test } from 'vitest'

import { below } from './scope'

test('a portfolio holds the products of those below it, in whatever order they are told', () => {
  const portfolios = [
    { id: '3', key: 'W-3', parent: '2' },
    { id: '1', key: 'W-1', parent: null },
    { id: '2', key: 'W-2', parent: '1' },
    { id: '9', key: 'W-9', parent: null },
  ]
  const products = [
    { key: 'A', portfolio: '1' },
    { key: 'B', portfolio: '3' },
    { key: 'C', portfolio: '9' },
    { key: 'D', portfolio: null },
  ]
  expect(below('1', portfolios, products)).toEqual(['A', 'B'])
  expect(below('2', portfolios, products)).toEqual(['B'])
  expect(below('9', portfolios, products)).toEqual(['C'])
})
