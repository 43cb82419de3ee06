import { describe, expect, it } from 'vitest'

import { progressOf, spanOf } from '@/lib/sprint'

import { paceOf } from './pace'

const items = (done: number, open: number) => [
  { id: 'a', estimate: done, category: 'done', doneAt: 'x' },
  { id: 'b', estimate: open, category: 'todo', doneAt: null },
]

describe('the pace of a sprint', () => {
  const half = spanOf('2026-11-16', '2026-11-27', '2026-11-22')

  it('is compared with the working days that are over', () => {
    expect(paceOf(progressOf(items(6, 14)), half)).toEqual({ late: true, by: 4, points: true })
    expect(paceOf(progressOf(items(14, 6)), half)).toEqual({ late: false, by: 4, points: true })
    expect(paceOf(progressOf(items(10, 10)), half)).toEqual({ late: false, by: 0, points: true })
  })

  it('goes by number where nothing is estimated', () => {
    const unsized = items(0, 0).map((i) => ({ ...i, estimate: null }))
    expect(paceOf(progressOf([...unsized, ...unsized.slice(1), ...unsized.slice(1)]), half)).toEqual({ late: true, by: 1, points: false })
  })

  it('says nothing before it has begun, or of nothing', () => {
    expect(paceOf(progressOf(items(0, 5)), spanOf('2026-11-16', '2026-11-27', '2026-11-10'))).toBeUndefined()
    expect(paceOf(progressOf([]), half)).toBeUndefined()
    expect(paceOf(progressOf(items(1, 1)), undefined)).toBeUndefined()
  })
})
