import { expect, test } from 'vitest'

import { previewOf, sayBytes } from './attachments'

test('what can be looked at, and how', () => {
  const of = (type: string, bytes = 100, url = '') => previewOf({ type, bytes, url })
  expect(of('image/png')).toBe('image')
  // Pictures that can carry scripts are kept, not shown.
  expect(of('image/svg+xml')).toBe('none')
  expect(of('application/pdf')).toBe('pdf')
  expect(of('text/csv; charset=utf-8')).toBe('text')
  expect(of('text/plain', 9_000_000)).toBe('none')
  expect(of('image/png', 0, 'https://a.example/x.png')).toBe('none')
})

test('sizes', () => {
  expect(sayBytes(512, 'en')).toBe('512 bytes')
  expect(sayBytes(1500, 'en')).toBe('1.5 kB')
  expect(sayBytes(25_400_000, 'en')).toBe('25 MB')
})
