import { describe, expect, it } from 'vitest'

import { capacityLines, usual, type Box } from './capacity'

const boxes: Box[] = [
  { id: 's1', title: 'Sprint 1', capacity: 10 },
  { id: 's2', title: 'Sprint 2', capacity: null },
]
const items = (...estimates: (number | null)[]) => estimates.map((estimate, i) => ({ id: `i${i}`, estimate }))

describe('capacity lines', () => {
  it('stand where the running sum passes what a sprint can take', () => {
    const lines = capacityLines(items(5, 5, 3, 4, 8), boxes, 8, true)
    expect(lines.map((l) => [l.box.id, l.after, l.points, l.total, l.assumed])).toEqual([
      ['s1', 'i1', 10, 10, false],
      ['s2', 'i3', 7, 17, true],
    ])
  })

  it('keep the order: a smaller one further down does not jump up', () => {
    expect(capacityLines(items(8, 5, 2), boxes, 8, true).map((l) => l.after)).toEqual(['i0', 'i2'])
  })

  it('say that there is room when the list ends first, if it is the whole list', () => {
    expect(capacityLines(items(3), boxes, 8, true)).toMatchObject([{ after: 'i0', room: true, points: 3 }])
    expect(capacityLines(items(3), boxes, 8, false)).toEqual([])
  })

  it('give an item that no sprint can hold a sprint of its own', () => {
    expect(capacityLines(items(21, 3, 3), boxes, 8, true).map((l) => [l.after, l.points])).toEqual([
      ['i0', 21],
      ['i2', 6],
    ])
  })

  it('count what has no estimate', () => {
    expect(capacityLines(items(5, null, null, 8), boxes, 8, true)[0]).toMatchObject({ items: 3, unsized: 2, after: 'i2' })
  })

  it('are not drawn where nobody knows a capacity', () => {
    expect(capacityLines(items(5, 5), [boxes[1]!], null, true)).toEqual([])
    expect(capacityLines([], boxes, 8, true)).toEqual([])
  })
})

describe('the usual capacity', () => {
  it('is the mean of the sprints that had one', () => {
    expect(usual([60, null, 67])).toBe(64)
    expect(usual([null])).toBeNull()
  })
})
