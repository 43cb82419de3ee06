import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import type { KindName } from '@/data/kinds.gen'

import { fillGap } from './FillGap'
import { show, story } from './testing'
import type { Node, Thread } from './thread'
import { ThreadBar } from './ThreadBar'

const record = story()
const node = (kind: KindName, id: string, depth = 1): Node => ({ id, key: id.toUpperCase(), kind, title: `The ${id}`, state: 'open', category: 'todo', product: record.product, link: '', from: '', depth })
const self = { ...node('story', record.id, 0), key: record.key }
const answers = (thread: Partial<Thread>) => (_method: string, path: string) => (path.endsWith('/thread') ? { status: 200, body: { record: self, up: [], down: [], gaps: [], more: false, ...thread } } : undefined)

test('steps are links, several at one step are folded and unfold', async () => {
  await show(<ThreadBar record={record} />, { records: [record], answers: answers({ up: [node('feature', 'f1'), node('objective', 'o1', 2), node('objective', 'o2', 3)] }) })
  const feature = await screen.findByLabelText(/The f1/)
  expect(feature.getAttribute('href')).toBe('/r/F1')
  expect(screen.getByText('LEND-1').closest('[aria-current=page]')).toBeTruthy()
  fireEvent.click(screen.getByText('2 objectives'))
  await waitFor(() => expect(screen.getByText('The o2').closest('a')?.getAttribute('href')).toBe('/r/O2'))
})

test('the arrows walk the steps, and Tab comes back to where one was', async () => {
  await show(<ThreadBar record={record} />, { abilities: { 'link.make': 'act' }, records: [record], answers: answers({ up: [node('feature', 'f1')] }) })
  const feature = await screen.findByLabelText(/The f1/)
  feature.focus()
  fireEvent.keyDown(feature, { key: 'ArrowRight' })
  const here = screen.getByText('LEND-1').closest<HTMLElement>('[data-step]')!
  expect(document.activeElement).toBe(here)
  expect([feature.tabIndex, here.tabIndex]).toEqual([-1, 0])
  fireEvent.keyDown(here, { key: 'End' })
  expect(document.activeElement?.getAttribute('aria-label')).toBe('No release yet')
  fireEvent.keyDown(document.activeElement!, { key: 'Home' })
  expect(document.activeElement).toBe(feature)
})

test('a thread that cannot be read says so and can be asked again', async () => {
  let broken = true
  await show(<ThreadBar record={record} />, { records: [record], answers: (m, path) => (path.endsWith('/thread') && broken ? { status: 500, body: { kind: 'internal', detail: 'x' } } : answers({ up: [node('feature', 'f1')] })(m, path)) })
  const again = await screen.findByText(/could not be read/)
  broken = false
  fireEvent.click(again)
  await screen.findByLabelText(/The f1/)
})

test('a gap is filled by a link in the direction that its kinds have, or by setting the field', async () => {
  const feature = story({ id: '01featre00000000000000000a', kind: 'feature', key: 'LEND-9' })
  const { data, calls } = await show(null, { records: [record, feature], answers: (m, path) => (m === 'POST' && path === '/links' ? { status: 201, body: {} } : undefined) })
  await fillGap(data, { kinds: ['feature'], at: record.id, linkOf: () => ({ type: 'delivers', direction: 'out' }) }, record.product, feature.id)
  expect(calls.at(-1)).toMatchObject({ path: '/links', body: { type: 'delivers', from: record.id, to: feature.id } })
  await fillGap(data, { kinds: ['insight'], at: feature.id, linkOf: () => ({ type: 'evidence', direction: 'in' }) }, record.product, record.id)
  expect(calls.at(-1)).toMatchObject({ path: '/links', body: { type: 'evidence', from: record.id, to: feature.id } })
  await fillGap(data, { kinds: ['sprint'], at: record.id, field: 'sprint' }, record.product, feature.id)
  expect(calls.at(-1)).toMatchObject({ method: 'PATCH', path: `/records/${record.id}`, body: { sprint: feature.id } })
})

test('a title that nothing has makes a new record and joins it', async () => {
  const { data, calls } = await show(null, {
    records: [record],
    answers: (m, path, body) => (m !== 'POST' ? undefined : path === '/features' ? { status: 201, body: { ...story(), ...(body as object), kind: 'feature', version: 3 } } : path === '/links' ? { status: 201, body: {} } : undefined),
  })
  await fillGap(data, { kinds: ['feature'], at: record.id, linkOf: () => ({ type: 'delivers', direction: 'out' }) }, record.product, 'A new feature')
  const [made, joined] = calls.filter((c) => c.method === 'POST')
  expect(made).toMatchObject({ path: '/features', body: { title: 'A new feature', product: record.product } })
  expect(joined).toMatchObject({ path: '/links', body: { type: 'delivers', from: record.id, to: (made!.body as { id: string }).id } })
})
