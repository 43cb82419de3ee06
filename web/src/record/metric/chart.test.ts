import { describe, expect, it } from 'vitest'

import { marksOf, onLine, seriesOf, type Line } from './chart'

const line: Line = { from: '2026-02-01T00:00:00Z', to: '2026-02-11T00:00:00Z', start: 100, end: 200 }

describe('the line to a target', () => {
  it.each([
    ['2026-01-31T00:00:00Z', null],
    ['2026-02-01T00:00:00Z', 100],
    ['2026-02-06T00:00:00Z', 150],
    ['2026-02-11T00:00:00Z', 200],
    ['2026-03-01T00:00:00Z', 200],
  ])('at %s is %s', (at, want) => expect(onLine(line, at)).toBe(want))

  it('is drawn beside the metric where it runs, and not elsewhere', () => {
    const at = (day: string, value: number) => ({ at: `${day}T00:00:00Z`, value, note: '' })
    expect(seriesOf([at('2026-02-06', 140), at('2026-02-11', 190)], 'Loans', line, 'Way').map((s) => s.values)).toEqual([[140, 190], [150, 200]])
    expect(seriesOf([at('2026-01-06', 140)], 'Loans', line, 'Way')).toHaveLength(1)
    expect(seriesOf([at('2026-02-06', 140)], 'Loans', null, 'Way')).toHaveLength(1)
  })
})

describe('marks', () => {
  const days = ['2026-01-05', '2026-01-12', '2026-01-19']
  it('stand at the first point on or after what happened, together where they meet', () => {
    const events = [{ day: '2026-01-11', label: '1.1' }, { day: '2026-01-08', label: '1.0' }, { day: '2026-01-19', label: '1.2' }, { day: '2026-01-02', label: 'before' }, { day: '2026-02-02', label: 'after' }]
    expect(marksOf(days, events, 'blue')).toEqual([
      { x: '2026-01-12', label: '1.0, 1.1', tone: 'blue' },
      { x: '2026-01-19', label: '1.2', tone: 'blue' },
    ])
  })
})
