import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { Row } from '@/data/types'

import { HistoryList } from './HistoryList'
import { show, story } from './testing'

const record = story()
const row = (seq: number, diff: Row['diff'], more: Partial<Row> = {}): Row => ({ seq, at: '2026-11-20T11:00:00Z', actor: 'tom', onBehalfOf: null, through: 'web', role: 'product owner', operation: 'story.update', request: `r${seq}`, product: record.product, record: record.id, entity: record.id, kind: 'story', act: 'update', prev: 1, diff, ...more })
const rows = [row(9, { estimate: [5, 8], state: ['new', 'ready'] }), row(7, { body: ['old words', 'new words'] })]
const answers = (undo: (body: unknown) => { status: number; body: unknown }) => (method: string, path: string, body: unknown) =>
  path.includes('/history') ? { status: 200, body: { items: rows, next: null } } : method === 'POST' && path === '/changes/undo' ? undo(body) : undefined

test('sentences with their role, and on demand what changed in a text', async () => {
  await show(<HistoryList record={record} />, { records: [record], answers: answers(() => ({ status: 200, body: {} })) })
  const line = await screen.findByText(/changed Estimate from 5 to 8/)
  expect(line.textContent).toContain('Tom Okafor changed Estimate from 5 to 8 and moved it from new to ready')
  expect(line.textContent).toContain('as product owner')
  expect(screen.queryByText('old')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'show what changed' }))
  expect(screen.getByText('old').tagName).toBe('DEL')
  expect(screen.getByText('new').tagName).toBe('INS')
})

test('a change is taken back by its row', async () => {
  const { calls } = await show(<HistoryList record={record} />, { records: [record], answers: answers(() => ({ status: 200, body: { request: 'x', rows: 1 } })) })
  fireEvent.click(await screen.findByRole('button', { name: /Take back: changed Estimate/ }))
  await waitFor(() => expect(calls).toEqual([{ method: 'POST', path: '/changes/undo', body: { seq: 9 } }]))
})

test('where it cannot be taken back, the reason stands beside it', async () => {
  await show(<HistoryList record={record} />, { records: [record], answers: answers(() => ({ status: 409, body: { kind: 'conflict', detail: 'It cannot be undone: estimate changed again since.' } })) })
  fireEvent.click(await screen.findByRole('button', { name: /Take back: changed Estimate/ }))
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('changed again since'))
})
