import { describe, expect, it } from 'vitest'

import { rowsOf, type Node } from './metricTree'

const node = (id: string, ...drives: string[]): Node => ({ id, key: id, title: id, product: null, owner: null, unit: '', direction: 'up', target: null, targetOn: null, role: '', drives, last: null, recent: [], behind: null, crossed: 0 })

const drawn = (...nodes: Node[]) => rowsOf(nodes).map((r) => `${'-'.repeat(r.depth)}${r.node.id}`)

describe('the tree of metrics', () => {
  it('puts drivers under what they drive, and those that stand alone at the end', () => {
    expect(drawn(node('alone'), node('requests', 'loans'), node('loans', 'revenue'), node('revenue'))).toEqual(['revenue', '-loans', '--requests', 'alone'])
  })
  it('shows one that drives two under both', () => {
    expect(drawn(node('a'), node('b'), node('both', 'a', 'b'))).toEqual(['a', '-both', 'b', '-both'])
  })
})
