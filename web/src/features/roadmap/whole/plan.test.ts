import { describe, expect, it } from 'vitest'

import { decisionsOn, groupsOf, type Line, rowsOf } from './plan'

const line = (id: string, more: Partial<Line> = {}): Line => ({ id, key: `LEND-${id}`, kind: 'feature', title: id, state: 'planned', category: 'todo', product: 'p', owner: null, horizon: '', startOn: null, endOn: null, items: 0, accepted: 0, ...more })
const tie = (type: string, from: string, to: string) => ({ id: from + to, type, from, to })

describe('the groups of a roadmap', () => {
  it('put a line under each objective it serves, and what serves none by itself', () => {
    const groups = groupsOf({ lines: [line('1'), line('2'), line('3')], ties: [tie('serves', '1', 'a'), tie('serves', '1', 'b'), tie('blocks', '2', '3')] }, 'objective')
    expect([...groups].map(([g, l]) => [g, l.map((x) => x.id)])).toEqual([['a', ['1']], ['b', ['1']], ['', ['2', '3']]])
  })

  it('begin with the release that the group is of', () => {
    const release = line('9', { kind: 'release', endOn: '2026-05-01' })
    const rows = rowsOf({ lines: [line('1', { startOn: '2026-01-01' }), release], ties: [tie('ships in', '1', '9')] }, 'release', (g) => g, new Set())
    expect(rows.map((r) => ('head' in r ? `# ${r.head} ${r.count}` : r.line.id))).toEqual(['# 9 2', '9', '1'])
  })

  it('stand in the order of horizons, and fold', () => {
    const lines = [line('1', { horizon: 'later' }), line('2', { horizon: 'now' }), line('3')]
    const rows = rowsOf({ lines, ties: [] }, 'horizon', (g) => g, new Set(['later']))
    expect(rows.map((r) => ('head' in r ? `# ${r.head}` : r.line.id))).toEqual(['# now', '2', '# later', '# ', '3'])
  })

  it('order lines by when they begin, and those without days last', () => {
    const lines = [line('1'), line('2', { startOn: '2026-02-01' }), line('3', { endOn: '2026-01-05' })]
    expect(rowsOf({ lines, ties: [] }, undefined, String, new Set()).map((r) => 'line' in r && r.line.id)).toEqual(['3', '2', '1'])
  })
})

it('says who decides on the days of a line: both jobs on what others rely on', () => {
  const lines = [line('1'), line('2', { category: 'doing' }), line('3'), line('7', { kind: 'release', category: 'doing' }), line('8', { kind: 'release' }), line('9', { kind: 'initiative', category: 'doing' })]
  const decision = decisionsOn({ lines, ties: [tie('ships in', '3', '7'), tie('ships in', '1', '8'), tie('blocks', '1', '7')] })
  expect(lines.map(decision)).toEqual(['roadmap.place', 'scope.change', 'scope.change', 'scope.change', 'release.date', 'roadmap.place'])
})
