import { expect, test } from 'vitest'

import { filled } from './tradeoff'

const option = (title: string, gain = '', price = '') => ({ title, gain, price })

test('a trade-off is sent with two options that have a name', () => {
  expect(filled([option(' Now '), option('Later', 'x', ' y ')])).toEqual([option('Now'), option('Later', 'x', 'y')])
  expect(filled([option('Now'), option('')])).toBeUndefined()
  expect(filled([option('Now'), option('Later'), option('')])).toHaveLength(2)
  expect(filled([option('Now'), option('Later'), option('', 'gains something')])).toBeUndefined()
})
