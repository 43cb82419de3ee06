// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'

import { carried, cellAt, cellOf, COLUMN, inSight, layoutOf, moveTo, neighbourOf } from './layout'
import { moved, type Card, type Slice, type StoryMap } from './map'
import { lines, svgOf } from './picture'

const card = (id: string, step: string, release: string | null, more: Partial<Card> = {}): Card => ({ id, key: id.toUpperCase(), kind: 'story', title: id, state: 'new', category: 'todo', owner: null, estimate: null, step, release, ...more })
const slice = (id: string): Slice => ({ id, key: id, title: id, state: 'planned', category: 'todo', dueOn: null, releasedOn: null, cards: 1, gaps: [], idle: [], skeleton: false, outcomes: [], metrics: [] })
const map: StoryMap = {
  activities: [
    { id: 'A', title: 'Borrow', optional: false, steps: [{ id: 'apply', title: 'Apply', cards: 3 }, { id: 'sign', title: 'Sign', cards: 1 }] },
    { id: 'B', title: 'Refer', optional: false, steps: [] },
    { id: 'C', title: 'Repay', optional: false, steps: [{ id: 'pay', title: 'Pay', cards: 1 }] },
  ],
  slices: [slice('one'), slice('two')],
  cards: [card('a', 'apply', 'one'), card('b', 'apply', 'one'), card('c', 'apply', 'two'), card('d', 'sign', 'two'), card('e', 'pay', null)],
  unplaced: 0,
  more: false,
}
const laid = () => layoutOf(map, map.cards)
const after = (move: Parameters<typeof moved>[1]) => moved(map.cards, move).map((c) => `${c.id}:${c.step}:${c.release}`)

describe('the layout of a story map', () => {
  it('has a column for each step, and one for an activity without any', () => {
    expect(laid().columns.map((c) => [c.activity, c.step])).toEqual([['A', 'apply'], ['A', 'sign'], ['B', undefined], ['C', 'pay']])
  })

  it('has a band for each slice and one for later, as high as its fullest cell', () => {
    const l = layoutOf(map, [...map.cards, ...Array.from({ length: 9 }, (_, i) => card(`x${i}`, 'sign', 'one'))])
    expect(l.bands.map((b) => b.slice?.id)).toEqual(['one', 'two', undefined])
    expect(l.bands[0]!.height).toBeGreaterThan(l.bands[1]!.height)
    expect(l.bands[1]!.y).toBe(l.bands[0]!.height)
    for (const c of l.cards) expect(c.y + 62).toBeLessThanOrEqual(l.bands[c.band]!.y + l.bands[c.band]!.height)
  })

  it('leaves out what stands in a slice that is not shown, or under a step that is no more', () => {
    expect(layoutOf(map, [card('x', 'apply', 'gone'), card('y', 'gone', 'one')]).cards).toEqual([])
  })

  it('draws of a thousand cards only those in sight', () => {
    const many = Array.from({ length: 1000 }, (_, i) => card(`m${i}`, ['apply', 'sign', 'pay'][i % 3]!, ['one', 'two', null][i % 7 % 3] ?? null))
    const l = layoutOf(map, many)
    expect(l.cards.length).toBe(1000)
    const seen = inSight(l, { x: 0, y: 2000, width: 400, height: 600 })
    expect(seen.length).toBeGreaterThan(10)
    expect(seen.length).toBeLessThan(80)
  })

  it('finds the cell under the pointer', () => {
    const l = laid()
    expect(cellAt(l, 10, 20)).toMatchObject({ column: { step: 'apply' }, band: { slice: { id: 'one' } }, index: 0 })
    expect(cellAt(l, COLUMN * 2 + 5, 20)).toBeUndefined()
    expect(cellAt(l, -5, 20)).toBeUndefined()
    expect(cellAt(l, COLUMN + 5, l.height - 5)?.band.slice).toBeUndefined()
  })
})

describe('moving on the map', () => {
  it('says beside whom a dropped card goes, and nothing where it was picked up', () => {
    const l = laid()
    expect(moveTo(l, ['c'], 'apply', 'one', 1)).toEqual({ items: ['c'], step: 'apply', release: 'one', before: 'b' })
    expect(moveTo(l, ['c'], 'apply', 'one', 2)).toEqual({ items: ['c'], step: 'apply', release: 'one', after: 'b' })
    expect(moveTo(l, ['a'], 'apply', 'one', 0)).toBeUndefined()
    expect(moveTo(l, ['a'], 'apply', 'one', 2)).toMatchObject({ after: 'b' })
    expect(moveTo(l, ['e'], 'sign', 'one', 0)).toEqual({ items: ['e'], step: 'sign', release: 'one' })
  })

  it('goes by arrows within a slice and down through the slices', () => {
    const l = laid()
    expect(neighbourOf(l, 'a', 'down')).toBe('b')
    expect(neighbourOf(l, 'b', 'down')).toBe('c')
    expect(neighbourOf(l, 'c', 'right')).toBe('d')
    expect(neighbourOf(l, 'a', 'left')).toBeUndefined()
    expect(neighbourOf(l, 'a', 'up')).toBeUndefined()
  })

  it('carries a card past its neighbour, then across to the next slice, and back', () => {
    const l = laid()
    expect(carried(l, 'a', 'down')).toEqual({ items: ['a'], after: 'b' })
    expect(carried(l, 'b', 'down')).toEqual({ items: ['b'], release: 'two', before: 'c' })
    expect(carried(l, 'c', 'up')).toEqual({ items: ['c'], release: 'one', after: 'b' })
    expect(carried(l, 'd', 'down')).toEqual({ items: ['d'], release: null })
    expect(carried(l, 'e', 'down')).toBeUndefined()
  })

  it('carries a card over an activity that has no step', () => {
    expect(carried(laid(), 'd', 'right')).toEqual({ items: ['d'], step: 'pay' })
    expect(carried(laid(), 'e', 'right')).toBeUndefined()
  })

  it('shows a move before the server has answered', () => {
    expect(after({ items: ['a'], after: 'b' })).toEqual(['b:apply:one', 'a:apply:one', 'c:apply:two', 'd:sign:two', 'e:pay:null'])
    expect(after({ items: ['b'], release: 'two', before: 'c' })).toEqual(['a:apply:one', 'b:apply:two', 'c:apply:two', 'd:sign:two', 'e:pay:null'])
    expect(after({ items: ['a'], release: null })).toEqual(['a:apply:null', 'b:apply:one', 'c:apply:two', 'd:sign:two', 'e:pay:null'])
    expect(after({ items: ['e'], step: null })).toHaveLength(4)
    expect(moved(map.cards, { items: ['new'], step: 'pay' }, (id) => card(id, '', null)).at(-1)).toMatchObject({ id: 'new', step: 'pay' })
    expect(moved(map.cards, { items: ['new'], step: 'pay' })).toHaveLength(5)
  })

  it('ends where the layout says, whatever was dropped where', () => {
    for (const c of map.cards)
      for (const [step, release] of [['apply', 'one'], ['apply', 'two'], ['sign', 'one'], ['pay', null]] as const)
        for (const index of [0, 1, 2]) {
          const move = moveTo(laid(), [c.id], step, release, Math.min(index, cellOf(laid(), step, release).length))
          if (!move) continue
          const cell = cellOf(layoutOf(map, moved(map.cards, move)), step, release).map((x) => x.card.id)
          expect(cell).toContain(c.id)
        }
  })
})

describe('the picture', () => {
  const palette = { ground: '#fff', raised: '#fff', sunken: '#eee', line: '#ccc', text: '#000', muted: '#555', accent: '#066', green: '#060', amber: '#640' }
  const say = { title: 'Map of <us> & "them"', later: 'Later', skeleton: 'Walking skeleton', gap: (a: string) => `Gap: ${a}` }

  it('is whole and well-formed SVG, whatever the titles hold', () => {
    const wild = { ...map, slices: [{ ...slice('one'), gaps: ['B'], skeleton: true }, slice('two')] }
    const cards = [...map.cards, card('x', 'pay', 'one', { title: '<script>alert("1")</script> & more\u0007', category: 'done', estimate: 5 })]
    const svg = svgOf(wild, layoutOf(wild, cards), palette, say)
    const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(parsed.querySelector('parsererror')).toBeNull()
    expect(parsed.querySelector('script')).toBeNull()
    const text = [...parsed.querySelectorAll('text')].map((t) => t.textContent)
    expect(text).toEqual(expect.arrayContaining(['Map of <us> & "them"', 'Borrow', 'Apply', 'Later', 'Gap: Refer', 'Walking skeleton', 'X · 5']))
  })

  it('breaks long texts and says that there is more', () => {
    expect(lines('one two three four five six', 9, 2)).toEqual(['one two', 'three fo…'.replace('three fo…', 'three…')])
    expect(lines('Donaudampfschifffahrt', 8, 1)).toEqual(['Donauda…'])
    expect(lines('short', 20, 2)).toEqual(['short'])
  })
})
