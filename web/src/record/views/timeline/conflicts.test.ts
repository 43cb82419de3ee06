import { describe, expect, it } from 'vitest'

import { record } from '@/record/views/common/world.testing'

import { conflictsOf } from './conflicts'
import { datesOf } from './dates'

const field = (name: string) => ({ name, label: name, type: 'day' as const, query: name.toLowerCase(), editable: true, decisions: [] })
const dates = datesOf([field('startOn'), field('endOn'), field('dueOn')], {})
const span = { start: '2026-03-10', end: '2026-03-20' }
const blocker = (more: object) => record('LEND-1', 'feature', more)

describe('conflicts', () => {
  it('name each record that ends later than what it blocks begins', () => {
    const found = conflictsOf(span, [blocker({ startOn: '2026-03-01', endOn: '2026-03-15' }), record('LEND-2', 'release', { dueOn: '2026-03-12' })], dates)
    expect(found.map((f) => [f.record.key, f.days])).toEqual([['LEND-1', 5], ['LEND-2', 2]])
  })

  it('are none where the order holds, where it has no dates, or is not here yet', () => {
    expect(conflictsOf(span, [blocker({ startOn: '2026-03-01', endOn: '2026-03-10' }), blocker({}), undefined], dates)).toEqual([])
  })

  it('are none with what is over', () => {
    for (const category of ['done', 'closed'] as const) expect(conflictsOf(span, [blocker({ category, endOn: '2026-05-01' })], dates)).toEqual([])
  })
})
