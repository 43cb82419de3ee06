import { describe, expect, it } from 'vitest'

import type { Node, Thread } from '@/record/page/thread'

import { columnOf, graphOf, latest, withLinks } from './graph'

const node = (id: string, kind: Node['kind'], from = '', depth = 1): Node => ({ id, key: id.toUpperCase(), kind, title: id, state: '', category: 'doing', product: 'p', link: '', from, depth })
const thread = (record: Node, up: Node[], down: Node[], gaps: Thread['gaps'] = [], more = false): Thread => ({ record, up, down, gaps, more })

const f = node('f', 'feature', '', 0)
const one = thread(f, [node('i', 'initiative', 'f'), node('o', 'objective', 'i', 2), node('v', 'product', 'o', 3), node('op', 'opportunity', 'f')], [node('s', 'story', 'f'), node('r', 'release', 's', 2)])

describe('the graph of a thread', () => {
  it('has edges from the upper end to the lower', () => {
    const g = graphOf([one])
    expect(g.edges.map((e) => `${e.from}>${e.to}`).sort()).toEqual(['f>s', 'i>f', 'o>i', 'op>f', 's>r', 'v>o'])
    const at = new Map(g.nodes.map((n) => [n.id, n.column]))
    for (const e of g.edges) expect(at.get(e.from)!).toBeLessThan(at.get(e.to)!)
    expect(g.nodes.filter((n) => n.root).map((n) => n.id)).toEqual(['f'])
  })

  it('holds each record once, however many threads meet in it', () => {
    const other = thread(node('f2', 'feature', '', 0), [node('i', 'initiative', 'f2'), node('o', 'objective', 'i', 2)], [])
    const g = graphOf([one, other])
    expect(g.nodes.filter((n) => n.id === 'i')).toHaveLength(1)
    expect(g.nodes.filter((n) => n.root).map((n) => n.id)).toEqual(['f', 'f2'])
    expect(g.edges.map((e) => `${e.from}>${e.to}`)).toContain('i>f2')
    expect(graphOf([thread(node('i', 'initiative', '', 0), [], []), one]).nodes.find((n) => n.id === 'i')!.root).toBe(true)
  })

  it('leads nowhere that is not there', () => {
    const g = graphOf([thread(f, [node('x', 'objective', 'hidden', 2)], [])])
    expect(g.edges).toEqual([])
  })

  it('shows what is missing where it should be', () => {
    const bare = node('b', 'feature', '', 0)
    const g = graphOf([thread(bare, [], [], [{ record: 'B', what: 'It serves no objective.', link: 'serves', kind: 'objective' }])])
    expect(g.gaps).toHaveLength(1)
    expect(g.gaps[0]).toMatchObject({ kind: 'objective', why: 'It serves no objective.', column: columnOf('objective'), fill: { at: 'b' } })
    expect(g.edges).toEqual([{ from: g.gaps[0]!.id, to: 'b' }])
  })

  it('leads to the vision over what is missing', () => {
    const bare = node('b', 'feature', '', 0)
    const g = graphOf([thread(bare, [node('v', 'product', 'b')], [], [{ record: 'B', what: 'It serves no objective.', link: 'serves', kind: 'objective' }])])
    expect(g.edges.map((e) => `${e.from}>${e.to}`).sort()).toEqual([`${g.gaps[0]!.id}>b`, `v>${g.gaps[0]!.id}`].sort())
  })

  it('says that there is more', () => {
    expect(graphOf([one]).more).toBe(false)
    expect(graphOf([one, thread(f, [], [], [], true)]).more).toBe(true)
  })
})

describe('further links', () => {
  const g = graphOf([one])
  const link = (type: string, from: string, to: string) => ({ id: from + to, type, from, to, fromKind: '', toKind: '' })

  it('join what the walk did not, in the direction of the line', () => {
    const edges = withLinks(g, [[link('serves', 'f', 'o'), link('delivers', 's', 'f')], undefined])
    expect(edges).toHaveLength(g.edges.length + 1)
    expect(edges.at(-1)).toEqual({ from: 'o', to: 'f' })
  })

  it('leave out what is no thread, and what is not on the drawing', () => {
    expect(withLinks(g, [[link('blocks', 's', 'f'), link('serves', 'f', 'elsewhere')]])).toHaveLength(g.edges.length)
  })
})

describe('columns', () => {
  it('stand in the order of the line', () => {
    const line = ['product', 'pillar', 'objective', 'initiative', 'feature', 'story', 'sprint', 'release', 'metric'].map(columnOf)
    expect(line).toEqual(line.toSorted((a, b) => a - b))
    expect(new Set(line).size).toBe(line.length)
    expect(columnOf('bug')).toBe(columnOf('story'))
  })

  it('show a record as it is now, and a product by its vision', () => {
    const [first] = graphOf([one]).nodes
    const now = { title: 'new', state: 'done', category: 'done' } as never
    expect(latest(first!, now).title).toBe('new')
    expect(latest(first!, undefined).title).toBe('f')
    expect(latest({ ...first!, kind: 'product' }, now).title).toBe('f')
  })
})
