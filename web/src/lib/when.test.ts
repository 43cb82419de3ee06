import { describe, expect, it } from 'vitest'

import { dayIn, momentOf, sayAge, sayDay, sayDistance } from './when'

describe('days', () => {
  it('are those of the zone', () => {
    expect(dayIn('2026-11-22T23:30:00Z', 'Europe/Berlin')).toBe('2026-11-23')
    expect(momentOf('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00Z')
  })

  it('are said in few letters, with the year only where it differs', () => {
    expect(sayDay('2026-12-01', '2026-11-22', 'en-GB')).toBe('1 Dec')
    expect(sayDay('2027-01-04', '2026-11-22', 'en-GB')).toBe('4 Jan 2027')
    expect(sayDay(null, '2026-11-22')).toBe('')
  })

  it('are told by their distance', () => {
    expect(sayDistance('2026-11-22', '2026-11-22', 'en')).toBe('today')
    expect(sayDistance('2026-11-19', '2026-11-22', 'en')).toBe('3 days ago')
    expect(sayDistance('2026-12-20', '2026-11-22', 'en')).toBe('in 4 weeks')
    expect(sayDistance('2026-06-01', '2026-11-22', 'en')).toBe('6 months ago')
  })
})

it('an age is one short word', () => {
  const now = Date.parse('2026-11-22T12:00:00Z')
  expect(sayAge('2026-11-22T11:59:50Z', now, 'en')).toBe('now')
  expect(sayAge('2026-11-22T09:00:00Z', now, 'en')).toBe('3h ago')
  expect(sayAge('2026-11-19T09:00:00Z', now, 'en')).toBe('3d ago')
  expect(sayAge('2026-11-01T09:00:00Z', now, 'en')).toBe('3w ago')
  expect(sayAge('2025-11-01T09:00:00Z', now, 'en')).toBe('12mo ago')
  expect(sayAge('2019-05-29T09:00:00Z', now, 'en')).toBe('7y ago')
})
