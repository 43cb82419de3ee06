import { describe, expect, it } from 'vitest'

import { dayAt, todayAt } from './dayAt'

describe('the day of a moment', () => {
  it.each([
    ['2026-11-22T23:30:00Z', 'Europe/Berlin', '2026-11-23'],
    ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22'],
    ['2026-03-29T00:59:59Z', 'Europe/Berlin', '2026-03-29'],
    ['2026-01-01T04:00:00Z', 'America/New_York', '2025-12-31'],
    ['2026-01-01T04:00:00.123456Z', 'Pacific/Auckland', '2026-01-01'],
  ])('%s in %s is %s', (at, zone, day) => {
    expect(dayAt(at, zone)).toBe(day)
    expect(dayAt(at, zone)).toBe(day)
  })

  it('is another one once midnight has passed', () => {
    const evening = Date.parse('2026-11-22T22:59:45Z')
    expect(todayAt('Europe/Berlin', evening)).toBe('2026-11-22')
    expect(todayAt('Europe/Berlin', evening + 31_000)).toBe('2026-11-23')
    expect(todayAt('Asia/Tokyo', evening + 31_000)).toBe('2026-11-23')
    expect(todayAt('Europe/Berlin', evening)).toBe('2026-11-22')
  })
})
