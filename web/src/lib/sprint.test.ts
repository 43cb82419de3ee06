import { describe, expect, it } from 'vitest'

import { burndown, partOf, progressOf, spanOf, workdays, type Placed, type Row } from './sprint'

const item = (id: string, estimate: number | null, category: string, doneAt: string | null = null): Placed => ({ id, estimate, category, doneAt, sprint: 'S' })

describe('progress', () => {
  it('counts points by where the items stand, and leaves out what was dropped', () => {
    const p = progressOf([
      item('a', 5, 'todo'),
      item('b', 3, 'doing'),
      item('c', 2, 'done', '2026-11-18T10:00:00Z'),
      item('d', 8, 'closed', '2026-11-17T10:00:00Z'),
      item('e', 13, 'closed'),
      item('f', null, 'todo'),
    ])
    expect(p.all).toEqual({ items: 5, points: 18 })
    expect(p.todo).toEqual({ items: 2, points: 5 })
    expect(p.doing).toEqual({ items: 1, points: 3 })
    expect(p.done).toEqual({ items: 1, points: 2 })
    expect(p.accepted).toEqual({ items: 1, points: 8 })
    expect(p.unsized).toBe(1)
    expect(p.share).toBeCloseTo(10 / 18)
  })

  it('goes by number where nothing is estimated', () => {
    expect(progressOf([item('a', null, 'done', 'x'), item('b', null, 'todo')]).share).toBe(0.5)
  })

  it('is nothing of nothing', () => {
    expect(progressOf([]).share).toBe(0)
  })

  it('knows an accepted item from a dropped one by its verdict', () => {
    expect(partOf({ category: 'closed', doneAt: 'x' })).toBe('accepted')
    expect(partOf({ category: 'closed', doneAt: null })).toBeUndefined()
  })
})

describe('days', () => {
  it('counts Mondays to Fridays', () => {
    expect(workdays('2026-11-16', '2026-11-27')).toBe(10)
    expect(workdays('2026-11-21', '2026-11-22')).toBe(0)
    expect(workdays('2026-11-20', '2026-11-23')).toBe(2)
    expect(workdays('2026-11-20', '2026-11-19')).toBe(0)
    expect(workdays('2026-11-18', '2026-12-02')).toBe(11)
  })

  it('says how a stretch stands today', () => {
    expect(spanOf('2026-11-16', '2026-11-27', '2026-11-22')).toEqual({ left: 5, whole: 10, gone: 0.5, over: 0, ahead: false })
    expect(spanOf('2026-11-16', '2026-11-27', '2026-11-10')).toMatchObject({ left: 10, gone: 0, ahead: true })
    expect(spanOf('2026-11-16', '2026-11-27', '2026-11-29')).toMatchObject({ left: 0, gone: 1, over: 2 })
    expect(spanOf(null, '2026-11-27', '2026-11-29')).toBeUndefined()
  })
})

describe('burndown', () => {
  const stretch = { sprint: 'S', startOn: '2026-11-16', endOn: '2026-11-20', zone: 'Europe/Berlin', until: '2026-11-19T12:00:00Z' }
  const row = (at: string, entity: string, diff: Row['diff'], act = 'update'): Row => ({ at, entity, act, diff })

  it('goes back through what happened', () => {
    const items: Placed[] = [
      item('early', 5, 'closed', '2026-11-16T10:00:00Z'),
      item('resized', 3, 'todo'),
      item('added', 2, 'todo'),
      { ...item('left', 8, 'todo'), sprint: 'T' },
    ]
    const rows = [
      row('2026-11-16T10:00:00Z', 'early', { doneAt: [null, '2026-11-16T10:00:00Z'], category: ['doing', 'done'] }),
      row('2026-11-17T10:00:00Z', 'resized', { estimate: [1, 3] }),
      row('2026-11-18T10:00:00Z', 'added', { sprint: [null, 'S'] }),
      row('2026-11-19T10:00:00Z', 'left', { sprint: ['S', 'T'] }),
    ]
    const days = burndown(items, rows, stretch)
    expect(days.map((d) => [d.day, d.left, d.scope])).toEqual([
      ['2026-11-16', 9, 14],
      ['2026-11-17', 11, 16],
      ['2026-11-18', 13, 18],
      ['2026-11-19', 5, 10],
      ['2026-11-20', null, null],
    ])
    expect(days.map((d) => d.even)).toEqual([14 * 0.8, 14 * 0.6, 14 * 0.4, 14 * 0.2, 0].map((n) => expect.closeTo(n, 9)))
  })

  it('counts an item only since it was made, and one taken back only until it was done', () => {
    const days = burndown(
      [item('made', 4, 'doing')],
      [
        row('2026-11-17T09:00:00Z', 'made', {}, 'create'),
        row('2026-11-18T09:00:00Z', 'made', { doneAt: [null, '2026-11-18T09:00:00Z'], category: ['doing', 'done'] }),
        row('2026-11-19T09:00:00Z', 'made', { doneAt: ['2026-11-18T09:00:00Z', null], category: ['done', 'doing'] }),
      ],
      stretch,
    )
    expect(days.map((d) => d.left)).toEqual([0, 4, 0, 4, null])
  })

  it('ends a day by the clock of the workspace', () => {
    // 23:30 UTC on the 16th is the 17th in Berlin.
    const days = burndown([item('a', 4, 'done', '2026-11-16T23:30:00Z')], [row('2026-11-16T23:30:00Z', 'a', { doneAt: [null, '2026-11-16T23:30:00Z'], category: ['doing', 'done'] })], stretch)
    expect(days.map((d) => d.left).slice(0, 2)).toEqual([4, 0])
  })

  it('leaves out what was dropped or archived, from then on', () => {
    const items: Placed[] = [{ ...item('gone', 3, 'todo'), archivedAt: '2026-11-18T10:00:00Z' }, item('dropped', 2, 'closed')]
    const rows = [row('2026-11-18T10:00:00Z', 'gone', { archivedAt: [null, '2026-11-18T10:00:00Z'] }), row('2026-11-17T10:00:00Z', 'dropped', { category: ['todo', 'closed'] })]
    expect(burndown(items, rows, stretch).map((d) => d.scope)).toEqual([5, 3, 0, 0, null])
  })
})
