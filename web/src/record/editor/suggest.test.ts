import { expect, test } from 'vitest'

import type { Member } from '@/data/types'

import { markdownOf } from './files'
import { partsFor } from './parts'
import { peopleFor } from './sources'
import { recordBefore } from './suggest'

test('a record is completed after # and from the beginning of a key, at the start of a word', () => {
  expect(recordBefore('see #')).toEqual({ start: 4, query: '' })
  expect(recordBefore('see #pay')).toEqual({ start: 4, query: 'pay' })
  expect(recordBefore('(LEND-2')).toEqual({ start: 1, query: 'LEND-2' })
  expect(recordBefore('LEND-')).toEqual({ start: 0, query: 'LEND-' })
  expect(recordBefore('C#')).toBeUndefined()
  expect(recordBefore('lend-2')).toBeUndefined()
  expect(recordBefore('UTF-8 and')).toBeUndefined()
})

test('people are found by handle and by any of their names; those who left are not', () => {
  const member = (handle: string, name: string, status: Member['status'] = 'active') => ({ id: handle, handle, name, status }) as Member
  const all = [member('ana', 'Ana Ribeiro'), member('tom', 'Tom Okafor'), member('rob', 'Rob Anders'), member('ann', 'Ann Gone', 'deactivated')]
  const found = (q: string) => peopleFor(all, q).map((p) => p.id)
  expect(found('an')).toEqual(['ana', 'rob'])
  expect(found('oka')).toEqual(['tom'])
  expect(found('')).toEqual(['ana', 'tom', 'rob'])
})

test('parts are found by their names; files only where they can go', () => {
  expect(partsFor('task').map((p) => p.id)).toEqual(['tasks'])
  expect(partsFor('').some((p) => p.id === 'file')).toBe(false)
  expect(partsFor('', () => undefined).some((p) => p.id === 'file')).toBe(true)
})

test('an image is shown, another file is linked, and its name breaks neither', () => {
  expect(markdownOf({ name: 'a [1].png', type: 'image/png', address: '/x' })).toBe('![a \\[1\\].png](/x)')
  expect(markdownOf({ name: 'a.pdf', type: 'application/pdf', address: '/y' })).toBe('[a.pdf](/y)')
})
