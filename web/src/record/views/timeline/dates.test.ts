import { describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'
import type { Field } from '@/record/fields/field'

import { after, byDays, currentQuery, datesOf, edgeQueries, patchFor, placement, promisesOf, pulledFields, queriesOf, removal, standOf } from './dates'

const field = (name: string, more: Partial<Field> = {}): Field => ({ name, label: name, type: 'day', query: name.toLowerCase(), editable: true, decisions: [], ...more })
const fields = [field('title', { type: 'text' }), field('startOn'), field('endOn'), field('dueOn'), field('releasedOn', { editable: false }), field('custom.signoff', { custom: true, query: 'signoff' })]
const rec = (kind: Rec['kind'], more: Partial<Rec> = {}): Rec => ({ id: 'r', key: 'X-1', kind, title: 't', state: '', category: '', owner: null, product: null, rank: '', tags: [], version: 1, createdAt: '', createdBy: null, updatedAt: '', archivedAt: null, custom: {}, ...more })
const dates = datesOf(fields, {})

describe('which fields make the bars', () => {
  it('takes the usual ones, or those of the address', () => {
    expect([dates.start?.name, dates.end?.name]).toEqual(['startOn', 'endOn'])
    expect(dates.points.map((f) => f.name)).toEqual(['releasedOn', 'dueOn', 'custom.signoff'])
    expect(datesOf(fields, { end: 'custom.signoff' }).end?.name).toBe('custom.signoff')
    expect(datesOf(fields, { end: 'nonsense' }).end?.name).toBe('endOn')
    expect(datesOf([field('reviewOn')], {})).toMatchObject({ start: undefined, end: undefined, points: [{ name: 'reviewOn' }] })
  })

  it('asks for what stands and what does not', () => {
    expect(queriesOf('type:bug', datesOf([field('dueOn')], {}))).toEqual({ placed: 'has:dueon type:bug sort:dueon', unplaced: 'no:dueon type:bug' })
    const two = queriesOf('type:feature sort:rank', datesOf([field('startOn'), field('endOn')], {}))!
    expect(two.placed).toBe('(has:starton or has:endon) type:feature sort:rank')
    expect(two.unplaced).toBe('no:starton no:endon type:feature sort:rank')
    expect(queriesOf('type:account', datesOf([], {}))).toBeUndefined()
    expect(edgeQueries('type:bug sort:rank', datesOf([field('dueOn')], {}))).toEqual(['has:dueon sort:dueon type:bug', 'has:dueon sort:-dueon type:bug'])
  })
})

describe('the order', () => {
  it('is that of days where nothing else is asked for', () => {
    expect(byDays('type:feature', dates)).toBe(true)
    expect(byDays('type:feature sort:starton,rank', dates)).toBe(true)
    expect(byDays('type:feature sort:-starton', dates)).toBe(false)
    expect(byDays('type:feature sort:rank', dates)).toBe(false)
  })

  it('begins with what is not over', () => {
    expect(currentQuery('has:endon type:feature sort:starton', dates, '2026-11-22')).toBe('endon>=2026-11-22 has:endon type:feature sort:starton')
    expect(currentQuery('type:account', datesOf([], {}), '2026-11-22')).toBeUndefined()
  })
})

describe('where a record stands', () => {
  it('is between its ends, at one of them, at a point, or nowhere', () => {
    expect(standOf(rec('feature', { startOn: '2026-03-01', endOn: '2026-03-09' }), dates)).toEqual({ span: { start: '2026-03-01', end: '2026-03-09' } })
    expect(standOf(rec('feature', { startOn: null, endOn: '2026-03-09' }), dates)).toEqual({ span: { start: null, end: '2026-03-09' } })
    expect(standOf(rec('release', { dueOn: '2026-03-09', releasedOn: null }), dates)).toMatchObject({ span: { start: null, end: '2026-03-09' }, point: { name: 'dueOn' } })
    expect(standOf(rec('release', { dueOn: '2026-03-09', releasedOn: '2026-03-10' }), dates)).toMatchObject({ span: { end: '2026-03-10' }, point: { name: 'releasedOn' } })
    expect(standOf(rec('feature', { startOn: null }), dates)).toBeUndefined()
    expect(standOf(rec('feature', { custom: { signoff: '2026-04-01' } }), dates)).toMatchObject({ point: { name: 'custom.signoff' } })
  })

  it('keeps what was promised beside it', () => {
    expect(promisesOf(rec('feature', { startOn: '2026-03-01', dueOn: '2026-03-09', releasedOn: '2026-03-10' }), dates).map((p) => p.day)).toEqual(['2026-03-09'])
  })
})

describe('pulling', () => {
  const feature = rec('feature', { startOn: '2026-03-01', endOn: '2026-03-09' })
  const stand = standOf(feature, dates)!

  it('changes only the ends that moved', () => {
    expect(patchFor(dates, stand, after(stand, 'move', 3))).toEqual({ startOn: '2026-03-04', endOn: '2026-03-12' })
    expect(patchFor(dates, stand, after(stand, 'end', 3))).toEqual({ endOn: '2026-03-12' })
    expect(patchFor(dates, stand, after(stand, 'start', -1))).toEqual({ startOn: '2026-02-28' })
    expect(patchFor(dates, stand, stand.span)).toBeUndefined()
  })

  it('moves a point as a point, and leaves alone what follows from something else', () => {
    const release = rec('release', { dueOn: '2026-03-09' })
    const at = standOf(release, dates)!
    expect(patchFor(dates, at, after(at, 'move', 1))).toEqual({ dueOn: '2026-03-10' })
    expect(pulledFields(release, dates, at, 'move').map((f) => f.name)).toEqual(['dueOn'])
    expect(pulledFields(release, dates, at, 'end')).toEqual([])
    const out = rec('release', { releasedOn: '2026-03-09' })
    expect(pulledFields(out, dates, standOf(out, dates)!, 'move')).toEqual([])
  })

  it('makes a stretch of a point where the kind has one', () => {
    const only = rec('feature', { custom: { signoff: '2026-03-09' } })
    const at = standOf(only, dates)!
    expect(pulledFields(only, dates, at, 'start').map((f) => f.name)).toEqual(['startOn', 'endOn'])
    expect(patchFor(dates, at, after(at, 'start', -8))).toEqual({ startOn: '2026-03-01', endOn: '2026-03-09' })
  })

  it('keeps custom fields together', () => {
    const own = datesOf([field('custom.a', { custom: true }), field('custom.b', { custom: true })], { start: 'custom.a', end: 'custom.b' })
    const at = standOf(rec('feature', { custom: { a: '2026-03-01', b: '2026-03-09' } }), own)!
    expect(patchFor(own, at, after(at, 'move', 1))).toEqual({ custom: { a: '2026-03-02', b: '2026-03-10' } })
  })
})

describe('putting and taking', () => {
  it('gives a stretch to those that can have one, a day to the others', () => {
    expect(placement(rec('feature'), dates, '2026-03-01')?.patch).toEqual({ startOn: '2026-03-01', endOn: '2026-03-14' })
    expect(placement(rec('bug'), dates, '2026-03-01')?.patch).toEqual({ dueOn: '2026-03-01' })
    expect(placement(rec('account'), datesOf([field('dueOn')], {}), '2026-03-01')).toBeUndefined()
  })

  it('takes all dates away, or none', () => {
    expect(removal(rec('feature', { startOn: '2026-03-01', endOn: null }), dates)).toEqual({ startOn: null })
    expect(removal(rec('release', { releasedOn: '2026-03-01', dueOn: '2026-03-01' }), dates)).toBeUndefined()
    expect(removal(rec('feature'), dates)).toBeUndefined()
  })
})
