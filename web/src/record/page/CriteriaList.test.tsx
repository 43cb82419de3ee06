import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'

import { useRecord } from '@/data/hooks'

import { CriteriaList, placeOf } from './CriteriaList'
import { show, story } from './testing'

const criteria = [
  { id: '1', text: 'First', met: false },
  { id: '2', text: 'Second', met: true },
]
const record = story({ criteria })

function Live() {
  const live = useRecord(record.id)
  return live ? <CriteriaList record={live} /> : null
}
const list = () => screen.getAllByRole('listitem').map((li) => li.textContent)
const sentLists = (calls: { method: string; body: unknown }[]) => calls.filter((c) => c.method === 'PATCH').map((c) => (c.body as { criteria: { text: string; met: boolean }[] }).criteria)

test('ticking, rewording and removing send the whole list', async () => {
  const { calls } = await show(<Live />, { abilities: { 'criteria.set': 'act' }, records: [record] })
  fireEvent.click(screen.getByRole('checkbox', { name: 'Met: First' }))
  await waitFor(() => expect(sentLists(calls).at(-1)?.map((c) => c.met)).toEqual([true, true]))

  fireEvent.click(screen.getByText('Second'))
  const box = screen.getByRole('textbox', { name: 'Criterion' })
  fireEvent.change(box, { target: { value: 'Second, better' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  await waitFor(() => expect(sentLists(calls).at(-1)?.[1]).toMatchObject({ text: 'Second, better' }))

  fireEvent.click(screen.getAllByRole('button', { name: 'Remove the criterion' })[0]!)
  await waitFor(() => expect(sentLists(calls).at(-1)?.map((c) => c.text)).toEqual(['Second, better']))
  expect(list()).toHaveLength(1)
})

test('Enter adds one after the other; a pasted list becomes several', async () => {
  const { calls } = await show(<Live />, { abilities: { 'criteria.set': 'act' }, records: [record] })
  fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  const input = () => screen.getByRole('textbox', { name: 'New criterion' })
  fireEvent.change(input(), { target: { value: 'Third' } })
  fireEvent.keyDown(input(), { key: 'Enter' })
  await waitFor(() => expect(sentLists(calls).at(-1)?.map((c) => c.text)).toEqual(['First', 'Second', 'Third']))
  fireEvent.paste(input(), { clipboardData: { getData: () => '- Fourth\n- Fifth' } })
  await waitFor(() => expect(sentLists(calls).at(-1)?.map((c) => c.text)).toEqual(['First', 'Second', 'Third', 'Fourth', 'Fifth']))
})

test('the arrows on a grip move its criterion', async () => {
  const { calls } = await show(<Live />, { abilities: { 'criteria.set': 'act' }, records: [record] })
  fireEvent.keyDown(screen.getByRole('button', { name: /Criterion 1 of 2/ }), { key: 'ArrowDown' })
  await waitFor(() => expect(sentLists(calls).at(-1)?.map((c) => c.text)).toEqual(['Second', 'First']))
})

test('refused, what was typed stays and says why', async () => {
  await show(<Live />, { abilities: { 'criteria.set': 'act' }, records: [record], answers: (method) => (method === 'PATCH' ? { status: 400, body: { kind: 'invalid', detail: 'Too long.' } } : undefined) })
  fireEvent.click(screen.getByText('First'))
  const box = screen.getByRole('textbox', { name: 'Criterion' })
  fireEvent.change(box, { target: { value: 'First, much longer' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('Too long.'))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Criterion' }).value).toBe('First, much longer')
})

test('one who may not change them reads them', async () => {
  await show(<Live />, { records: [record] })
  expect(screen.getByText('First')).toBeTruthy()
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Met: First' }).disabled).toBe(true)
})

test('a place to drop is counted without what is dropped', () => {
  const three = ['a', 'b', 'c'].map((id) => ({ id, text: id, met: false }))
  expect(placeOf(three, 'a', 'c', true)).toBe(2)
  expect(placeOf(three, 'a', 'c', false)).toBe(1)
  expect(placeOf(three, 'c', 'a', false)).toBe(0)
})
