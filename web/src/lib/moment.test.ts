import { expect, test } from 'vitest'

import { sayAgent, sayDate, sayMoment, zones } from './moment'

test('a moment’s day depends on the zone', () => {
  expect(sayDate('2026-11-22T23:30:00Z', 'Europe/Berlin', 'en')).toBe('Nov 23, 2026')
  expect(sayDate('2026-11-22T23:30:00Z', 'America/New_York', 'en')).toBe('Nov 22, 2026')
  expect(sayMoment('2026-11-22T23:30:00Z', 'Europe/Berlin', 'en')).toContain('12:30')
})

test('zones are listed once each, the own one first', () => {
  const all = zones()
  expect(all[0]).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
  expect(new Set(all).size).toBe(all.length)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36', 'Chrome', 'Linux'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge', 'Windows'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19 Safari/604', 'Safari', 'iOS'],
  ['something else', '', ''],
])('%s', (agent, browser, system) => expect(sayAgent(agent)).toEqual({ browser, system }))
