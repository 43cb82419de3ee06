import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Request } from '@/data/client'
import type { ListViewProps } from '@/record/list/props'
import { giveSizes, play, record, show, type World } from '@/record/views/common/world.testing'

import { TableView } from './TableView'

const idOf = (n: number) => String(n).padStart(26, '0')
const story = (n: number, more = {}) => record(`LEND-${n}`, 'story', { id: idOf(n), title: `Story ${n}`, state: 'ready', estimate: n, priority: '', sprint: null, dueOn: null, ...more })
const world = (count: number, more: Partial<World> = {}): World => {
  const records = Array.from({ length: count }, (_, i) => story(i + 1))
  return { records, find: () => records.map((r) => r.id), ...more }
}

async function table(w: World, props: Partial<ListViewProps> = {}) {
  const { data, sent } = await play(w)
  const shown = await show(data, TableView as never, { q: 'type:story sort:rank', kinds: ['story'], options: { cols: 'state,estimate,owner' }, ...props } as never)
  // The rows in sight are asked for a moment later.
  await act(async () => vi.advanceTimersByTimeAsync(50))
  return { ...shown, data, sent, rank: () => sent.find((s) => s.path === '/records/rank')?.body }
}

const row = (n: number) => document.querySelector<HTMLElement>(`[data-id="${idOf(n)}"]`)!
const press = async (key: string, more: KeyboardEventInit = {}) => {
  await act(async () => {
    fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more })
    await vi.advanceTimersByTimeAsync(5)
  })
}
const focused = () => document.activeElement?.closest<HTMLElement>('[data-id]')?.querySelector('.keyed')?.textContent

beforeEach(() => {
  vi.useFakeTimers()
  giveSizes(1200, 400)
  HTMLElement.prototype.scrollTo = () => undefined
  // Nothing is laid out here, so nothing scrolls.
  vi.spyOn(console, 'warn').mockReturnValue()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the table', () => {
  it('draws the rows in sight of a long list, and says how long it is', async () => {
    await table(world(900))
    expect(document.querySelector('[role=grid]')!.getAttribute('aria-rowcount')).toBe('901')
    const rows = document.querySelectorAll('[data-id]').length
    expect(rows).toBeGreaterThan(10)
    expect(rows).toBeLessThan(60)
    expect(row(2).getAttribute('aria-rowindex')).toBe('3')
    expect(within(row(2)).getByText('Story 2')).toBeTruthy()
  })

  it('says what belongs here when there is nothing, and what went wrong', async () => {
    await table(world(0), { empty: <p>Nothing yet</p> })
    expect(screen.getByText('Nothing yet')).toBeTruthy()
    cleanup()
    await table(world(1, { answer: (r: Request) => (r.path.startsWith('/records/ids') ? Promise.reject(new Error('x')) : undefined) }))
    expect(document.querySelector('[role=grid]')).toBeNull()
  })

  it('goes about by key, from nowhere to the first row', async () => {
    await table(world(50))
    await press('j')
    expect(focused()).toBe('LEND-1')
    await press('ArrowDown')
    await press('j')
    await press('k')
    expect(focused()).toBe('LEND-2')
    await press('Home')
    expect(focused()).toBe('LEND-1')
    expect(document.querySelectorAll('[data-id][tabindex="0"]')).toHaveLength(1)
  })

  it('opens and peeks', async () => {
    const t = await table(world(3))
    await press('j')
    await press(' ')
    await press('Enter')
    expect(t.opened).toEqual([[idOf(1), 'panel'], [idOf(1), 'page']])
  })

  it('selects one, several, and all of a list that is not drawn', async () => {
    const t = await table(world(600))
    await press('j')
    await press('x')
    expect(row(1).getAttribute('aria-selected')).toBe('true')
    await press('ArrowDown', { shiftKey: true })
    await press('ArrowDown', { shiftKey: true })
    expect(t.selection.ids.size).toBe(3)
    await press('a', { ctrlKey: true })
    expect(t.selection.ids.size).toBe(600)
    expect(document.querySelector('[role=toolbar]')?.textContent).toContain('600 selected')
    await press('Escape')
    expect(t.selection.ids.size).toBe(0)
    expect(document.querySelector('[role=toolbar]')).toBeNull()
  })

  it('selects from the last picked by Shift and a press', async () => {
    const t = await table(world(10))
    fireEvent.click(row(2), { ctrlKey: true })
    fireEvent.click(row(5), { shiftKey: true })
    expect([...t.selection.ids].sort()).toEqual([2, 3, 4, 5].map((n) => idOf(n)))
  })
})

describe('editing in place', () => {
  it('types into a cell, keeps it with Enter, and gives the focus back', async () => {
    const t = await table(world(3))
    await press('j')
    await press('ArrowRight')
    await press('ArrowRight')
    await press('ArrowRight')
    await press('7')
    const input = screen.getByLabelText('Estimate') as HTMLInputElement
    expect(input.value).toBe('7')
    fireEvent.change(input, { target: { value: '7.5' } })
    await act(async () => fireEvent.keyDown(input, { key: 'Enter' }))
    await act(async () => vi.advanceTimersByTimeAsync(10))
    expect(t.sent).toMatchObject([{ method: 'PATCH', path: `/records/${idOf(1)}`, body: { estimate: 7.5 } }])
    expect(document.querySelector('[data-editing]')).toBeNull()
    expect(document.activeElement?.getAttribute('data-column')).toBe('2')
  })

  it('leaves it as it was with Esc, and keeps no number that is none', async () => {
    const t = await table(world(3))
    fireEvent.click(row(1).querySelector('[data-column="2"]')!)
    const input = screen.getByLabelText('Estimate')
    fireEvent.change(input, { target: { value: '9' } })
    await act(async () => fireEvent.keyDown(input, { key: 'Escape' }))
    fireEvent.click(row(1).querySelector('[data-column="2"]')!)
    const again = screen.getByLabelText('Estimate')
    fireEvent.change(again, { target: { value: 'many' } })
    expect(again.getAttribute('aria-invalid')).toBe('true')
    await act(async () => fireEvent.blur(again))
    expect(t.sent).toEqual([])
  })

  it('edits the title from the row, and says to whom a change would be proposed', async () => {
    await table(world(2, { may: (d) => (d === 'story.write' ? 'propose' : 'act') }))
    await press('j')
    await press('e')
    expect((screen.getByLabelText('Title') as HTMLInputElement).value).toBe('Story 1')
    expect(screen.getByText('Proposes')).toBeTruthy()
  })

  it('leaves the keys to what floats over it', async () => {
    await table(world(3))
    await act(async () => {
      fireEvent.click(row(1).querySelector('[data-column="3"]')!)
      await vi.advanceTimersByTimeAsync(50)
    })
    const find = document.querySelector<HTMLInputElement>('input[aria-label="Owner"]')!
    expect(fireEvent.keyDown(find, { key: 'j' })).toBe(true)
    expect(document.querySelector('[data-id] [data-editing]')).toBeTruthy()
  })

  it('edits nothing that one may not change', async () => {
    await table(world(2, { may: (d) => (d === 'story.estimate' ? undefined : 'act') }))
    fireEvent.click(row(1).querySelector('[data-column="2"]')!)
    expect(document.querySelector('[data-editing]')).toBeNull()
  })
})

describe('ranking', () => {
  it('goes up, to the top, and takes the selection along', async () => {
    const t = await table(world(5))
    await press('j')
    await press('j')
    await press('j')
    await press('ArrowUp', { altKey: true })
    expect(t.rank()).toMatchObject({ ids: [idOf(3)], after: idOf(1) })
    expect(document.querySelector('[role=status].sr-only')?.textContent).toContain('LEND-3 moved to position 2')
    expect([...document.querySelectorAll('[data-id] .keyed')].map((e) => e.textContent).slice(0, 3)).toEqual(['LEND-1', 'LEND-3', 'LEND-2'])
    t.sent.length = 0
    act(() => t.selection.set([idOf(4), idOf(5)], idOf(5)))
    await press('ArrowUp', { altKey: true, shiftKey: true })
    expect(t.rank()).toMatchObject({ ids: [idOf(4), idOf(5)], before: idOf(1) })
  })

  it('is no matter of a list that is sorted otherwise', async () => {
    const t = await table(world(3), { q: 'type:story sort:title' })
    await press('j')
    await press('ArrowDown', { altKey: true })
    expect(t.rank()).toBeUndefined()
  })

  it('shows the lines that are drawn through the list', async () => {
    await table(world(5), { marks: [{ afterIndex: 2, label: 'Sprint 27' }] })
    const mark = screen.getByText('Sprint 27').closest('[role=row]')!
    expect(mark.previousElementSibling?.getAttribute('data-id')).toBe(idOf(2))
  })
})

describe('sorting by a header', () => {
  it('writes it into the query', async () => {
    const onQ = vi.fn()
    await table(world(2), { onQ })
    fireEvent.click(screen.getByText('Estimate').closest('button')!)
    expect(onQ.mock.calls[0]![0]('state:ready')).toBe('state:ready sort:estimate')
  })
})

describe('groups', () => {
  const groups = [
    { value: 'ready', label: 'ready', count: 2, q: 'ready' },
    { value: 'done', label: 'done', count: 1, q: 'done' },
  ]
  const grouped = (): World => {
    const records = [story(1), story(2), story(3, { state: 'done', category: 'done' })]
    return {
      records,
      find: (q) => records.filter((r) => (q === 'done' ? r.state === 'done' : q === 'ready' ? r.state === 'ready' : true)).map((r) => r.id),
      answer: (r) => (r.path.startsWith('/records/groups') ? groups : undefined),
    }
  }

  it('are lists of their own under headings that count and fold', async () => {
    await table(grouped(), { options: { cols: 'estimate', group: 'state' } })
    const keys = () => [...document.querySelectorAll('[data-id] .keyed')].map((e) => e.textContent)
    expect(keys()).toEqual(['LEND-1', 'LEND-2', 'LEND-3'])
    const head = screen.getByText('ready', { selector: '[data-group] *' }).closest('button')!
    expect(head.textContent).toContain('2')
    await act(async () => fireEvent.click(head))
    expect(keys()).toEqual(['LEND-3'])
    expect(head.getAttribute('aria-expanded')).toBe('false')
  })

  it('are passed over by the keys', async () => {
    await table(grouped(), { options: { cols: 'estimate', group: 'state' } })
    await press('End')
    expect(focused()).toBe('LEND-3')
    await press('k')
    expect(focused()).toBe('LEND-2')
    await press('-')
    expect(row(2)).toBeNull()
  })
})
