import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Answers } from '@/record/page/testing'
import { show, tom } from '@/record/page/testing'

import { PeopleScreen } from './PeopleScreen'

const rule = (decision: string, roles: string[], all = false) => ({ decision, roles, all, heard: [], from: 'default', default: { roles, all, heard: [] } })
const world: Answers = (_, path) => {
  if (path.startsWith('/rights')) return { status: 200, body: [rule('backlog.rank', ['product owner']), rule('scope.change', ['product manager', 'product owner'], true)] }
  if (path === '/roles') return { status: 200, body: [] }
  if (path.startsWith('/records/groups')) return { status: 200, body: path.includes('doing') ? [] : [{ value: 'tom', label: 'Tom Okafor', count: 4, q: '' }] }
  return undefined
}

test('who holds which role, what each has open, and who decides what', async () => {
  await show(<PeopleScreen product="LEND" />, { answers: world })
  const row = (await screen.findAllByText('Tom Okafor'))[0]!.closest('tr')!
  expect(row.textContent).toContain('product owner')
  expect((await screen.findByRole('link', { name: '4' })).getAttribute('href')).toContain('/p/LEND/backlog?q=')
  expect(screen.getByText('May rank the backlog.')).toBeTruthy()
  expect(screen.getByText(/needs the word of all 2 roles/)).toBeTruthy()
})

test('a guest is told why the table of decisions is not shown', async () => {
  const forbidden: Answers = (m, path, b) => (path.startsWith('/rights') ? { status: 403, body: { kind: 'forbidden', detail: 'No.' } } : world(m, path, b))
  await show(<PeopleScreen product="LEND" />, { who: { ...tom, role: 'guest' }, answers: forbidden })
  expect(await screen.findByText(/Guests see who works on the product/)).toBeTruthy()
})

test('without roles it says what belongs here', async () => {
  const nobody: Answers = (m, path, b) => (path.startsWith('/members') ? { status: 200, body: { items: [{ ...tom, roles: [] }], next: null } } : world(m, path, b))
  await show(<PeopleScreen product="LEND" />, { answers: nobody })
  expect(await screen.findByText('Nobody holds a role here yet.')).toBeTruthy()
})
