import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import type { ListViewProps } from '@/record/list/props'
import { giveSizes, play, record, show, type World } from '@/record/views/common/world.testing'

import { BoardView } from './BoardView'

const idOf = (n: number) => String(n).padStart(26, '0')
const story = (n: number, more: Partial<Rec> = {}) => record(`LEND-${n}`, 'story', { id: idOf(n), title: `Story ${n}`, state: 'ready', category: 'todo', estimate: 2, ...more })
const started = { state: 'in progress', category: 'doing' as const }

async function board(records: Rec[], more: Partial<World> = {}, props: Partial<ListViewProps> = {}) {
  const { data, sent } = await play({ records, find: (_, all) => all.map((r) => r.id), ...more })
  const shown = await show(data, BoardView as never, { q: 'type:story sort:rank', kinds: ['story'], ...props } as never)
  await act(async () => vi.advanceTimersByTimeAsync(50))
  return { ...shown, data, sent, column, keys: (name: string) => [...column(name).querySelectorAll('[data-id] .keyed')].map((e) => e.textContent) }
}

// Roles of a whole board take long to work out here; a column is found by its name.
const column = (name: string) => document.querySelector<HTMLElement>(`section[aria-label="${name}"]`)!
const card = (n: number) => document.querySelector<HTMLElement>(`[data-id="${idOf(n)}"]`)!
const focus = (n: number) => act(async () => fireEvent.click(card(n)))
const press = async (key: string, more: KeyboardEventInit = {}) => {
  await act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
    await vi.advanceTimersByTimeAsync(20)
  })
}
const said = () => document.querySelector('[role=status].sr-only')?.textContent
const at = () => document.activeElement?.querySelector('.keyed')?.textContent

beforeEach(() => {
  vi.useFakeTimers()
  giveSizes(1200, 800)
  HTMLElement.prototype.scrollTo = () => undefined
  // Nothing is laid out here, so nothing scrolls.
  vi.spyOn(console, 'warn').mockReturnValue()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the board', () => {
  it('has a column for each state, the cards in their order', async () => {
    const b = await board([story(1), story(2, started), story(3)])
    expect(b.keys('ready')).toEqual(['LEND-1', 'LEND-3'])
    expect(b.keys('in progress')).toEqual(['LEND-2'])
    expect(column('ready').querySelector('h2')?.textContent).toBe('ready')
    // What is closed and empty is folded.
    expect(column('dropped').querySelector('button')?.getAttribute('aria-expanded')).toBe('false')
  })

  it('has lanes by another field, also for cards without a value', async () => {
    await board([story(1, { owner: '01ana' }), story(2)], {}, { options: { lanes: 'owner' } })
    expect([...document.querySelectorAll('section[aria-label]')].map((s) => s.querySelectorAll('[data-id]').length)).toEqual([1, 1])
    expect(screen.getByText('No owner')).toBeTruthy()
  })

  it('marks a column with more cards than it should have', async () => {
    await board([story(1), story(2)], {}, { options: { 'wip.ready': '1' } })
    expect(within(column('ready')).getByText(/2 of 1/)).toBeTruthy()
    expect(within(column('ready')).getByLabelText(/at most 1/)).toBeTruthy()
  })

  it('draws the cards in sight of a long column', async () => {
    await board(Array.from({ length: 1000 }, (_, i) => story(i + 1)))
    const drawn = column('ready').querySelectorAll('[data-id]')
    expect(drawn.length).toBeGreaterThan(5)
    expect(drawn.length).toBeLessThan(40)
    expect(drawn[0]!.getAttribute('aria-setsize')).toBe('1000')
  })
})

describe('by key', () => {
  it('goes up and down, and past empty columns to the side', async () => {
    await board([story(1), story(2), story(3, { state: 'done', category: 'done' })])
    await focus(1)
    await press('ArrowDown')
    expect(at()).toBe('LEND-2')
    await press('ArrowRight')
    expect(at()).toBe('LEND-3')
    await press('ArrowLeft')
    expect(at()).toBe('LEND-1')
    expect(document.querySelectorAll('li[tabindex="0"]')).toHaveLength(1)
  })

  it('takes the card along at once, and says where to', async () => {
    const b = await board([story(1), story(2, started)])
    await focus(1)
    await press('ArrowRight', { ctrlKey: true })
    expect(b.keys('in progress')).toEqual(['LEND-2', 'LEND-1'])
    expect(said()).toContain('LEND-1 moved to in progress')
    expect(b.sent[0]).toMatchObject({ path: '/records/rank', body: { ids: [idOf(1)], after: idOf(2), state: 'in progress' } })
    expect(at()).toBe('LEND-1')
  })

  it('moves the state alone where the order is not one’s own', async () => {
    const b = await board([story(1), story(2, started)], { may: (d) => (d === 'backlog.rank' ? 'propose' : 'act') })
    await focus(1)
    await press('ArrowRight', { ctrlKey: true })
    expect(b.sent).toMatchObject([{ method: 'PATCH', body: { state: 'in progress' } }])
  })

  it('says to whom a move is proposed', async () => {
    await board([story(1)], { may: () => 'propose' })
    await focus(1)
    await press('ArrowRight', { ctrlKey: true })
    expect(said()).toContain('Proposes')
  })

  it('passes over states that are not reached by hand', async () => {
    const b = await board([story(1, { state: 'done', category: 'done' })])
    await focus(1)
    await press('ArrowRight', { ctrlKey: true })
    expect(b.sent).toMatchObject([{ body: { state: 'dropped' } }])
  })

  it('ranks within the column', async () => {
    const b = await board([story(1), story(2), story(3)])
    await focus(3)
    await press('ArrowUp', { altKey: true })
    expect(b.keys('ready')).toEqual(['LEND-1', 'LEND-3', 'LEND-2'])
    await press('ArrowUp', { altKey: true, shiftKey: true })
    expect(b.keys('ready')).toEqual(['LEND-3', 'LEND-1', 'LEND-2'])
  })

  it('opens, peeks and selects', async () => {
    const b = await board([story(1), story(2)])
    await focus(1)
    await press('x')
    await press(' ')
    await press('Enter')
    expect([...b.selection.ids]).toEqual([idOf(1)])
    expect(b.opened.map(([, how]) => how)).toEqual(['panel', 'page'])
  })
})

describe('a new card', () => {
  it('is made by its title at the end of a column, with what the column says', async () => {
    const b = await board([story(1)], {}, { values: { sprint: '01sprint' } })
    await act(async () => fireEvent.click(column('in progress').querySelector('[data-add]')!))
    const input = screen.getByLabelText('Title of the new card')
    fireEvent.change(input, { target: { value: 'Sign in with a passkey' } })
    await act(async () => fireEvent.keyDown(input, { key: 'Enter' }))
    expect(b.sent[0]).toMatchObject({ method: 'POST', path: '/stories', body: { product: 'LEND', title: 'Sign in with a passkey', state: 'in progress', sprint: '01sprint' } })
    expect((screen.getByLabelText('Title of the new card') as HTMLInputElement).value).toBe('')
    await act(async () => fireEvent.keyDown(screen.getByLabelText('Title of the new card'), { key: 'Escape' }))
    expect(screen.queryByLabelText('Title of the new card')).toBeNull()
  })
})
