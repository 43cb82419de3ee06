import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { type Answers, show } from '@/record/page/testing'

import type { FlowState } from './workflow'
import { WorkflowEditor, WorkflowList } from './WorkflowEditor'

// A screen full of controls takes its time where the machine is busy.
vi.setConfig({ testTimeout: 30_000 })

const state = (name: string, category: FlowState['category']): FlowState => ({ name, category, meaning: name })
const states = [state('new', 'todo'), state('ready', 'todo'), state('in progress', 'doing'), state('done', 'done'), state('accepted', 'closed')]
const product = { id: '01product00000000000000000', key: 'LEND', title: 'Lendwell', roles: [] }

const counted: Answers = (method, path) => {
  if (path.startsWith('/records/groups')) return { status: 200, body: [{ value: 'ready', label: 'ready', count: 7, q: '' }] }
  if (method === 'POST' && path === '/workflows/set') return { status: 200, body: { states: [], moved: 7 } }
  return undefined
}

const open = async (may: 'act' | 'propose' = 'act', answers: Answers = counted) => {
  const onSaved = vi.fn()
  const world = await show(<WorkflowEditor family={{ kinds: ['story'], own: false, states }} product={product} right={{ may }} onSaved={onSaved} />, { answers })
  return { ...world, onSaved }
}
const names = () => screen.getAllByLabelText<HTMLInputElement>('Name of the state').map((i) => i.value)
const sent = (calls: { path: string; body: unknown }[]) => calls.find((c) => c.path === '/workflows/set')?.body

test('a renamed state takes its records along', async () => {
  const { calls, onSaved } = await open()
  fireEvent.change(screen.getAllByLabelText('Name of the state')[1]!, { target: { value: 'groomed' } })
  expect(screen.getByText('Renames ready to groomed.')).toBeTruthy()
  fireEvent.click(screen.getByText('Save', { selector: 'button' }))
  await waitFor(() => expect(onSaved).toHaveBeenCalled())
  expect(sent(calls)).toMatchObject({ product: product.id, kinds: ['story'], mapping: { ready: 'groomed' } })
})

test('a state with records asks where they go, and says it in one line', async () => {
  const { calls } = await open()
  await screen.findByText('7 records')
  fireEvent.click(screen.getByLabelText('Remove ready'))
  const dialog = await screen.findByRole('dialog')
  expect(within(dialog).getByText(/7 records are in it/)).toBeTruthy()
  fireEvent.click(within(dialog).getByText('Remove', { selector: 'button' }))
  await waitFor(() => expect(names()).toEqual(['new', 'in progress', 'done', 'accepted']))
  expect(screen.getByText('Moves what is in ready to new.')).toBeTruthy()
  fireEvent.click(screen.getByText('Save', { selector: 'button' }))
  await waitFor(() => expect(sent(calls)).toMatchObject({ mapping: { ready: 'new' } }))
})

test('the grip moves a state by the arrow keys', async () => {
  await open()
  fireEvent.keyDown(screen.getByLabelText(/^Move ready/), { key: 'ArrowUp' })
  expect(names().slice(0, 2)).toEqual(['ready', 'new'])
  expect(screen.getByText('Changes the order.')).toBeTruthy()
})

test('what the rules need cannot be saved away, and discarding brings everything back', async () => {
  await open()
  fireEvent.click(screen.getByLabelText('Remove accepted'))
  expect(screen.getByText(/One state has to mean “accepted”/)).toBeTruthy()
  expect(screen.getByText<HTMLButtonElement>('Save', { selector: 'button' }).disabled).toBe(true)
  fireEvent.click(screen.getByText('Discard', { selector: 'button' }))
  expect(names()).toEqual(states.map((s) => s.name))
})

test('who proposes is told so by the button, and afterwards sees what still holds', async () => {
  const { onSaved } = await open('propose', (method, path) => (method === 'POST' && path === '/workflows/set' ? { status: 202, body: { id: 'p', title: 'States' } } : undefined))
  fireEvent.change(screen.getAllByLabelText('Name of the state')[0]!, { target: { value: 'inbox' } })
  fireEvent.click(screen.getByText('Propose', { selector: 'button' }))
  await waitFor(() => expect(names()[0]).toBe('new'))
  expect(onSaved).not.toHaveBeenCalled()
})

test('who may only read has no controls', async () => {
  await show(<WorkflowList family={{ kinds: ['story'], own: false, states }} product={product} />, { answers: counted })
  expect(await screen.findByText('7 records')).toBeTruthy()
  expect(screen.getByText('in progress')).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.queryByText('Add a state')).toBeNull()
})
