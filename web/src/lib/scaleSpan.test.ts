import { describe, expect, it } from 'vitest'

import { addDays } from './scale'
import { boundsOf, conflictOf, lengthOf, linePath, pulled, sameSpan, snap, spanFrom } from './scaleSpan'

const span = (start: string | null, end: string | null) => ({ start, end })

describe('pulling', () => {
  const bar = span('2026-03-25', '2026-04-03')

  it('snaps to whole days', () => {
    expect(snap(11.9, 8)).toBe(1)
    expect(snap(12.1, 8)).toBe(2)
    expect(snap(-3.9, 8)).toBe(0)
    expect(Object.is(snap(-3.9, 8), 0)).toBe(true)
    expect(snap(-4.1, 8)).toBe(-1)
  })

  it('moves both ends by as many days, over the change of the clock too', () => {
    for (let by = -400; by <= 400; by += 7) {
      const after = pulled(bar, 'move', by)
      expect(after).toEqual(span(addDays('2026-03-25', by), addDays('2026-04-03', by)))
      expect(lengthOf(after)).toBe(10)
    }
  })

  it('leaves the other end where it is, and never passes it', () => {
    expect(pulled(bar, 'start', -5)).toEqual(span('2026-03-20', '2026-04-03'))
    expect(pulled(bar, 'start', 50)).toEqual(span('2026-04-03', '2026-04-03'))
    expect(pulled(bar, 'end', 5)).toEqual(span('2026-03-25', '2026-04-08'))
    expect(pulled(bar, 'end', -50)).toEqual(span('2026-03-25', '2026-03-25'))
  })

  it('makes a stretch of a point by pulling at it, and moves a point as a point', () => {
    expect(pulled(span(null, '2026-04-03'), 'move', 2)).toEqual(span(null, '2026-04-05'))
    expect(pulled(span(null, '2026-04-03'), 'start', -4)).toEqual(span('2026-03-30', '2026-04-03'))
    expect(pulled(span('2026-04-03', null), 'end', 4)).toEqual(span('2026-04-03', '2026-04-07'))
    expect(pulled(span(null, null), 'move', 4)).toEqual(span(null, null))
  })
})

describe('spans', () => {
  it('counts both ends', () => {
    expect(lengthOf(span('2026-03-03', '2026-03-03'))).toBe(1)
    expect(lengthOf(spanFrom('2026-03-03', 14))).toBe(14)
    expect(lengthOf(span(null, '2026-03-03'))).toBe(1)
    expect(lengthOf(span(null, null))).toBe(0)
  })

  it('reads one that stands the wrong way round', () => {
    expect(boundsOf(span('2026-04-01', '2026-03-01'))).toEqual({ first: '2026-03-01', last: '2026-04-01' })
    expect(boundsOf(span(null, null))).toBeUndefined()
  })

  it('tells the same from another', () => {
    expect(sameSpan(span('2026-03-01', null), span('2026-03-01', null))).toBe(true)
    expect(sameSpan(span('2026-03-01', null), span(null, '2026-03-01'))).toBe(false)
  })
})

describe('conflicts', () => {
  const blocker = span('2026-03-01', '2026-03-20')

  it('says by how many days what is blocked begins too early', () => {
    expect(conflictOf(blocker, span('2026-03-15', '2026-04-15'))).toBe(5)
    expect(conflictOf(blocker, span('2026-02-01', '2026-02-10'))).toBe(47)
  })

  it('is silent where the order holds', () => {
    expect(conflictOf(blocker, span('2026-03-20', '2026-04-15'))).toBe(0)
    expect(conflictOf(blocker, span('2026-03-21', null))).toBe(0)
    expect(conflictOf(blocker, span(null, null))).toBe(0)
    expect(conflictOf(span(null, null), blocker)).toBe(0)
  })

  it('takes a single date as both ends', () => {
    expect(conflictOf(span(null, '2026-03-20'), span(null, '2026-03-18'))).toBe(2)
  })
})

describe('lines', () => {
  /** Where a path ends: its last pair, or its last H with the y before it. */
  const end = (path: string) => Number(/H([\d.-]+)$/.exec(path)?.[1])

  it('goes from one end to the other, whichever is earlier or higher', () => {
    for (const [x1, y1, x2, y2] of [[100, 17, 300, 51], [100, 51, 300, 17], [300, 17, 100, 85], [100, 17, 105, 51], [100, 17, 300, 17]] as const) {
      const path = linePath(x1, y1, x2, y2, 34)
      expect(path.startsWith(`M${x1},${y1} `)).toBe(true)
      expect(end(path)).toBe(x2)
      expect(path).not.toContain('NaN')
    }
  })

  it('turns once where there is room, and goes around where there is none', () => {
    const verticals = (p: string) => p.match(/V/g)?.length ?? 0
    expect(verticals(linePath(100, 17, 300, 51, 34))).toBe(1)
    expect(verticals(linePath(300, 17, 100, 51, 34))).toBe(2)
    expect(verticals(linePath(100, 17, 300, 17, 34))).toBe(0)
  })
})
