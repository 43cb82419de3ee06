import { describe, expect, it } from 'vitest'

import type { Row } from '@/data/types'

import { movesOf } from './changes'

const row = (seq: number, diff: Row['diff'], more: Partial<Row> = {}): Row => ({ seq, at: `2026-11-${10 + seq}T10:00:00Z`, actor: 'ana', operation: 'feature.update', request: '', product: 'p', record: `r${seq}`, entity: `r${seq}`, kind: 'feature', act: 'update', prev: 1, decision: 'roadmap.place', diff, ...more })

describe('changes of the roadmap', () => {
  it('are moves in time and state, the newest first', () => {
    const moves = movesOf([row(1, { endOn: ['2026-12-01', '2026-12-20'], rank: ['a', 'b'] }), row(2, { horizon: ['next', 'now'], state: ['planned', 'in progress'] })], 5)
    expect(moves.map((x) => x.record)).toEqual(['r2', 'r1'])
    expect(moves[1]!.changes).toEqual([{ field: 'endOn', before: '2026-12-01', after: '2026-12-20' }])
    expect(moves[0]!.changes.map((c) => c.field)).toEqual(['horizon', 'state'])
  })

  it('leave out ranking, wording, scores and what happened to parts', () => {
    expect(movesOf([row(1, { rank: ['a', 'b'] }), row(2, { reach: [1, 2] }, { decision: 'feature.score' }), row(3, { endOn: [null, 'x'] }, { entity: 'link' }), row(4, { title: ['a', 'b'] }, { decision: 'feature.define' })], 5)).toEqual([])
  })

  it('are as many as were asked for, with what is new among them', () => {
    const moves = movesOf([row(1, {}, { act: 'create', decision: 'feature.define' }), row(2, { endOn: [null, 'x'] }), row(3, { endOn: [null, 'x'] })], 2)
    expect(moves.map((x) => x.seq)).toEqual([3, 2])
    expect(movesOf([row(1, {}, { act: 'create', decision: 'feature.define' })], 2)).toMatchObject([{ act: 'create' }])
  })
})
