import { describe, expect, it } from 'vitest'

import { Layout, MARK, ROW, type Section } from './layout'

const section = (key: string, ids: string, more: Partial<Section> = {}): Section => ({ key, head: true, open: true, ids: [...ids], count: ids.length, ...more })
const flat = (ids: string) => section('', ids, { head: false })
const lines = (l: Layout) =>
  Array.from({ length: l.count }, (_, i) => {
    const at = l.at(i)!
    return at.is === 'row' ? at.id : at.is === 'head' ? `[${at.section.key}]` : at.is === 'mark' ? `-${at.marks.map((m) => m.label).join('+')}-` : '?'
  }).join('')

describe('a table without groups', () => {
  it('is its rows', () => {
    const l = new Layout([flat('abc')])
    expect([lines(l), l.rows, l.lineOf('c'), l.lineOf('x'), l.at(3), l.at(-1)]).toEqual(['abc', 3, 2, -1, undefined, undefined])
  })

  it('has marks between rows, by place or by record', () => {
    const l = new Layout([flat('abcd')], [
      { afterIndex: 4, label: 'end' },
      { beforeId: 'c', label: 's1' },
      { afterIndex: 2, label: 's2' },
      { afterIndex: 0, label: 'top' },
      { beforeId: 'gone', label: 'x' },
      { afterIndex: 9, label: 'y' },
    ])
    expect(lines(l)).toBe('-top-ab-s1+s2-cd-end-')
    expect(['a', 'b', 'c', 'd'].map((id) => l.lineOf(id))).toEqual([1, 2, 4, 5])
    expect(Array.from({ length: l.count }, (_, i) => l.height(i))).toEqual([MARK, ROW, ROW, MARK, ROW, ROW, MARK])
    expect(l.rows).toBe(4)
  })

  it('knows when the heights have moved', () => {
    const a = new Layout([flat('abcd')], [{ beforeId: 'c', label: 's' }])
    expect(a.sameHeights(new Layout([flat('bacd')], [{ beforeId: 'c', label: 's' }]))).toBe(true)
    expect(a.sameHeights(new Layout([flat('acbd')], [{ beforeId: 'c', label: 's' }]))).toBe(false)
  })
})

describe('a table in groups', () => {
  const l = new Layout([section('x', 'ab'), section('y', 'cd', { open: false }), section('z', '', { count: 2 }), section('w', '')])

  it('heads each, hides what is folded, and waits for what has not come', () => {
    expect(lines(l)).toBe('[x]ab[y][z]??[w]')
    expect(l.order).toEqual(['a', 'b'])
    expect([l.lineOf('b'), l.lineOf('c'), l.headOf('z')]).toEqual([2, -1, 4])
    expect(l.sectionAt(5)?.key).toBe('z')
  })

  it('draws no marks', () => {
    expect(lines(new Layout([section('x', 'ab')], [{ afterIndex: 1, label: 's' }]))).toBe('[x]ab')
  })
})

describe('where something is dropped', () => {
  it('is the nearest gap', () => {
    const l = new Layout([flat('abc')])
    expect([0, 16, 18, 50, 52, 101, 900, -5].map((y) => l.gapAt(y))).toEqual([0, 0, 1, 1, 2, 3, 3, 0])
  })

  it('counts the rows, not the marks', () => {
    const l = new Layout([flat('abcd')], [{ beforeId: 'c', label: 's' }])
    expect([l.top(2), l.top(3), l.top(4)]).toEqual([2 * ROW, 2 * ROW + MARK, 3 * ROW + MARK])
    expect([2, 3, 4].map((gap) => l.placeOf(gap)?.index)).toEqual([2, 2, 3])
    expect(l.gapAt(2 * ROW + 20)).toBe(3)
  })

  it('belongs to the group above it, folded ones at their end', () => {
    const l = new Layout([section('x', 'ab'), section('y', 'cd', { open: false }), section('z', 'e')])
    const place = (gap: number) => [l.placeOf(gap)?.section.key, l.placeOf(gap)?.index]
    expect([0, 1, 2, 3, 4, 5, 6].map(place)).toEqual([['x', 0], ['x', 0], ['x', 1], ['x', 2], ['y', 2], ['z', 0], ['z', 1]])
  })
})
