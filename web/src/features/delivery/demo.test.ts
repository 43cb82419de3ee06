import { expect, it } from 'vitest'

import { demoOrder, moved } from './demo'
import { clock } from './Stopwatch'

const item = (id: string, category: string, doneAt: string | null = 'x') => ({ id, category, doneAt })

it('the demo shows what is done, in the order it was given, then as it is ranked', () => {
  const items = [item('a', 'done'), item('b', 'doing', null), item('c', 'closed'), item('d', 'closed', null), item('e', 'done')]
  expect(demoOrder(items, ['e', 'gone', 'a']).map((i) => i.id)).toEqual(['e', 'a', 'c'])
  expect(demoOrder(items, undefined).map((i) => i.id)).toEqual(['a', 'c', 'e'])
})

it('an entry moves to a place', () => {
  expect(moved(['a', 'b', 'c'], 'a', 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
})

it('seconds are read as a clock', () => expect([clock(900), clock(61), clock(5)]).toEqual(['15:00', '1:01', '0:05']))
