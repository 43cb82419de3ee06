import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { click, press, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, type World } from '@/record/views/common/world.testing'

import { StoryMapScreen } from './StoryMapScreen'

beforeEach(() => giveSizes())

const card = (id: string, step: string, release: string | null) => ({ id, key: `LEND-${id}`, kind: 'story', title: `Story ${id}`, state: 'new', category: 'todo', owner: null, estimate: 3, step, release })
const slice = (id: string, more: object = {}) => ({ id, key: id, title: `Release ${id}`, state: 'planned', category: 'todo', dueOn: '2026-12-01', releasedOn: null, cards: 1, gaps: [], idle: [], skeleton: false, outcomes: [], metrics: [], ...more })
const full = () => ({
  activities: [{ id: 'A', title: 'Borrow', optional: false, steps: [{ id: 's1', title: 'Apply', cards: 2 }] }, { id: 'B', title: 'Repay', optional: false, steps: [{ id: 's2', title: 'Pay', cards: 0 }] }],
  slices: [slice('R1', { gaps: ['B'] }), slice('R2', { skeleton: true, outcomes: [{ id: 'o', key: 'LEND-5', title: 'Grow' }] })],
  cards: [card('1', 's1', 'R1'), card('2', 's1', null)],
  unplaced: 4,
  more: false,
})

const world = (map: unknown, more: Partial<World> = {}): World => ({
  records: [],
  find: () => [],
  answer: ({ path, method }) => (path.startsWith('/storymap?') ? map : method === 'POST' ? [] : undefined),
  ...more,
})

async function show(w: World) {
  const { data, sent } = await play(w)
  await showScreen(data, <StoryMapScreen product="LEND" />)
  return sent
}

describe('the story map', () => {
  it('says what belongs here, and begins with an activity', async () => {
    const sent = await show(world({ activities: [], slices: [], cards: [], unplaced: 3, more: false }))
    expect(await screen.findByText('There is no story map yet.')).toBeTruthy()
    await click('Add activity')
    await type('Name', 'Borrow')
    await click(/^Save/)
    expect(sent.at(-1)).toMatchObject({ method: 'POST', path: '/activities', body: { product: 'LEND', title: 'Borrow' } })
  })

  it('says what happened when it cannot be read', async () => {
    await show(world(undefined))
    expect(await screen.findByText('The story map could not be loaded.')).toBeTruthy()
  })

  it('flags the gap, marks the walking skeleton, and names outcome and metric or their lack', async () => {
    await show(world(full()))
    expect(await screen.findByText('Gap: Repay')).toBeTruthy()
    expect(screen.getByText('Walking skeleton')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Outcome: Grow' })).toBeTruthy()
    expect(screen.getByText('No outcome')).toBeTruthy()
    expect(screen.getAllByText('No metric').length).toBe(2)
  })

  it('carries a card across a slice by key, at once, in one request', async () => {
    const map = full()
    const answer: World['answer'] = ({ path, method }) => {
      if (path.startsWith('/storymap?')) return structuredClone(map)
      if (method !== 'POST') return undefined
      map.cards = [card('1', 's1', 'R2'), card('2', 's1', null)]
      return []
    }
    const sent = await show(world(map, { answer }))
    const one = await screen.findByRole('listitem', { name: /^LEND-1 Story 1/ })
    act(() => one.focus())
    await press('ArrowDown', { ctrlKey: true })
    expect(sent.filter((s) => s.path === '/storymap/place')).toEqual([{ method: 'POST', path: '/storymap/place', body: { items: ['1'], release: 'R2' } }])
    expect(await screen.findByRole('listitem', { name: /^LEND-1 Story 1\. Apply, Release R2, 1 of 1/ })).toBeTruthy()
  })

  it('takes a move back that the server refuses, and says why', async () => {
    await show(world(full(), { answer: ({ path }) => (path.startsWith('/storymap?') ? full() : undefined), find: () => [] }))
    const one = await screen.findByRole('listitem', { name: /^LEND-1 / })
    act(() => one.focus())
    await act(async () => void fireEvent.keyDown(one, { key: 'Delete' }))
    expect(await screen.findByRole('listitem', { name: /^LEND-1 / })).toBeTruthy()
  })
})
