import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { click, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'
import type { Rec } from '@/data/types'

import { PokerScreen } from './PokerScreen'

beforeEach(() => giveSizes())

const me = '01member00000000000000000m'
const other = '01other000000000000000000m'
const item = record('LEND-1', 'story', { title: 'Save a draft', body: '', criteria: [] })
const refinement = record('LEND-9', 'refinement' as Rec['kind'], {
  title: 'Tuesday', state: 'running', category: 'doing', body: '', current: item.id, items: [],
  people: [{ member: me, as: 'voter', joinedAt: '', leftAt: null }, { member: other, as: 'voter', joinedAt: '', leftAt: null }],
})
const round = (more: object = {}) => ({ id: 'r1', record: item.id, refinement: refinement.id, number: 1, scale: ['1', '3', '5', '8', '?'], state: 'open', voted: [], votes: [], revealedBy: null, taken: null, ...more })
const revealed = (result: object, more: object = {}) => ({
  round: round({ state: 'revealed', voted: [me, other], votes: [{ member: me, value: '3' }, { member: other, value: '8' }], ...more }),
  result: { low: 3, high: 8, median: 5.5, consensus: null, suggestion: null, lowest: [me], highest: [other], advice: 'explain', ...result },
})

const world = (rounds: object[], more: Partial<World> & { mine?: string; waiting?: string[] } = {}): World => ({
  records: [refinement, item],
  find: (q) => (q.includes('type:refinement') ? [refinement.id] : []),
  answer: ({ path, method }) => {
    if (path.includes('/now')) return { scale: ['1', '3', '5', '8', '?'], rounds, waiting: more.waiting ?? [], mine: more.mine ?? '', missing: [{ rule: 'criteria', what: 'It has none.' }] }
    if (path.startsWith('/flow/sizes')) return { sizes: [] }
    return method === 'POST' && path.startsWith('/rounds') ? {} : undefined
  },
  ...more,
})

async function show(w: World) {
  const { data, sent } = await play(w)
  await showScreen(data, <PokerScreen product="LEND" />)
  return sent
}

describe('planning poker', () => {
  it('says that none is going on, and where to start one', async () => {
    await show({ ...world([]), find: () => [] })
    expect(await screen.findByText('No refinement is going on.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Refinement' })).toBeTruthy()
  })

  it('says what happened when it cannot be read', async () => {
    await show({ ...world([]), find: () => undefined })
    expect(await screen.findByRole('alert')).toBeTruthy()
  })

  it('sends a vote and shows it to oneself, without waiting', async () => {
    const sent = await show(world([{ round: round({ voted: [other] }), result: null }], { waiting: [me] }))
    await click('Vote 5')
    expect(sent.filter((s) => s.path.startsWith('/rounds'))).toEqual([{ method: 'POST', path: '/rounds/r1/vote', body: { value: '5' } }])
    expect((await screen.findByRole('button', { name: 'Vote 5' })).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getAllByText(/Only you see it/).length).toBeGreaterThan(0)
    expect(screen.getByText('1 of 2 have voted')).toBeTruthy()
  })

  it('names the lowest and the highest, and takes no size by itself', async () => {
    await show(world([revealed({})]))
    expect(await screen.findByText('The lowest and the highest explain, then vote again.')).toBeTruthy()
    expect(screen.getByText('3 to 8')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Vote again' })).toBeTruthy()
    expect(screen.queryByRole('group', { name: 'Your vote' })).toBeNull()
  })

  it('offers the larger after three rounds, and keeps the rounds before', async () => {
    const sent = await show(world([revealed({ suggestion: 8, advice: 'larger or split' }, { id: 'r3', number: 3 }), revealed({}, { id: 'r2', number: 2 })]))
    expect(await screen.findByText(/Three rounds are enough/)).toBeTruthy()
    expect(within(screen.getByRole('region', { name: 'Rounds so far' })).getByText(/Round 2/)).toBeTruthy()
    await click('Take 8')
    expect(sent.find((s) => s.path.startsWith('/rounds'))).toMatchObject({ path: '/rounds/r3/take', body: { value: 8 } })
  })

  it('proposes where others decide sizes', async () => {
    await show(world([revealed({ consensus: 3, suggestion: 3, advice: 'take' })], { may: (d) => (d === 'story.estimate' ? 'propose' : undefined) }))
    expect(await screen.findByRole('button', { name: 'Propose 3' })).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Vote again' })).toBeNull()
  })
})
