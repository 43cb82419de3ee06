import { describe, expect, it } from 'vitest'

import { addMonths, isDay, monthGrid, readDay, showDay, weekdayNames, weekStart } from './day'

// A Sunday.
const now = '2026-11-22'

describe('reading a day', () => {
  it.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-3-4', '2026-03-04'],
    ['today', '2026-11-22'],
    ['Tomorrow', '2026-11-23'],
    ['yesterday', '2026-11-21'],
    ['fri', '2026-11-27'],
    ['next monday', '2026-11-23'],
    ['sunday', '2026-11-29'],
    ['+3d', '2026-11-25'],
    ['2w', '2026-12-06'],
    ['in 2 weeks', '2026-12-06'],
    ['-1m', '2026-10-22'],
    ['1 y', '2027-11-22'],
    ['24 dec', '2026-12-24'],
    ['Dec 24', '2026-12-24'],
    ['3 february', '2027-02-03'],
    ['3 feb 2029', '2029-02-03'],
    ['feb 29 2028', '2028-02-29'],
  ])('reads %s', (text, day) => expect(readDay(text, now, 'en')).toBe(day))

  it.each(['', 'soon', '2026-02-30', '31 apr', '2026-13-01', '5', '99999d'])('does not read %s', (text) => expect(readDay(text, now, 'en')).toBeUndefined())

  it('reads the words of the reader', () => expect(readDay('24 dez', now, 'de')).toBe('2026-12-24'))
})

describe('the calendar', () => {
  it('knows a day from another text', () => {
    expect(isDay('2028-02-29')).toBe(true)
    expect(isDay('2027-02-29')).toBe(false)
    expect(isDay('2027-2-9')).toBe(false)
  })
  it('has six whole weeks that hold the month', () => {
    const grid = monthGrid('2026-11-22', 1)
    expect(grid).toHaveLength(6)
    expect(grid[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01'])
    expect(grid.flat()).toContain('2026-11-30')
    expect(monthGrid('2026-11-22', 7)[0]![0]).toBe('2026-11-01')
  })
  it('begins weeks where the reader does', () => {
    expect(weekStart('2026-11-22', 1)).toBe('2026-11-16')
    expect(weekStart('2026-11-22', 7)).toBe('2026-11-22')
    expect(weekdayNames(7, 'long', 'en')[0]).toBe('Sunday')
  })
  it('keeps to the end of a shorter month', () => expect(addMonths('2026-01-31', 1)).toBe('2026-02-28'))
  it('says the year only when it is another', () => {
    expect(showDay('2026-12-06', { now, locale: 'en-GB' })).toBe('6 Dec')
    expect(showDay('2027-01-06', { now, locale: 'en-GB' })).toBe('6 Jan 2027')
  })
})
