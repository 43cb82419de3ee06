import { describe, expect, it } from 'vitest'

import { behind, rowsOf, type Node } from './tree'

const node = (id: string, ...serves: string[]): Node => ({
  id, key: id, title: id, product: null, owner: null, state: 'active', category: 'doing', endOn: null, weight: 1, serves, pillars: [], below: null, belowColour: '', expected: null, odds: null,
  scored: { objective: id, ambition: '', score: null, colour: '', formula: '', keyResults: [] },
})

describe('the tree of objectives', () => {
  it('puts what serves under what is served, also under two', () => {
    const rows = rowsOf([node('leaf', 'a', 'b'), node('a', 'top'), node('b'), node('top')])
    expect(rows.map((r) => `${'-'.repeat(r.depth)}${r.node.id}`)).toEqual(['b', '-leaf', 'top', '-a', '--leaf'])
  })
  it('begins with one whose upper objective is out of sight', () => {
    expect(rowsOf([node('a', 'hidden')]).map((r) => r.depth)).toEqual([0])
  })
})

describe('behind', () => {
  const at = (score: number | null, expected: number | null, category: Node['category'] = 'doing') => behind({ ...node('x'), expected, category, scored: { ...node('x').scored, score } })
  it('is more than a tenth below an even way, while it is in force', () => {
    expect([at(0.3, 0.5), at(0.45, 0.5), at(null, 0.5), at(0.1, null), at(0.1, 0.5, 'todo')]).toEqual([true, false, false, false, false])
  })
})
