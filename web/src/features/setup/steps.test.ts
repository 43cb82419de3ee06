// @vitest-environment jsdom
import { beforeEach, expect, test } from 'vitest'

import { forget, fresh, keep, kept, keyOf, nextStep, possible, slugOf, stepBefore } from './steps'

beforeEach(() => sessionStorage.clear())

test('short names follow the long ones until they are typed', () => {
  const t = { ...fresh('UTC'), workspace: 'Acme Robotics', title: 'Test Drive' }
  expect([slugOf(t), keyOf(t)]).toEqual(['acme-robotics', 'TD'])
  expect([slugOf({ ...t, slug: '' }), keyOf({ ...t, key: 'DRIVE' })]).toEqual(['', 'DRIVE'])
})

test('what was typed survives a reload', () => {
  keep({ ...fresh('Europe/Berlin'), step: 'workspace', email: 'eva@example.com' })
  expect(kept('UTC')).toMatchObject({ step: 'workspace', email: 'eva@example.com', zone: 'Europe/Berlin' })
  expect(sessionStorage.getItem('throughline.setup')).not.toContain('password')
  forget()
  expect(kept('UTC')).toEqual(fresh('UTC'))
})

test('what is kept may be broken, or of another version', () => {
  sessionStorage.setItem('throughline.setup', '{"step":"later"')
  expect(kept('UTC')).toEqual(fresh('UTC'))
  sessionStorage.setItem('throughline.setup', '{"step":"later","email":"a@b.c"}')
  expect(kept('UTC')).toMatchObject({ step: 'account', email: 'a@b.c', theirRoles: ['developer'] })
})

test('no step is shown that cannot be done', () => {
  const at = { signedIn: false, password: '', products: 0 }
  const t = (step: ReturnType<typeof nextStep>) => ({ ...fresh('UTC'), step })
  expect(possible(t('workspace'), at)).toBe('account')
  expect(possible(t('workspace'), { ...at, password: 'four unrelated words' })).toBe('workspace')
  expect(possible(t('invite'), { ...at, password: 'x' })).toBe('account')
  expect(possible(t('account'), { ...at, signedIn: true })).toBe('product')
  expect(possible(t('board'), { ...at, signedIn: true })).toBe('product')
  expect(possible(t('board'), { ...at, signedIn: true, products: 1 })).toBe('board')
})

test('one goes back only where nothing was made', () => {
  expect(stepBefore('workspace')).toBe('account')
  expect(stepBefore('product')).toBeUndefined()
  expect(stepBefore('invite')).toBe('board')
  expect(nextStep('invite')).toBe('invite')
})
