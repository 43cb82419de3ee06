import { describe, expect, it } from 'vitest'

import { byDay, gridOf, monthEnd, sameMonth, shownOf, stepped, turned, weekInfoOf, weekOf, weekStart } from './calendar'
import { addDays, addMonths, weekdayOf } from './scale'

describe('month', () => {
  it('is whole weeks without a hole or a double, for every month and every first day of the week', () => {
    const shapes = new Set<string>()
    for (let first = 1; first <= 7; first++) {
      for (let month = '2015-01-01'; month < '2045-01-01'; month = addMonths(month, 1)) {
        const weeks = gridOf(month, 'month', first)
        const days = weeks.flat()
        expect(days[0]! <= month && days.at(-1)! >= monthEnd(month)).toBe(true)
        expect(weeks.every((w) => w.length === 7 && weekdayOf(w[0]!) === first)).toBe(true)
        expect(days.every((d, i) => i === 0 || d === addDays(days[i - 1]!, 1))).toBe(true)
        expect(weeks.every((w) => w.some((d) => sameMonth(d, month)))).toBe(true)
        shapes.add(`${weeks.length}`)
      }
    }
    expect([...shapes].sort()).toEqual(['4', '5', '6'])
  })

  it('knows February of the shortest shape and a month that touches six weeks', () => {
    expect(gridOf('2027-02-10', 'month', 1)).toHaveLength(4)
    expect(gridOf('2027-02-10', 'month', 7)).toHaveLength(5)
    expect(gridOf('2026-08-31', 'month', 1)).toHaveLength(6)
    expect(gridOf('2026-11-22', 'month', 1)[0]![0]).toBe('2026-10-26')
  })

  it('is one week when a week is asked for', () => {
    expect(gridOf('2026-11-22', 'week', 1)).toEqual([Array.from({ length: 7 }, (_, i) => addDays('2026-11-16', i))])
    expect(gridOf('2026-11-22', 'week', 7)[0]![0]).toBe('2026-11-22')
  })

  it('turns over', () => {
    expect(turned('2026-01-31', 'month', 1)).toBe('2026-02-01')
    expect(turned('2026-01-31', 'month', -1)).toBe('2025-12-01')
    expect(turned('2026-01-31', 'week', -1)).toBe('2026-01-24')
  })
})

describe('keys', () => {
  it('walk by days, weeks, months and years', () => {
    const go = (key: string, shift = false) => stepped('2026-03-31', key, shift, 'month', 1)
    expect(go('ArrowLeft')).toBe('2026-03-30')
    expect(go('ArrowRight')).toBe('2026-04-01')
    expect(go('ArrowUp')).toBe('2026-03-24')
    expect(go('ArrowDown')).toBe('2026-04-07')
    expect(go('PageDown')).toBe('2026-04-30')
    expect(go('PageUp')).toBe('2026-02-28')
    expect(go('PageUp', true)).toBe('2025-03-31')
    expect(go('a')).toBeUndefined()
    expect(stepped('2026-03-31', 'PageDown', false, 'week', 1)).toBe('2026-04-07')
  })

  it('keep to the week of the region at Home and End', () => {
    expect([1, 6, 7].map((f) => stepped('2026-11-18', 'Home', false, 'month', f))).toEqual(['2026-11-16', '2026-11-14', '2026-11-15'])
    expect([1, 6, 7].map((f) => stepped('2026-11-18', 'End', false, 'month', f))).toEqual(['2026-11-22', '2026-11-20', '2026-11-21'])
  })
})

describe('weeks', () => {
  it('begin where the region begins them', () => {
    expect(weekStart('2026-11-22', 1)).toBe('2026-11-16')
    expect(weekStart('2026-11-22', 7)).toBe('2026-11-22')
    expect(weekStart('2026-11-16', 1)).toBe('2026-11-16')
  })

  it('have the numbers of ISO 8601', () => {
    for (const [day, week] of [['2026-01-01', 1], ['2025-12-29', 1], ['2027-01-01', 53], ['2026-12-31', 53], ['2024-12-30', 1], ['2026-11-22', 47], ['2021-01-03', 53], ['2021-01-04', 1]] as const) expect(weekOf(day), day).toBe(week)
  })

  it('come with a first day and a weekend for any region', () => {
    for (const locale of ['en-US', 'de', 'ar-EG', 'pt-BR']) {
      const info = weekInfoOf(locale)
      expect(info.firstDay).toBeGreaterThanOrEqual(1)
      expect(info.firstDay).toBeLessThanOrEqual(7)
      expect(info.weekend.length).toBeGreaterThan(0)
    }
  })
})

describe('what stands in a day', () => {
  it('keeps the order and leaves out what has no day', () => {
    const map = byDay([{ n: 1, d: '2026-11-22' }, { n: 2, d: undefined }, { n: 3, d: '2026-11-22' }, { n: 4, d: '2026-11-23' }], (x) => x.d)
    expect(map.get('2026-11-22')!.map((x) => x.n)).toEqual([1, 3])
    expect(map.size).toBe(2)
  })

  it('gives the last row to how many more there are', () => {
    expect([shownOf(3, 3), shownOf(4, 3), shownOf(9, 3), shownOf(2, 1), shownOf(1, 0)]).toEqual([3, 2, 2, 0, 0])
  })
})
