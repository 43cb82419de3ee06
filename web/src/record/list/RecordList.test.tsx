import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Request } from '@/data/client'
import { DataProvider } from '@/data/hooks'
import { Problem } from '@/data/types'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import type { FieldDoc } from './filter/docs'
import { RecordList, type RecordListProps } from './RecordList'

vi.mock('@/record/page/RecordPanel', () => ({ RecordPanel: ({ id }: { id: string }) => <aside data-testid="panel">{id}</aside> }))

const idOf = (n: number) => String(n).padStart(26, '0')
const story = (n: number, title: string) => record(`LEND-${n}`, 'story', { id: idOf(n), title, state: 'ready', estimate: n })
const doc = (name: string, type: FieldDoc['type'], more: Partial<FieldDoc> = {}): FieldDoc => ({
  name, type, synonyms: [], label: name, doc: '', kinds: [], operators: [':', '=', '!='], values: [], ranges: false, star: false, sortable: true, example: '', ...more,
})
const docs = [doc('state', 'state', { label: 'State' }), doc('estimate', 'number', { label: 'Estimate', operators: [':', '=', '!=', '<', '<=', '>', '>='] }), doc('is', 'word', { values: ['open'] })]
const views = [{ id: 'v1', product: 'p', createdBy: '01member00000000000000000m', version: 1, name: 'Ready ones', query: 'type:story state:ready sort:-estimate', layout: 'table', options: { columns: ['estimate'] }, shared: true }]

const print = (search: Record<string, unknown>) => {
  const text = new URLSearchParams(Object.entries(search).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]]))).toString()
  return text && `?${text.replaceAll('%3A', ':').replaceAll('%2C', ',')}`
}

let asked: string[] = []

/** A list of three stories; a query with a word finds those with it in their title. */
async function list(at = '/', props: Partial<RecordListProps> = {}, { refuse, ...more }: Partial<World> & { refuse?: (path: string) => Problem | undefined } = {}) {
  const records = [story(1, 'Pay by card'), story(2, 'Pay later'), story(3, 'Sign in')]
  asked = []
  const answer = (r: Request) => {
    if (r.path.startsWith('/query/fields')) return docs
    if (r.path.startsWith('/views')) return r.method === 'GET' ? views : { ...views[0], id: 'v2', ...(r.body as object) }
    const q = new URL(r.path, 'http://x').searchParams.get('q')
    if (q !== null) asked.push(q)
    return more.answer?.(r)
  }
  const find: World['find'] = (q) => {
    const words = q.split(' ').filter((w) => !/[:>]/.test(w))
    return records.filter((r) => words.every((w) => r.title.toLowerCase().includes(w))).map((r) => r.id)
  }
  const { data, sent } = await play({ records, find, ...more, answer })
  const get = data.client.get.bind(data.client)
  vi.spyOn(data.client, 'get').mockImplementation((path, signal) => {
    const problem = refuse?.(path)
    return problem ? Promise.reject(problem) : get(path, signal)
  })
  const root = createRootRoute({
    component: () => (
      <DataProvider data={data}>
        <RecordList screen="backlog" name="Backlog" product="LEND" kinds={['story']} base="type:story" views={['table', 'board']} defaults={{ sort: 'rank', cols: 'state,estimate' }} empty={{ title: 'Nothing planned yet' }} {...props} />
      </DataProvider>
    ),
  })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: [at] }), parseSearch: (s) => Object.fromEntries(new URLSearchParams(s)), stringifySearch: print })
  await router.load()
  await act(async () => render(<RouterProvider router={router as never} />))
  // The view is loaded when it is first shown; the rows a moment later.
  await act(async () => void (await vi.dynamicImportSettled()))
  await wait(100)
  return { router, sent, search: () => router.state.location.searchStr }
}

const wait = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms))
const titles = () => [...document.querySelectorAll('[data-open]')].map((e) => e.textContent)
const field = () => document.querySelector<HTMLInputElement>('input[role=combobox]')!
const type = (text: string) => act(async () => fireEvent.change(field(), { target: { value: text, selectionStart: text.length } }))
const button = (name: string) => [...document.querySelectorAll<HTMLElement>('button')].find((b) => (b.getAttribute('aria-label') ?? b.textContent)?.includes(name))!

beforeEach(() => {
  vi.useFakeTimers()
  giveSizes(1200, 600)
  HTMLElement.prototype.scrollTo = () => undefined
  window.scrollTo = () => undefined
  vi.spyOn(console, 'warn').mockReturnValue()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('a list', () => {
  it('asks for what the screen is about, in its order, and shows it', async () => {
    await list()
    expect(asked).toContain('type:story sort:rank')
    expect(titles()).toEqual(['Pay by card', 'Pay later', 'Sign in'])
  })

  it('filters as one types, a moment after the last key, and keeps it in the address', async () => {
    const { search } = await list()
    await type('p')
    await type('pa')
    await type('pay')
    await wait(60)
    expect(search()).toBe('')
    await wait(60)
    expect(search()).toBe('?q=pay')
    expect(titles()).toEqual(['Pay by card', 'Pay later'])
    expect(asked.filter((q) => q.startsWith('p '))).toEqual([])
    expect(field().value).toBe('pay')
  })

  it('makes a chip of a condition that is complete, and takes it away again', async () => {
    const { search } = await list()
    await type('is:open ')
    await wait(20)
    expect(search()).toBe('?q=is:open')
    expect(field().value).toBe('')
    await act(async () => fireEvent.click(button('Remove the filter')))
    await wait(20)
    expect(search()).toBe('')
  })

  it('turns the last chip into text again with Backspace', async () => {
    await list('/?q=is:open+state:ready')
    await act(async () => fireEvent.keyDown(field(), { key: 'Backspace' }))
    expect(field().value).toBe('state:ready')
    expect(document.body.textContent).toContain('Open')
  })

  it('offers what can come next, and takes it by key', async () => {
    await list()
    await type('est')
    expect([...document.querySelectorAll('[role=option]')].map((o) => o.textContent)).toEqual(['estimate:Estimate'])
    fireEvent.keyDown(field(), { key: 'ArrowDown' })
    await act(async () => fireEvent.keyDown(field(), { key: 'Enter' }))
    expect(field().value).toBe('estimate:')
  })

  it('says under the filter what the server finds wrong, at its place, and keeps what was shown', async () => {
    const problem = new Problem(400, 'invalid', 'x', [{ field: 'q', message: 'Character 10: “abc” is not a number.' }])
    await list('/?q=estimate>2', {}, { refuse: (path) => (path.includes('estimate%3Eabc') ? problem : undefined) })
    await act(async () => fireEvent.keyDown(field(), { key: 'Backspace' }))
    await type('estimate>abc')
    await wait(150)
    expect(document.querySelector('[role=alert]')?.textContent).toBe('“abc” is not a number.')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(titles()).toHaveLength(3)
    await type('estimate>3')
    await wait(150)
    expect(document.querySelector('[role=alert]')).toBeNull()
  })

  it('sorts by a header, by the address alone', async () => {
    const { search } = await list()
    await act(async () => fireEvent.click([...document.querySelectorAll('[role=columnheader] button')].find((b) => b.textContent === 'Estimate')!))
    await wait(50)
    expect(search()).toBe('?q=sort:estimate')
    expect(asked).toContain('sort:estimate type:story')
  })

  it('shows a record beside it, and another view', async () => {
    const { search, router } = await list()
    await act(async () => fireEvent.click(document.querySelector('[data-open]')!))
    await wait(50)
    expect(search()).toBe('?open=LEND-1')
    await act(async () => void (await vi.dynamicImportSettled()))
    await wait(50)
    expect(document.querySelector('[data-testid=panel]')?.textContent).toBe('LEND-1')
    await act(async () => fireEvent.click(document.querySelector('[role=radio][aria-label=Board]')!))
    await wait(50)
    expect(search()).toBe('?open=LEND-1&view=board')
    await act(async () => router.history.back())
    await wait(50)
    expect(search()).toBe('?open=LEND-1')
  })
})

describe('saved views', () => {
  it('are tabs that put the address in their place', async () => {
    const { search } = await list('/?q=pay')
    await act(async () => fireEvent.click([...document.querySelectorAll('[role=tab]')].find((t) => t.textContent === 'Ready ones')!))
    await wait(50)
    expect(search()).toBe('?q=state:ready+sort:-estimate&saved=v1&cols=estimate')
    expect(field().value).toBe('')
  })

  it('say that one has moved on from them', async () => {
    await list('/?q=state:ready&saved=v1&cols=estimate')
    expect([...document.querySelectorAll('[role=tab]')].map((t) => t.textContent)).toContain('Ready ones •')
  })
})

describe('with nothing to show', () => {
  it('says what belongs here, or that nothing fits', async () => {
    await list('/', {}, { find: () => [] })
    expect(document.body.textContent).toContain('Nothing planned yet')
    cleanup()
    await list('/?q=nonsense')
    expect(document.body.textContent).toContain('Nothing fits the filter')
    await act(async () => fireEvent.click(button('Clear the filter')))
    await wait(100)
    expect(titles()).toHaveLength(3)
  })

  it('offers to make one only to those who may', async () => {
    await list('/', {}, { may: () => undefined })
    expect(button('New Story')).toBeUndefined()
    cleanup()
    await list('/')
    expect(button('New Story')).toBeTruthy()
  })
})
