import { expect, test } from 'vitest'

import { branchName } from './branch'

test.each([
  ['LEND-12', 'Save a draft', 'lend-12-save-a-draft'],
  ['LEND-12', '  Größe & Maß! ', 'lend-12-gro-e-ma'],
  ['LEND-12', '日本語', 'lend-12'],
  ['LEND-12', 'A title that goes on and on and on until nobody reads it', 'lend-12-a-title-that-goes-on-and-on-and-on'],
])('a branch for %s %s', (key, title, want) => {
  expect(branchName(key, title)).toBe(want)
})
