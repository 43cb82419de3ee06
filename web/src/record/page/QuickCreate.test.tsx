import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { QuickCreate } from './QuickCreate'
import { show, story } from './testing'

const abilities = { 'story.write': 'act', 'feature.define': 'propose' } as const
const makes = (method: string, path: string, body: unknown) => (method === 'POST' && path === '/stories' ? { status: 201, body: { ...story(), ...(body as object), key: 'LEND-77', version: 9 } } : undefined)
const title = () => screen.getByLabelText<HTMLInputElement>('Title')

test('what is typed is made with Ctrl and Enter', async () => {
  localStorage.clear()
  const onDone = vi.fn()
  const { calls } = await show(<QuickCreate kind="story" product="LEND" values={{ priority: 'must' }} onDone={onDone} />, { abilities, answers: makes })
  fireEvent.change(title(), { target: { value: ' A new story ' } })
  fireEvent.change(screen.getByLabelText('I want'), { target: { value: 'to see' } })
  fireEvent.keyDown(title(), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  expect(calls.find((c) => c.path === '/stories')?.body).toMatchObject({ product: 'LEND', title: 'A new story', iWant: 'to see', priority: 'must' })
})

test('refused, everything typed stays, and the reason stands at its field', async () => {
  localStorage.clear()
  const onDone = vi.fn()
  await show(<QuickCreate kind="story" product="LEND" onDone={onDone} />, {
    abilities,
    answers: (method, path) => (method === 'POST' && path === '/stories' ? { status: 400, body: { kind: 'invalid', detail: 'The input is not valid.', fields: [{ field: 'title', message: 'is too long' }] } } : undefined),
  })
  fireEvent.change(title(), { target: { value: 'Long' } })
  fireEvent.click(screen.getByText('Create'))
  await waitFor(() => expect(screen.getByText('Title is too long.')).toBeTruthy())
  expect(title().value).toBe('Long')
  expect(onDone).not.toHaveBeenCalled()
})

test('another one keeps what is not about this one alone', async () => {
  localStorage.clear()
  const onDone = vi.fn()
  await show(<QuickCreate kind="story" product="LEND" values={{ priority: 'must' }} onDone={onDone} />, { abilities, answers: makes })
  fireEvent.click(screen.getByLabelText('Create another'))
  fireEvent.change(title(), { target: { value: 'One' } })
  fireEvent.click(screen.getByText('Create'))
  await waitFor(() => expect(title().value).toBe(''))
  expect(screen.getByLabelText<HTMLInputElement>('Priority').value).toBe('must')
  expect(onDone).not.toHaveBeenCalled()
})

test('put away unfinished, it is there again', async () => {
  localStorage.clear()
  const first = await show(<QuickCreate kind="story" product="LEND" onClose={() => undefined} />, { abilities })
  fireEvent.change(title(), { target: { value: 'Half a thought' } })
  first.view.unmount()
  const second = await show(<QuickCreate kind="story" product="LEND" onClose={() => undefined} />, { abilities })
  expect(title().value).toBe('Half a thought')
  second.view.unmount()
  // Who asks for something else gets that, with the words.
  await show(<QuickCreate kind="bug" product="LEND" onClose={() => undefined} />, { abilities })
  expect(title().value).toBe('Half a thought')
  expect(screen.getByRole('heading', { name: 'New bug' })).toBeTruthy()
})

test('where one proposes, the button says so', async () => {
  localStorage.clear()
  await show(<QuickCreate kind="feature" product="LEND" onClose={() => undefined} />, { abilities })
  expect(screen.getByText('Propose').closest('button')).toBeTruthy()
})

test('what belongs to no single product is made for the whole workspace', async () => {
  localStorage.clear()
  const { calls } = await show(<QuickCreate kind="objective" product="LEND" whole onDone={() => undefined} />, {
    abilities: { 'objective.set': 'act' },
    answers: (method, path, body) => (method === 'POST' && path === '/objectives' ? { status: 201, body: { ...story(), ...(body as object), kind: 'objective', product: null, key: 'WELL-7', version: 9 } } : undefined),
  })
  expect(screen.getByText('The whole workspace')).toBeTruthy()
  fireEvent.change(title(), { target: { value: 'One account for a household' } })
  fireEvent.keyDown(title(), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(calls.find((c) => c.path === '/objectives')).toBeTruthy())
  const body = calls.find((c) => c.path === '/objectives')!.body
  expect(body).toMatchObject({ title: 'One account for a household' })
  expect(body).not.toHaveProperty('product')
})

test('a story belongs to its product, and nothing else is offered', async () => {
  localStorage.clear()
  await show(<QuickCreate kind="story" product="LEND" whole onDone={() => undefined} />, { abilities })
  expect(screen.queryByText('Belongs to')).toBeNull()
})
