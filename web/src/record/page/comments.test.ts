import { expect, test } from 'vitest'

import { conversations, signsUnder, type Comment } from './comments'

const comment = (id: string, at: string, replyTo: string | null = null): Comment => ({ id, createdAt: at, createdBy: 'x', version: 1, body: id, replyTo, mentions: [], editedAt: null })

test('answers stand under what they answer, however deep, oldest first', () => {
  const found = conversations([comment('d', '4', 'b'), comment('a', '1'), comment('c', '3', 'a'), comment('b', '2', 'a'), comment('e', '5')])
  expect(found.map((f) => [f.first.id, f.replies.map((r) => r.id).join('')])).toEqual([
    ['a', 'bcd'],
    ['e', ''],
  ])
})

test('an answer to what is gone stands for itself', () => {
  expect(conversations([comment('a', '1', 'gone')]).map((f) => f.first.id)).toEqual(['a'])
})

test('signs are counted, and mine are known', () => {
  const r = (sign: string, by: string, on = 'a') => ({ id: sign + by, createdBy: by, comment: on, sign })
  expect(signsUnder([r('👍', 'x'), r('🎉', 'me'), r('👍', 'me'), r('👍', 'y', 'other')], 'a', 'me')).toEqual([
    { sign: '👍', by: ['x', 'me'], mine: true },
    { sign: '🎉', by: ['me'], mine: true },
  ])
})
