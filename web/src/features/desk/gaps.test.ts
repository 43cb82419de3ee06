import { describe, expect, it } from 'vitest'

import { fixOf, grouped, type Gap } from './gaps'

const gap = (id: string, sort: string, kind: string): Gap => ({ id, key: id.toUpperCase(), kind, title: id, state: 'new', product: 'p', gap: sort, what: 'Something is missing.' })

describe('gaps', () => {
  it('are grouped by their sort in the order of the thread, and keep their order within', () => {
    const groups = grouped([gap('a', 'promise', 'feature'), gap('b', 'work', 'story'), gap('c', 'work', 'bug'), gap('d', 'work', 'story')])
    expect(groups.map((g) => [g.sort, g.gaps.map((x) => x.id)])).toEqual([
      ['work', ['b', 'c', 'd']],
      ['promise', ['a']],
    ])
    expect(groups[0]!.kinds).toEqual([
      { kind: 'story', count: 2 },
      { kind: 'bug', count: 1 },
    ])
  })

  it('are none where there are none', () => {
    expect(grouped([])).toEqual([])
  })

  it('are closed by a link of the right type and direction', () => {
    expect(fixOf(gap('a', 'work', 'story'))).toMatchObject({ type: 'delivers', direction: 'out', kinds: ['feature'] })
    expect(fixOf(gap('a', 'work', 'feature'))).toMatchObject({ type: 'serves', direction: 'out', kinds: ['objective'] })
    expect(fixOf(gap('a', 'objective', 'objective'))).toMatchObject({ type: 'serves', direction: 'in', make: { kind: 'feature' } })
    expect(fixOf(gap('a', 'promise', 'feature'))).toMatchObject({ type: 'delivers', direction: 'in', make: { kind: 'story' } })
    expect(fixOf(gap('a', 'work', 'unheard of'))).toBeUndefined()
  })
})
