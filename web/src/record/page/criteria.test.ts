import { expect, test } from 'vitest'

import { addCriteria, linesOf, moveBy, moveTo, setMet, setText } from './criteria'

const list = [
  { id: 'a', text: 'A', met: true },
  { id: 'b', text: 'B', met: false },
  { id: 'c', text: 'C', met: false },
]
const ids = (l: { id: string }[]) => l.map((c) => c.id).join('')

test('a new criterion goes after the one it was begun at, or to the end', () => {
  let n = 0
  const id = () => String(++n)
  expect(ids(addCriteria(list, 'new', 'a', id))).toBe('a1bc')
  expect(ids(addCriteria(list, 'new', undefined, id))).toBe('abc2')
  expect(addCriteria(list, 'new').at(-1)).toMatchObject({ text: 'new', met: false })
})

test('a list that was pasted becomes as many criteria, without its marks', () => {
  expect(linesOf('- one\n* [x] two\n\n3. three\r\n  plain - text')).toEqual(['one', 'two', 'three', 'plain - text'])
})

test('emptied text takes the criterion away; other text is one line', () => {
  expect(ids(setText(list, 'b', '  '))).toBe('ac')
  expect(setText(list, 'b', ' two\nlines ')[1]).toEqual({ id: 'b', text: 'two lines', met: false })
})

test('moving stays within the list and keeps the others in order', () => {
  expect(ids(moveBy(list, 'a', 1))).toBe('bac')
  expect(ids(moveBy(list, 'a', -1))).toBe('abc')
  expect(ids(moveTo(list, 'a', 9))).toBe('bca')
  expect(ids(moveTo(list, 'x', 0))).toBe('abc')
})

test('ticking changes one', () => {
  expect(setMet(list, 'b', true).map((c) => c.met)).toEqual([true, true, false])
  expect(list[1]?.met).toBe(false)
})
