import { describe, expect, it } from 'vitest'

import { addDays, addMonths, dateOf, dayOf, daysBetween, isDay, numberOf, perDayOf, rangeOf, scaleOf, ticksOf, todayIn, unitsAt, weekdayOf, ZOOMS, zoomed, zoomOf } from './scale'

describe('days', () => {
  it('counts every day of thirty years once, forwards and back', () => {
    let day = '2010-01-01'
    for (let n = numberOf(day); n < numberOf('2040-01-01'); n++) {
      expect(dayOf(n)).toBe(day)
      expect(numberOf(day)).toBe(n)
      const d = new Date(n * 86_400_000)
      expect(weekdayOf(day)).toBe(d.getUTCDay() || 7)
      day = addDays(day, 1)
    }
    expect(day).toBe('2040-01-01')
  })

  it('does not slip where the clock changes', () => {
    expect(addDays('2026-03-28', 1)).toBe('2026-03-29')
    expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
    expect(addDays('2026-10-25', 1)).toBe('2026-10-26')
    expect(daysBetween('2026-03-01', '2026-11-01')).toBe(245)
    expect(dateOf('2026-03-29').toISOString()).toBe('2026-03-29T00:00:00.000Z')
  })

  it('keeps to the end of shorter months', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28')
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15')
    expect(addMonths('2026-11-30', 14)).toBe('2028-01-30')
    expect(addMonths('2026-05-05', -17)).toBe('2024-12-05')
  })

  it('tells days from what only looks like them', () => {
    expect(isDay('2028-02-29')).toBe(true)
    for (const no of ['2026-02-29', '2026-13-01', '2026-1-1', '', null, undefined, 20260101, '2026-01-01T00:00:00Z']) expect(isDay(no)).toBe(false)
  })

  it('knows what day it is elsewhere', () => {
    const now = new Date('2026-11-22T11:30:00Z')
    expect(todayIn('Europe/Berlin', now)).toBe('2026-11-22')
    expect(todayIn('Pacific/Auckland', now)).toBe('2026-11-23')
    expect(todayIn('Pacific/Honolulu', now)).toBe('2026-11-22')
    expect(todayIn('Pacific/Honolulu', new Date('2026-11-22T09:30:00Z'))).toBe('2026-11-21')
  })
})

describe('zoom', () => {
  it('goes by steps and by names', () => {
    expect(perDayOf('weeks')).toBe(ZOOMS.weeks)
    expect(perDayOf(undefined)).toBe(ZOOMS.months)
    expect(perDayOf('nonsense')).toBe(ZOOMS.months)
    expect(perDayOf('12')).toBe(12)
    expect(perDayOf('9999')).toBe(56)
    expect(perDayOf('-3')).toBe(ZOOMS.months)
    expect(zoomOf(3)).toBe('quarters')
    expect(zoomOf(12)).toBe('12')
    expect(zoomed(8, 1)).toBe(12)
    expect(zoomed(8, -1)).toBe(6)
    expect(zoomed(7, 1)).toBe(8)
    expect(zoomed(56, 1)).toBe(56)
    expect(zoomed(0.35, -1)).toBe(0.35)
  })

  it('reads back what it writes, at every step', () => {
    for (let n = 0.35; n < 56; n = zoomed(n, 1)) expect(perDayOf(zoomOf(n))).toBe(n)
  })
})

describe('axis', () => {
  const scale = scaleOf(numberOf('2026-01-01'), numberOf('2027-01-01'), 8)

  it('finds the day again at every pixel of it', () => {
    expect(scale.width).toBe(365 * 8)
    for (let day = scale.from; day < scale.to; day += 7) {
      const x = scale.x(day)
      expect(scale.at(x)).toBe(day)
      expect(scale.at(x + 7.9)).toBe(day)
    }
  })

  it('holds whole months and room around what is given', () => {
    const r = rangeOf(['2026-03-10', undefined, '2026-05-20', 'nonsense'], 20)
    expect(dayOf(r.from)).toBe('2026-02-01')
    expect(dayOf(r.to)).toBe('2026-07-01')
  })

  it('marks only what can be seen', () => {
    const months = ticksOf(scale, 'month', 0, scale.width)
    expect(months).toHaveLength(12)
    expect(months[1]).toMatchObject({ day: numberOf('2026-02-01'), x: 31 * 8, width: 28 * 8 })
    const seen = ticksOf(scale, 'day', 800, 1000)
    expect(seen[0]!.x).toBe(800)
    expect(seen.at(-1)!.x).toBeLessThanOrEqual(1000)
    expect(seen.length).toBe(26)
  })

  it('covers its length without holes, in every unit', () => {
    for (const unit of ['day', 'week', 'month', 'quarter', 'year'] as const) {
      const ticks = ticksOf(scale, unit, 0, scale.width)
      ticks.slice(1).forEach((t, i) => expect(t.x).toBeCloseTo(ticks[i]!.x + ticks[i]!.width))
      expect(ticks[0]!.day).toBeLessThanOrEqual(scale.from)
      expect(ticks.at(-1)!.x + ticks.at(-1)!.width).toBeGreaterThanOrEqual(scale.width)
    }
  })

  it('begins weeks where the region does', () => {
    for (const first of [1, 6, 7]) for (const t of ticksOf(scale, 'week', 0, 900, first)) expect(weekdayOf(t.day)).toBe(first)
  })

  it('counts in larger units from farther away', () => {
    expect([28, 8, 3, 1].map((n) => unitsAt(n).minor)).toEqual(['day', 'week', 'month', 'quarter'])
  })
})
