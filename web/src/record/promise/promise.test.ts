import { describe, expect, it } from 'vitest'

import { grouped, standingOf } from './promise'

describe('how a promise stands', () => {
  it('says the odds beside the word, where odds say something', () => {
    expect(standingOf({ standing: 'at risk', odds: 0.31, state: 'open' })).toMatchObject({ text: '31%, at risk', tone: 'red' })
    expect(standingOf({ standing: 'on track', odds: 0.9, state: 'renegotiated' })).toMatchObject({ text: '90%, on track', tone: 'green' })
    expect(standingOf({ standing: 'no forecast', odds: null, state: 'open' }).text).toBe('no forecast')
    expect(standingOf({ standing: 'overdue', odds: 0.1, state: 'open' }).text).toBe('overdue')
    expect(standingOf({ standing: 'delivered', odds: 1, state: 'open' }).text).toBe('delivered')
  })

  it('says how it ended', () => {
    expect(standingOf({ standing: 'ended', odds: null, state: 'broken' })).toMatchObject({ text: 'broken', tone: 'red' })
    expect(standingOf({ standing: 'ended', odds: null, state: 'kept' })).toMatchObject({ text: 'kept', tone: 'green' })
  })
})

describe('groups of promises', () => {
  it('stand in the order of what is next in each', () => {
    const of = (dueOn: string, to: string) => ({ dueOn, to })
    const groups = grouped([of('2026-03-01', 'b'), of('2026-03-02', 'a'), of('2026-03-09', 'b')], (p) => ({ id: p.to, name: p.to }))
    expect(groups.map((g) => [g.name, g.items.map((p) => p.dueOn)])).toEqual([
      ['b', ['2026-03-01', '2026-03-09']],
      ['a', ['2026-03-02']],
    ])
  })
})
