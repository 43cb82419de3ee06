import { expect, test } from 'vitest'

import { DECISIONS } from '@/data/kinds.gen'

import { AREAS, byArea, decisionWords } from './decisions'

test('every decision has words and an area, and none stands twice', () => {
  const all = AREAS.flatMap((a) => a.decisions)
  expect(new Set(all).size).toBe(all.length)
  for (const d of all) expect(decisionWords(d)).not.toBe(d)
  expect([...all].toSorted()).toEqual(Object.keys(DECISIONS).toSorted())
})

test('decisions that are not known yet are shown all the same', () => {
  const areas = byArea([{ decision: 'weather.make' }, { decision: 'backlog.rank' }])
  expect(areas.map((a) => a.rules.map((r) => r.decision))).toEqual([['backlog.rank'], ['weather.make']])
  expect(decisionWords('weather.make')).toBe('weather.make')
})
