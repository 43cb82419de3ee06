import { expect, test } from 'vitest'

import { ulid } from './ulid'

test('an id is 26 characters, sorts by time, and is not given twice', () => {
  const ids = [ulid(1), ulid(31), ulid(32), ulid(1_800_000_000_000), ulid(1_800_000_000_001)]
  expect(ids.every((id) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(id))).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(Array.from({ length: 1000 }, () => ulid(5))).size).toBe(1000)
})
