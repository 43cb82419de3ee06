import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it } from 'vitest'

import { press, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, PRODUCT } from '@/record/views/common/world.testing'

import { AskDialog } from './AskDialog'

beforeEach(() => giveSizes())
afterEach(cleanup)

async function asks(answer: (body: unknown) => unknown) {
  const feature = { id: 'f'.repeat(26), key: 'LEND-7', kind: 'feature', title: 'Letters', product: PRODUCT, state: 'planned', version: 1, links: [] }
  let closed = 0
  const { data, sent } = await play({ records: [feature as never], find: () => [feature.id], answer: (r) => (r.method === 'POST' ? answer(r.body) : r.path.startsWith('/records?') ? { items: [feature], next: null } : undefined) })
  await showScreen(data, <AskDialog product={PRODUCT} of="owner" onClose={() => closed++} />)
  await type('Question', 'Letters or the app?')
  await type('Option 1: What would be done', 'Letters')
  await type('Option 2: What would be done', 'The app')
  return { sent, closed: () => closed, feature }
}

it('is put together with what it is about, in one call', async () => {
  const { sent, closed, feature } = await asks(() => ({ results: [] }))
  const about = screen.getByRole('combobox', { name: 'About' })
  await act(async () => {
    about.focus()
    fireEvent.click(about)
  })
  fireEvent.click(await screen.findByRole('option', { name: /Letters/ }))
  await press('Enter', { ctrlKey: true })
  const posts = sent.filter((s) => s.method === 'POST')
  expect(posts.map((p) => p.path)).toEqual(['/batch'])
  const { calls } = posts[0]!.body as { calls: { operation: string; input: Record<string, unknown> & { fields?: { id: string } } }[] }
  expect(calls.map((c) => c.operation)).toEqual(['tradeoff.create', 'link.create'])
  expect(calls[1]!.input).toEqual({ type: 'relates', from: calls[0]!.input.fields!.id, to: feature.id })
  expect(closed()).toBe(1)
})
