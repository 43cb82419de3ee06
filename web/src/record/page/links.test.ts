import { expect, test } from 'vitest'

import { groupLinks, waysOf, wayBetween } from './links'

const link = (type: string, from: string, to: string) => ({ id: `${type}${from}${to}`, type, from, to, fromKind: 'story', toKind: 'feature' })

test('links are grouped by what they mean for the record, the thread first', () => {
  const groups = groupLinks([link('relates', 'b', 'me'), link('blocks', 'x', 'me'), link('delivers', 'me', 'f'), link('blocks', 'me', 'y'), link('relates', 'me', 'a'), link('blocks', 'z', 'me')], 'me')
  expect(groups.map((g) => [g.key, g.links.map((l) => l.other)])).toEqual([
    ['delivers out', ['f']],
    ['blocks out', ['y']],
    ['blocks in', ['x', 'z']],
    ['relates', ['b', 'a']],
  ])
})

test('a kind is offered the links that it can have, each once', () => {
  const ways = waysOf('feature').map((w) => `${w.type} ${w.direction} ${w.kinds?.join() ?? 'any'}`)
  expect(ways).toContain('delivers out initiative')
  expect(ways).toContain('delivers in story,bug,task,spike')
  expect(ways).toContain('evidence in feedback,insight')
  expect(ways).toContain('blocks in any')
  expect(ways).not.toContain('relates in any')
  expect(new Set(ways).size).toBe(ways.length)
  expect(waysOf('story').map((w) => w.type)).not.toContain('serves')
})

test('the way between two kinds', () => {
  expect(wayBetween('story', 'feature')).toMatchObject({ type: 'delivers', direction: 'out' })
  expect(wayBetween('objective', 'metric')).toMatchObject({ direction: 'in' })
  expect(wayBetween('story', 'objective')).toBeUndefined()
})
