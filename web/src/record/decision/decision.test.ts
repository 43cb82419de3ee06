import { describe, expect, it } from 'vitest'

import { record } from '@/record/views/common/world.testing'

import { linesOf, missingOf, standsOf } from './decision'

const at = (more: object) => record('LEND-1', 'decision', { ...more })

describe('a decision', () => {
  it('says what it still needs', () => {
    expect(missingOf(at({}))).toHaveLength(4)
    expect(missingOf(at({ driver: 'a', approver: 'b', dueOn: '2026-03-01', options: [{ id: '1' }, { id: '2' }] }))).toEqual([])
    expect(missingOf(at({ driver: 'a', approver: 'b', dueOn: '2026-03-01', options: [{ id: '1' }] }))).toHaveLength(1)
  })

  it('stands by its day', () => {
    const stands = (more: object) => standsOf(at(more), '2026-03-10', '2026-03-17')
    expect(stands({ dueOn: '2026-03-09' })).toBe('overdue')
    expect(stands({ dueOn: '2026-03-10' })).toBe('due')
    expect(stands({ dueOn: '2026-03-18' })).toBe('open')
    expect(stands({ category: 'done', reviewOn: '2026-03-10' })).toBe('review')
    expect(stands({ category: 'done', reviewOn: '2026-03-11', dueOn: '2026-03-01' })).toBe('decided')
    expect(stands({ category: 'closed', reviewOn: '2026-03-01' })).toBe('superseded')
  })

  it('reads what speaks for an option a line each', () => {
    expect(linesOf('- cheap\n* known\n\nquick')).toEqual(['cheap', 'known', 'quick'])
  })
})
