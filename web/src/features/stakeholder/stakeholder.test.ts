import { expect, test } from 'vitest'

import { labels, quadrantOf, shortOf, shownOf, spread, within, type Stakeholder } from './stakeholder'

test.each([
  [5, 5, 'manage closely'],
  [5, 4, 'keep satisfied'],
  [4, 5, 'keep informed'],
  [4, 4, 'monitor'],
])('power %d and interest %d: %s', (power, interest, want) => expect(quadrantOf(power, interest)).toBe(want))

test('a place stays within the map, in whole steps', () => expect([-3, 4.4, 4.5, 12].map(within)).toEqual([0, 4, 5, 10]))

test('those at one place lie apart, and one alone where it is', () => {
  const at = spread([{ id: 'a', power: 5, interest: 5 }, { id: 'b', power: 5, interest: 5 }, { id: 'c', power: 1, interest: 5 }], 10)
  expect(at.get('c')).toEqual({ dx: 0, dy: 0 })
  expect(Math.hypot(at.get('a')!.dx - at.get('b')!.dx, at.get('a')!.dy - at.get('b')!.dy)).toBeCloseTo(20)
})

test('names stand where nothing else does', () => {
  const at = labels([{ id: 'a', x: 100, y: 100, text: 'Anna' }, { id: 'b', x: 130, y: 100, text: 'Bert' }, { id: 'c', x: 395, y: 50, text: 'Clara' }], { left: 0, right: 400, top: 0 })
  expect(at.get('a')!.anchor).toBe('end')
  expect(at.get('b')!.anchor).toBe('start')
  expect(at.get('c')!.anchor).toBe('end')
})

test('a name gives way to what is written there already', () => {
  const at = labels([{ id: 'a', x: 100, y: 100, text: 'Anna' }], { left: 0, right: 400, top: 0 }, [{ left: 110, right: 200, top: 90, bottom: 110 }])
  expect(at.get('a')!.anchor).toBe('end')
})

test.each([
  ['Ruth Goldberg', 22, 'Ruth Goldberg'],
  ['Ruth Goldberg', 11, 'Ruth G.'],
  ['Maria del Carmen Ortega', 11, 'Maria O.'],
  ['Aufsichtsbehörde', 11, 'Aufsichtsb…'],
])('%s within %d letters', (name, most, want) => expect(shortOf(name, most)).toBe(want))

test('filters go together', () => {
  const all = [
    { id: '1', stance: 'opposes', quadrant: 'monitor' },
    { id: '2', stance: 'opposes', quadrant: 'manage closely' },
  ] as Stakeholder[]
  expect(shownOf(all, { stance: 'opposes', quadrant: 'monitor' }).map((s) => s.id)).toEqual(['1'])
  expect(shownOf(all, {})).toHaveLength(2)
})
