import { expect, test } from 'vitest'

import { diffWords } from './diff'

const shown = (a: string, b: string) =>
  diffWords(a, b)
    .map((p) => (p.is === 'added' ? `+(${p.text})` : p.is === 'removed' ? `-(${p.text})` : p.text))
    .join('')

test('words that came, went and stayed', () => {
  expect(shown('the quick brown fox', 'the slow brown fox jumps')).toBe('the -(quick)+(slow) brown fox+( jumps)')
  expect(shown('', 'new')).toBe('+(new)')
  expect(shown('old', '')).toBe('-(old)')
  expect(shown('same', 'same')).toBe('same')
})

test('both sides can be put together again', () => {
  const a = 'If every step works with keyboard, completion rises by eight points.'
  const b = 'If each step works with keyboard and screen reader, completion rises by 8 points. We measure it.'
  const parts = diffWords(a, b)
  expect(parts.filter((p) => p.is !== 'added').map((p) => p.text).join('')).toBe(a)
  expect(parts.filter((p) => p.is !== 'removed').map((p) => p.text).join('')).toBe(b)
})

test('texts too long to compare are shown as replaced between their common ends', () => {
  const word = (n: number, c: string) => Array.from({ length: n }, (_, i) => `${c}${i}`).join(' ')
  const parts = diffWords(`start ${word(3000, 'a')} end`, `start ${word(3000, 'b')} end`)
  expect(parts.map((p) => p.is)).toEqual(['same', 'removed', 'added', 'same'])
})
