import { describe, expect, it } from 'vitest'

import type { Field } from '@/record/fields/field'

import { cardStep, columnField, columnQuery, moved, NONE, ofKinds, valuesOf } from './columns'

const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: name, type: 'choice', query: name, editable: true, decisions: [], values: [{ value: 'now', label: 'Now' }, { value: 'not yet', label: 'Not yet' }], ...more })

describe('columns', () => {
  it('are the values of the horizon, of the field chosen, or of any choice', () => {
    const all = [field('area'), field('horizon'), field('plain', { values: [] })]
    expect(columnField(all, undefined)?.name).toBe('horizon')
    expect(columnField(all, 'area')?.name).toBe('area')
    expect(columnField(all, 'plain')?.name).toBe('horizon')
    expect(columnField([field('area')], undefined)?.name).toBe('area')
    expect(columnField([field('title', { type: 'text' })], undefined)).toBeUndefined()
    expect(valuesOf(field('horizon'))).toEqual(['now', 'not yet', NONE])
  })

  it('are asked for one by one', () => {
    const f = field('horizon')
    expect(columnQuery('type:feature sort:rank', f, 'now')).toBe('horizon:now type:feature sort:rank')
    expect(columnQuery('type:feature', f, 'not yet')).toBe('horizon:"not yet" type:feature')
    expect(columnQuery('type:feature', f, NONE)).toBe('no:horizon type:feature')
  })
})

describe('kinds', () => {
  it('that have no such field stay away', () => {
    expect(ofKinds('type:feature,initiative is:open', ['feature', 'initiative'], ['feature'])).toBe('type:feature type:feature,initiative is:open')
    expect(ofKinds('type:feature', ['feature'], ['feature'])).toBe('type:feature')
    expect(ofKinds('type:feature', ['feature'], [])).toBe('type:feature')
  })
})

describe('moves', () => {
  const lists = [{ value: 'now', ids: ['a', 'b'] }, { value: 'later', ids: ['c'] }]

  it('show at once, until the lists say so', () => {
    const r = moved(lists, [{ id: 'a', to: 'later' }])
    expect(r.lists.map((l) => l.ids)).toEqual([['b'], ['c', 'a']])
    expect(r.pending).toHaveLength(1)
    const after = moved([{ value: 'now', ids: ['b'] }, { value: 'later', ids: ['a', 'c'] }], [{ id: 'a', to: 'later' }])
    expect(after).toEqual({ lists: [{ value: 'now', ids: ['b'] }, { value: 'later', ids: ['a', 'c'] }], pending: [] })
  })

  it('stand in one column while the lists disagree', () => {
    const half = [{ value: 'now', ids: ['a', 'b'] }, { value: 'later', ids: ['a', 'c'] }]
    const r = moved(half, [{ id: 'a', to: 'later' }])
    expect(r.lists.flatMap((l) => l.ids).filter((id) => id === 'a')).toHaveLength(1)
  })

  it('leave alone what did not move', () => {
    expect(moved(lists, []).lists[0]).toBe(lists[0])
  })
})

describe('keys', () => {
  const columns = [{ ids: ['a', 'b', 'c'] }, { ids: [] }, { ids: ['d'] }]
  it('go along the column and over empty ones', () => {
    expect(cardStep(columns, 'a', 'ArrowDown')).toBe('b')
    expect(cardStep(columns, 'a', 'ArrowUp')).toBeUndefined()
    expect(cardStep(columns, 'c', 'ArrowRight')).toBe('d')
    expect(cardStep(columns, 'd', 'ArrowLeft')).toBe('a')
    expect(cardStep(columns, 'd', 'ArrowRight')).toBeUndefined()
    expect([cardStep(columns, 'b', 'Home'), cardStep(columns, 'b', 'End'), cardStep(columns, 'b', 'x')]).toEqual(['a', 'c', undefined])
  })
})
