import { expect, test } from 'vitest'

import { bundles, cleaned, moved, taken } from './splitting'

const criterion = (id: string, more = {}) => ({ id, text: id, met: false, ...more })
const all = [criterion('1'), criterion('a', { scenario: 'Pays', rule: 'R', example: '1' }), criterion('b', { scenario: 'Pays', rule: 'R', example: '2' }), criterion('c', { scenario: 'Pays' })]

test('the examples of one scenario go together', () => {
  expect(bundles(all)).toEqual([
    { ids: ['1'], text: '1' },
    { ids: ['a', 'b'], text: 'Pays' },
    { ids: ['c'], text: 'Pays' },
  ])
})

test('a criterion goes to one part, or back to the item', () => {
  const parts = [{ title: 'x', criteria: ['1'] }, { title: 'y', criteria: ['a', 'b'] }]
  expect(moved(parts, ['a', 'b'], 0).map((p) => p.criteria)).toEqual([['1', 'a', 'b'], []])
  expect([...taken(moved(parts, ['1'], -1))]).toEqual(['a', 'b'])
})

test('parts without a title are none', () => {
  expect(cleaned([{ title: ' x ', criteria: [] }, { title: ' ', criteria: ['1'] }])).toEqual([{ title: 'x', criteria: [] }])
})
