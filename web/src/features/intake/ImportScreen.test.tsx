import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'

import { type Answers, show } from '@/record/page/testing'

import { ImportScreen } from './ImportScreen'

// A screen full of controls takes its time where the machine is busy.
vi.setConfig({ testTimeout: 30_000 })

afterEach(() => vi.unstubAllGlobals())

const none = { records: 0, states: 0, members: 0 }
const report = {
  source: 'trello', name: 'Board', product: 'LEND', dryRun: true, request: 'r1', read: { cards: 2 }, created: { ...none, records: 2, states: 1, members: 1 }, updated: none, unchanged: none, kept: { fields: 9, links: 0 },
  problems: [{ where: 'cards[1]', what: 'This card has no name; it comes in as “(no title)”.' }, { where: 'cards[2]', what: 'This card has no id, so it was left out.' }],
  plan: {
    kinds: [{ type: 'Card', kind: 'story', items: 2 }],
    states: [{ id: 'l1', name: 'Waiting', state: 'Waiting', category: 'todo', new: true, items: 2 }],
    people: [{ id: 'p1', name: 'Jo', member: 'x', how: 'new' }],
    checklists: 'criteria',
  },
}
const lines = (...all: object[]) => new Response(all.map((l) => `${JSON.stringify(l)}\n`).join(''), { headers: { 'Content-Type': 'application/x-ndjson' } })
const board = new File([JSON.stringify({ lists: [{ id: 'l1', name: 'Waiting' }], cards: [{ idShort: 1, name: 'Pay', idList: 'l1' }] })], 'board.json')

/** The screen, with the answers to its imports in their order. */
async function open(...answers: Response[]) {
  const network = vi.fn(async () => answers.shift()!)
  vi.stubGlobal('fetch', network)
  const rest: Answers = (_, path) => (path.startsWith('/imports') ? { status: 200, body: { items: [], next: null } } : undefined)
  const world = await show(<ImportScreen />, { abilities: { 'import.run': 'act' }, answers: rest })
  const sent = (n: number) => (network.mock.calls as unknown as [string, { body: FormData }][])[n]!
  return { ...world, network, sent }
}
const choose = async () => {
  fireEvent.change(screen.getByLabelText('choose them'), { target: { files: [board] } })
  await screen.findByText('board.json')
}
const check = () => fireEvent.click(screen.getByText('Check', { selector: 'button' }))

test('a board is recognised, checked, and shown as what becomes what', async () => {
  const { sent } = await open(Response.json(report))
  await choose()
  expect(screen.getAllByText('Trello board').length).toBeGreaterThan(0)
  check()
  expect(await screen.findByText('2 stories.')).toBeTruthy()
  expect(sent(0)[0]).toContain('format=trello&product=LEND&dryRun=true')
  expect(screen.getByText(/1 problem/)).toBeTruthy()
  expect(screen.getByText('1 note: nothing is lost').closest('details')?.open).toBe(false)
})

test('it runs, tells how far it is, and ends with the report and its way back', async () => {
  const { data } = await open(Response.json(report), lines({ stage: 'items', done: 2, total: 2 }, { report: { ...report, dryRun: false } }))
  const call = vi.spyOn(data, 'call')
  await choose()
  check()
  fireEvent.click(await screen.findByText('Import into LEND', { selector: 'button' }))
  expect(await screen.findByText('“Board” is in')).toBeTruthy()
  expect(screen.getByText('Open the board').closest('a')!.getAttribute('href')).toBe('/p/LEND/backlog?view=board')
  expect(screen.getByText('Undo the import', { selector: 'button' })).toBeTruthy()
  expect(call).not.toHaveBeenCalled()
})

test('refused, the files and all that was chosen are still there', async () => {
  const { sent } = await open(Response.json(report), Response.json({ kind: 'toomany', detail: 'Too many imports. Try again in 5m.' }, { status: 429 }), lines({ report: { ...report, dryRun: false } }))
  await choose()
  check()
  fireEvent.click(await screen.findByLabelText<HTMLInputElement>(/^Tasks of their own/))
  fireEvent.click(screen.getByText('Import into LEND', { selector: 'button' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Try again in 5m.')
  expect(screen.getByLabelText<HTMLInputElement>(/^Tasks of their own/).checked).toBe(true)
  fireEvent.click(screen.getByText('Import into LEND', { selector: 'button' }))
  expect(await screen.findByText('“Board” is in')).toBeTruthy()
  const mapping = sent(2)[1].body.get('mapping') as Blob
  expect(JSON.parse(await mapping.text())).toMatchObject({ checklists: 'tasks' })
})

test('a run that stops half-way shows what went in, and can go on', async () => {
  const part = { ...report, dryRun: false, created: { ...none, records: 1 } }
  await open(Response.json(report), lines({ report: part, problem: { kind: 'unavailable', detail: 'Something went wrong after a part of the import.' } }))
  await choose()
  check()
  fireEvent.click(await screen.findByText('Import into LEND', { selector: 'button' }))
  expect(await screen.findByText('Something went wrong after a part of the import.')).toBeTruthy()
  expect(screen.getByText('Go on', { selector: 'button' })).toBeTruthy()
})

test('who may import nowhere is told who can', async () => {
  await show(<ImportScreen />, {})
  expect(screen.getByText('You cannot import anything at the moment.')).toBeTruthy()
  await waitFor(() => expect(screen.queryByLabelText('choose them')).toBeNull())
})
