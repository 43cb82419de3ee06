import { describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'

import { linesOf, marksOf } from './lines'

const rec = (id: string, more: Partial<Rec>): Rec => ({ id, title: id, ...more }) as unknown as Rec

describe('the lines of the backlog', () => {
  const items = [
    rec('now', { estimate: 8, sprint: 'active' }),
    rec('a', { estimate: 5, sprint: null }),
    rec('b', { estimate: 5, sprint: 'next' }),
    rec('c', { estimate: 5, sprint: null }),
    rec('d', { estimate: null, sprint: null }),
  ]

  it('leave out what the active sprint holds, and count the rest in order', () => {
    const lines = linesOf(items, [rec('next', { capacity: 10 }), rec('after', { capacity: null })], [rec('x', { capacity: 20 }), rec('y', { capacity: 10 })], 'active', true)
    expect(lines.map((l) => [l.box.id, l.after, l.points, l.box.capacity, l.assumed, l.room])).toEqual([
      ['next', 'b', 10, 10, false, false],
      ['after', 'd', 5, 15, true, true],
    ])
  })

  it('stand behind the last row that fits, in the order that is shown', () => {
    const lines = linesOf(items, [rec('next', { capacity: 10 })], [], 'active', true)
    const marks = marksOf(lines, items.map((i) => i.id))
    expect(marks).toMatchObject([{ afterIndex: 3, tone: 'accent' }])
    expect(marks[0]!.label).toContain('next')
    expect(marksOf(lines, ['z'])).toEqual([])
  })
})
