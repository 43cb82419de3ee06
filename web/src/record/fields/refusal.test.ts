import { expect, test } from 'vitest'

import { whyRefused } from './refusal'

const general = 'The input is not valid.'

test('what is wrong is said, not that something is', () => {
  expect(whyRefused({ detail: general, fields: [{ field: 'name', message: '"First" is the name of a kept page already; choose another' }] })).toBe('"First" is the name of a kept page already; choose another.')
  expect(whyRefused({ detail: general, fields: [{ field: 'endOn', message: 'must not lie before the start, 2027-02-01' }] })).toMatch(/^\S.* must not lie before the start, 2027-02-01\.$/)
  expect(whyRefused({ detail: general, fields: [{ field: 'points.0.at', message: 'lies in the future' }] })).toBe('At lies in the future.')
})

test('several are said one after the other, the same once', () => {
  expect(
    whyRefused({
      detail: general,
      fields: [
        { field: 'keyResults.0.weight', message: 'must not be below 0' },
        { field: 'keyResults.1.weight', message: 'must not be below 0' },
        { field: 'power', message: 'must be at most 10' },
      ],
    }),
  ).toBe('Weight must not be below 0. Power must be at most 10.')
})

test('without fields, what was said as a whole stands', () => {
  expect(whyRefused({ detail: 'Somebody else changed it.', fields: [] })).toBe('Somebody else changed it.')
})
