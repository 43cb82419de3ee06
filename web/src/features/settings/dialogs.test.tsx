import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'

import { type Answers, show } from '@/record/page/testing'

import { FieldDialog } from './FieldDialog'
import { RuleDialog } from './RuleDialog'
import { TokenDialog } from './TokenDialog'

// A screen full of controls takes its time where the machine is busy.
vi.setConfig({ testTimeout: 30_000 })

const product = { id: '01product00000000000000000', key: 'LEND', title: 'Lendwell', roles: [] }
const kinds = ['product manager', 'product owner', 'finance'].map((name) => ({ name, base: '', own: false }))
const rule = (roles: string[], all = false) => ({ decision: 'scope.change', roles, all, heard: [], from: 'default' as const, default: { roles, all, heard: [] } })
const ok: Answers = (method, path) => (method === 'POST' && path === '/rights/set' ? { status: 200, body: {} } : undefined)

test('a rule says to whom others propose, by name', async () => {
  await show(<RuleDialog rule={rule(['product owner'])} product={product} kinds={kinds} onClose={() => undefined} />)
  expect(await screen.findByText('For everybody else it becomes a proposal to Tom Okafor.')).toBeTruthy()
})

test('a rule that asks everybody says whose word is missing', async () => {
  await show(<RuleDialog rule={rule(['product owner', 'finance'], true)} product={product} kinds={kinds} onClose={() => undefined} />)
  expect(await screen.findByText(/Nobody holds Finance here/)).toBeTruthy()
})

test('a rule is sent for the product it is about', async () => {
  const onClose = vi.fn()
  const { calls } = await show(<RuleDialog rule={rule(['product manager', 'product owner'], true)} product={product} kinds={kinds} onClose={onClose} />, { answers: ok })
  fireEvent.click(screen.getByLabelText('Any one of them'))
  fireEvent.click(screen.getByText('Save', { selector: 'button' }))
  await waitFor(() => expect(onClose).toHaveBeenCalled())
  expect(calls[0]?.body).toEqual({ decision: 'scope.change', roles: ['product manager', 'product owner'], all: false, heard: [], product: product.id })
})

test('a field names itself, and an option that cannot be is said at the options', async () => {
  const { calls } = await show(<FieldDialog product={product} propose={false} onClose={() => undefined} />)
  fireEvent.change(screen.getByLabelText('Label'), { target: { value: 'Cost centre' } })
  expect(screen.getByLabelText<HTMLInputElement>('In queries').value).toBe('costcentre')
  fireEvent.click(screen.getByText('Save', { selector: 'button' }))
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ name: 'costcentre', label: 'Cost centre', type: 'text', product: product.id }))
})

test('what a changed field would lose is said with how many records it concerns', async () => {
  const field = { id: 'f', product: product.id, name: 'area', label: 'Area', type: 'choice' as const, kinds: ['story'], options: ['pay', 'lend'], doc: '' }
  const two: Answers = (_, path) => (path.startsWith('/records?') ? { status: 200, body: { items: [], next: null, total: 2 } } : undefined)
  const { calls } = await show(<FieldDialog field={field} product={product} propose={false} onClose={() => undefined} />, { answers: two })
  fireEvent.change(screen.getByLabelText('Option 1'), { target: { value: 'R&D' } })
  expect(await screen.findByText(/2 records hold “pay”/)).toBeTruthy()
  fireEvent.click(screen.getByText('Save', { selector: 'button' }))
  expect((await screen.findByRole('alert')).textContent).toContain('cannot contain quotes')
  expect(calls).toEqual([])
})

test('a token’s secret is shown once, and only then', async () => {
  const made: Answers = (method, path) => (method === 'POST' && path === '/tokens' ? { status: 200, body: { id: 't', secret: 'tl_pat_secret' } } : undefined)
  const onMade = vi.fn()
  const { calls } = await show(<TokenDialog onClose={() => undefined} onMade={onMade} />, { answers: made })
  fireEvent.change(screen.getByLabelText('What it is for'), { target: { value: 'CI' } })
  fireEvent.click(screen.getByLabelText(/^Write/))
  fireEvent.click(screen.getByText('Make the token', { selector: 'button' }))
  expect((await screen.findByLabelText<HTMLInputElement>('The token')).value).toBe('tl_pat_secret')
  expect(onMade).toHaveBeenCalledOnce()
  expect(calls[0]?.body).toMatchObject({ name: 'CI', scopes: ['write'], products: [] })
})
