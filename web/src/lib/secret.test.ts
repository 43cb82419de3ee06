import { expect, test } from 'vitest'

import { inside, secretOf } from './secret'

test('a link’s secret is read from behind the #, else from the query', () => {
  expect(secretOf({ hash: '#tl_inv_abc', search: '' })).toBe('tl_inv_abc')
  expect(secretOf({ hash: '#token=tl_inv_abc', search: '' })).toBe('tl_inv_abc')
  expect(secretOf({ hash: '', search: '?token=tl_inv_abc' })).toBe('tl_inv_abc')
  expect(secretOf({ hash: '', search: '' })).toBe('')
})

test.each([
  ['/p/LEND/board?q=is:open', '/p/LEND/board?q=is:open'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example', '/'],
  ['/signin?to=/', '/'],
  [undefined, '/'],
])('signing in goes on to %s', (to, where) => expect(inside(to)).toBe(where))
