import { expect, test } from 'vitest'

import { holding, sayCheck, type Check, type Readiness } from './readiness'

const check = (name: string, ok: boolean, holds = false): Check => ({ name, ok, holds, count: 2, records: [], query: '' })

test('each check says what holds and what does not', () => {
  expect(sayCheck(check('work', true))).toBe('All work is finished')
  expect(sayCheck(check('work', false))).toBe('Not finished: 2')
  expect(sayCheck(check('of a newer server', false))).toBe('of a newer server')
})

test('only what holds and is not ok keeps a release', () => {
  const checks = [check('work', false), check('rejections', false, true), check('approvals', true, true)]
  expect(holding({ checks } as Readiness).map((c) => c.name)).toEqual(['rejections'])
  expect(holding(undefined)).toEqual([])
})
