import { describe, expect, it } from 'vitest'

import { crossings, curveOf, folded, foldedEdges, type GraphEdge, type GraphNode, graphStep, type Layout, layoutOf, lineOf, reduced } from './layoutGraph'

const sizes = { width: 200, height: 40, gapX: 60, gapY: 8 }
const node = (id: string, column: number, height?: number): GraphNode => ({ id, column, height })
const edge = (from: string, to: string): GraphEdge => ({ from, to })

/** A repeatable stream of numbers under 1. */
function dice(seed: number) {
  let s = seed
  return () => (s = (s * 16807) % 2147483647) / 2147483647
}

function world(seed: number, count: number): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const roll = dice(seed)
  const nodes = Array.from({ length: count }, (_, i) => node(`n${i}`, Math.floor(roll() * 7), roll() < 0.2 ? 60 : undefined))
  const edges = Array.from({ length: count * 2 }, () => edge(`n${Math.floor(roll() * count)}`, `n${Math.floor(roll() * count)}`))
  return { nodes, edges }
}

function overlaps(l: Layout): string[] {
  const all = [...l.places.values()]
  return all.flatMap((a, i) => all.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).map((b) => `${a.id} ${b.id}`))
}

describe('layout', () => {
  it('has no two cards that overlap, and room between those of a column', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { nodes, edges } = world(seed * 7919, 5 + seed * 3)
      const l = layoutOf(nodes, edges, sizes)
      expect(overlaps(l)).toEqual([])
      expect(l.places.size).toBe(nodes.length)
      for (const c of l.columns) {
        c.ids.slice(1).forEach((id, i) => {
          const before = l.places.get(c.ids[i]!)!
          expect(l.places.get(id)!.y).toBeGreaterThanOrEqual(before.y + before.height + sizes.gapY - 1)
        })
      }
      for (const p of l.places.values()) expect(p.y >= 0 && p.y + p.height <= l.height && p.x + p.width <= l.width).toBe(true)
    }
  })

  it('gives the same drawing for the same line', () => {
    const { nodes, edges } = world(42, 60)
    expect(layoutOf(nodes, edges, sizes)).toEqual(layoutOf([...nodes], [...edges], sizes))
  })

  it('keeps the order given where nothing asks for another', () => {
    const l = layoutOf([node('b', 1), node('a', 1), node('c', 1)], [], sizes)
    expect(l.columns[0]!.ids).toEqual(['b', 'a', 'c'])
  })

  it('leaves no column for ranks that nobody has', () => {
    const l = layoutOf([node('a', 2), node('b', 9)], [edge('a', 'b')], sizes)
    expect(l.columns.map((c) => [c.rank, c.x])).toEqual([[2, 0], [9, 260]])
    expect(l.width).toBe(460)
  })

  it('uncrosses what can be uncrossed', () => {
    const nodes = [node('a', 0), node('b', 0), node('c', 0), node('z', 1), node('y', 1), node('x', 1)]
    const l = layoutOf(nodes, [edge('a', 'x'), edge('b', 'y'), edge('c', 'z')], sizes)
    expect(l.columns.map((c) => c.ids.join(''))).toEqual(['abc', 'xyz'])
  })

  it('never has more crossings than the order given', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { nodes, edges } = world(seed * 104729, 40)
      const joined = new Map(nodes.map((n) => [n.id, edges.flatMap((e) => (e.from === e.to ? [] : e.from === n.id ? [e.to] : e.to === n.id ? [e.from] : []))]))
      const l = layoutOf(nodes, edges, sizes)
      const given = l.columns.map((c) => nodes.filter((n) => n.column === c.rank).map((n) => n.id))
      expect(crossings(l.columns.map((c) => c.ids), joined)).toBeLessThanOrEqual(crossings(given, joined))
    }
  })

  it('puts a single parent beside the middle of its children', () => {
    const l = layoutOf([node('p', 0), node('a', 1), node('b', 1), node('c', 1)], ['a', 'b', 'c'].map((c) => edge('p', c)), sizes)
    expect(l.places.get('p')!.y).toBe(l.places.get('b')!.y)
  })

  it('is empty for nothing', () => {
    expect(layoutOf([], [], sizes)).toMatchObject({ width: 0, height: 0, columns: [] })
  })
})

describe('crossings', () => {
  it('counts pairs', () => {
    const joined = new Map([['a', ['x', 'y']], ['b', ['x', 'y']]])
    expect(crossings([['a', 'b'], ['x', 'y']], joined)).toBe(1)
    expect(crossings([['a', 'b'], ['x', 'y']], new Map([['a', ['y']], ['b', ['x']]]))).toBe(1)
    expect(crossings([['a', 'b'], ['x', 'y']], new Map([['a', ['x']], ['b', ['y']]]))).toBe(0)
  })
})

describe('walking', () => {
  const nodes = [node('v', 0), node('o', 1), node('f', 2), node('g', 2), node('s', 3), node('t', 3)]
  const edges = [edge('v', 'o'), edge('o', 'f'), edge('o', 'g'), edge('f', 's'), edge('g', 't'), edge('v', 'g')]
  const l = layoutOf(nodes, edges, sizes)

  it('goes along edges to the sides and through the column up and down', () => {
    expect(graphStep(l, edges, 'f', 'ArrowLeft')).toBe('o')
    expect(graphStep(l, edges, 'f', 'ArrowRight')).toBe('s')
    expect(graphStep(l, edges, 'f', 'ArrowDown')).toBe('g')
    expect(graphStep(l, edges, 'f', 'ArrowUp')).toBeUndefined()
    expect(graphStep(l, edges, 's', 'ArrowRight')).toBeUndefined()
    expect(graphStep(l, edges, 'nowhere', 'ArrowRight')).toBeUndefined()
  })

  it('takes the nearer column before the farther', () => {
    expect(graphStep(l, edges, 'g', 'ArrowLeft')).toBe('o')
  })

  it('finds the line up and down without turning back', () => {
    expect([...lineOf('f', edges)].sort()).toEqual(['f', 'o', 's', 'v'])
    expect([...lineOf('v', edges)].sort()).toEqual(['f', 'g', 'o', 's', 't', 'v'])
    expect([...lineOf('t', edges)].sort()).toEqual(['g', 'o', 't', 'v'])
  })

  it('survives a ring', () => {
    expect([...lineOf('a', [edge('a', 'b'), edge('b', 'a')])].sort()).toEqual(['a', 'b'])
  })
})

describe('folding', () => {
  const nodes = Array.from({ length: 9 }, (_, i) => node(`n${i}`, 1)).concat(node('r', 0))
  const group = (n: GraphNode) => `g${n.column}`

  it('keeps the first of a long group, and whom one asks to keep', () => {
    const f = folded(nodes, 3, new Set(), group, (n) => n.id === 'n8')
    expect(f.shown.map((n) => n.id)).toEqual(['n0', 'n1', 'n2', 'n8', 'r'])
    expect(f.folds).toEqual([{ id: '+g1', group: 'g1', column: 1, ids: ['n3', 'n4', 'n5', 'n6', 'n7'] }])
  })

  it('folds the groups of one column apart', () => {
    const mixed = [...nodes, ...Array.from({ length: 3 }, (_, i) => node(`p${i}`, 1))]
    const f = folded(mixed, 3, new Set(), (n) => n.id.charAt(0), () => false)
    expect(f.shown.map((n) => n.id)).toEqual(expect.arrayContaining(['p0', 'p1', 'p2']))
    expect(f.folds.map((x) => x.ids.length)).toEqual([6])
  })

  it('does not hide a single one, nor what was unfolded', () => {
    expect(folded(nodes, 8, new Set(), group, () => false).folds).toEqual([])
    expect(folded(nodes, 3, new Set(['g1']), group, () => false).shown).toHaveLength(10)
  })

  it('leads edges to the node that stands for the hidden', () => {
    const f = folded(nodes, 3, new Set(), group, () => false)
    const out = foldedEdges(nodes.map((n) => edge('r', n.id)), f.folds)
    expect(out).toEqual([edge('r', 'n0'), edge('r', 'n1'), edge('r', 'n2'), edge('r', '+g1')])
  })
})

describe('reduction', () => {
  it('drops what a longer way says, and nothing else', () => {
    const edges = [edge('o', 'i'), edge('i', 'f'), edge('o', 'f'), edge('f', 's'), edge('o', 's'), edge('x', 'f')]
    expect(reduced(edges)).toEqual([edge('o', 'i'), edge('i', 'f'), edge('f', 's'), edge('x', 'f')])
  })

  it('keeps what is reached by no other way, rings included', () => {
    const ring = [edge('a', 'b'), edge('b', 'a')]
    expect(reduced(ring)).toEqual(ring)
  })

  it('reaches as far as before', () => {
    const { nodes, edges } = world(99, 40)
    const down = edges.filter((e) => nodes.find((n) => n.id === e.from)!.column < nodes.find((n) => n.id === e.to)!.column)
    const after = reduced(down)
    for (const n of nodes) expect([...lineOf(n.id, after)].sort()).toEqual([...lineOf(n.id, down)].sort())
  })
})

describe('curves', () => {
  it('run from the right side of the left card to the left side of the right one, whichever is first', () => {
    const l = layoutOf([node('a', 0), node('b', 1)], [edge('a', 'b')], sizes)
    const [a, b] = [l.places.get('a')!, l.places.get('b')!]
    expect(curveOf(a, b)).toBe(curveOf(b, a))
    expect(curveOf(a, b).startsWith('M200,20 ')).toBe(true)
    expect(curveOf(a, b).endsWith('260,20')).toBe(true)
  })

  it('stay beside the column for two of one column', () => {
    const l = layoutOf([node('a', 0), node('b', 0)], [edge('a', 'b')], sizes)
    expect(curveOf(l.places.get('a')!, l.places.get('b')!)).toMatch(/^M0,20 C-/)
  })
})
