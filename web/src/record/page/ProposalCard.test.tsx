import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import type { Proposal } from '@/data/types'

import { ProposalCard } from './ProposalCard'
import { ana, show, story, tom } from './testing'

const proposal = (more: Partial<Proposal> = {}): Proposal => ({
  id: 'p1', product: story().product, createdAt: '2026-11-19T12:00:00Z', createdBy: 'ana', version: 5, record: story().id, operation: 'story.update', input: { id: story().id, patch: { priority: 'must' } },
  decisions: ['story.write'], preview: [{ kind: 'story', entity: story().id, record: story().id, key: 'LEND-1', title: 'A story', act: 'update', diff: { priority: ['could', 'must'] } }],
  base: [], reason: 'Before the release, please.', state: 'open', agreed: [], decidedBy: null, decidedAt: null, answer: '', title: 'A story', ...more,
})
const settles = (state: Proposal['state'], answer = '') => (method: string, path: string) => (method === 'POST' && path.startsWith('/proposals/p1/') ? { status: 200, body: proposal({ state, version: 6, answer, decidedBy: 'tom' }) } : undefined)

test('who, why, before and after; whoever decides takes it in place', async () => {
  const onSettled = vi.fn()
  const { calls } = await show(<ProposalCard proposal={proposal()} at={story().id} onSettled={onSettled} />, { abilities: { 'story.write': 'act' }, records: [story()], answers: settles('taken') })
  expect(screen.getByText('Ana Ribeiro proposes')).toBeTruthy()
  expect(screen.getByText('“Before the release, please.”')).toBeTruthy()
  expect(screen.getByText('could').tagName).toBe('DEL')
  expect(screen.getByText('must').tagName).toBe('INS')
  fireEvent.click(screen.getByRole('button', { name: 'Take' }))
  await waitFor(() => expect(screen.getByText('Taken')).toBeTruthy())
  expect(calls.filter((c) => c.path.includes('proposals'))).toEqual([{ method: 'POST', path: '/proposals/p1/take', body: {} }])
  expect(onSettled).toHaveBeenCalledOnce()
  expect(screen.queryByRole('button', { name: 'Take' })).toBeNull()
})

test('a decline needs a word, and the word stays when it is refused', async () => {
  let refuse = true
  const { calls } = await show(<ProposalCard proposal={proposal()} />, {
    abilities: { 'story.write': 'act' },
    records: [story()],
    answers: (method, path) => (path.endsWith('/decline') ? (refuse ? { status: 409, body: { kind: 'conflict', detail: 'It is decided already.' } } : settles('declined', 'Not now')(method, path)) : undefined),
  })
  fireEvent.click(screen.getByRole('button', { name: 'Decline…' }))
  const send = screen.getByRole<HTMLButtonElement>('button', { name: /^Decline/ })
  expect(send.disabled).toBe(true)
  fireEvent.change(screen.getByLabelText('Why not?'), { target: { value: 'Not now' } })
  fireEvent.keyDown(screen.getByLabelText('Why not?'), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(calls.filter((c) => c.path.endsWith('/decline'))).toHaveLength(1))
  await waitFor(() => expect(send.getAttribute('aria-busy')).toBeNull())
  expect(screen.getByLabelText<HTMLTextAreaElement>('Why not?').value).toBe('Not now')
  refuse = false
  fireEvent.click(send)
  await waitFor(() => expect(screen.getByText('Declined')).toBeTruthy())
  expect(calls.at(-1)).toMatchObject({ path: '/proposals/p1/decline', body: { answer: 'Not now' } })
})

test('taken changed, it is sent with the values one set', async () => {
  const { calls } = await show(<ProposalCard proposal={proposal()} />, { abilities: { 'story.write': 'act' }, records: [story()], answers: settles('taken') })
  fireEvent.click(screen.getByRole('button', { name: 'Change and take…' }))
  fireEvent.change(screen.getByLabelText('Priority'), { target: { value: 'should' } })
  fireEvent.click(screen.getByRole('button', { name: /Take it so/ }))
  await waitFor(() => expect(calls.at(-1)).toMatchObject({ path: '/proposals/p1/take', body: { input: { id: story().id, patch: { priority: 'should' } } } }))
})

test("one's own can be withdrawn, and renewed when it is outdated", async () => {
  const { calls } = await show(<ProposalCard proposal={proposal()} />, { who: ana, abilities: { 'story.write': 'propose' }, records: [story()], answers: settles('withdrawn') })
  expect(screen.getByText('You propose')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Take' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
  await waitFor(() => expect(screen.getByText('Withdrawn')).toBeTruthy())
  fireEvent.click(screen.getByRole('button', { name: 'Propose again' }))
  await waitFor(() => expect(calls.at(-1)?.path).toBe('/proposals/p1/renew'))
})

test('one who has no say sees who decides', async () => {
  await show(<ProposalCard proposal={proposal({ createdBy: 'somebody' })} />, { who: ana, abilities: { 'story.write': 'propose' }, rights: [{ decision: 'story.write', roles: ['product owner'], all: false, heard: [] }], records: [story()] })
  await waitFor(() => expect(screen.getByText('Tom Okafor decides')).toBeTruthy())
  expect(screen.queryByRole('button')).toBeNull()
  expect(tom.roles[0]?.role).toBe('product owner')
})

test('where both jobs decide, one role is enough to be asked', async () => {
  await show(<ProposalCard proposal={proposal({ decisions: ['scope.change'], createdBy: 'somebody' })} />, {
    who: ana, abilities: { 'scope.change': 'propose' }, rights: [{ decision: 'scope.change', roles: ['product manager', 'product owner'], all: true, heard: [] }], records: [story()],
  })
  await waitFor(() => expect(screen.getByRole('button', { name: 'Take' })).toBeTruthy())
})
