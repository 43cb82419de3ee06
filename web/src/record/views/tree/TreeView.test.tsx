import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Link, Rec } from '@/data/types'
import { giveSizes, idFor, play, record, show, type World } from '@/record/views/common/world.testing'

import { moveRight, relink } from './relink'
import { TreeView } from './TreeView'

const link = (n: number, type: string, from: string, to: string): Link => ({ id: `link${n}`, type, from: idFor(from), to: idFor(to), fromKind: '', toKind: '' })

function world(): World & { links: Link[] } {
  const links = [link(1, 'delivers', 'lend11', 'lend1'), link(2, 'delivers', 'lend12', 'lend1'), link(3, 'delivers', 'lend21', 'lend11')]
  const records = [
    record('LEND-1', 'initiative', { title: 'Every way to pay' }),
    record('LEND-2', 'initiative', { title: 'Open and fair' }),
    record('LEND-11', 'feature', { title: 'Direct debit' }),
    record('LEND-12', 'feature', { title: 'Pay by link' }),
    record('LEND-21', 'story', { title: 'Choose a day', category: 'done', state: 'done' }),
    record('LEND-22', 'task', { title: 'Left alone' }),
  ]
  // The few questions that a tree asks: what stands under a key, and what stands under nothing.
  const find = (q: string, all: readonly Rec[]): string[] => {
    const key = /\b(?:initiative|feature):(LEND-\d+)/.exec(q)?.[1]
    const parent = all.find((r) => r.key === key)
    if (/\bparent:/.test(q)) return []
    if (key) return all.filter((r) => links.some((l) => l.from === r.id && l.to === parent?.id)).map((r) => r.id)
    return all.filter((r) => r.kind === 'initiative' && q.includes('type:initiative')).map((r) => r.id)
  }
  return { records, links, find }
}

const props = { q: 'type:initiative', kinds: ['initiative'] as const }
const grid = () => document.querySelector<HTMLElement>('[role=treegrid]')!
const rows = () => [...document.querySelectorAll<HTMLElement>('[role=row][aria-level]')]
const press = (key: string) => act(async () => void fireEvent.keyDown(grid(), { key }))
const titles = () => rows().map((r) => `${r.getAttribute('aria-level')} ${r.textContent?.match(/Every way to pay|Open and fair|Direct debit|Pay by link|Choose a day/)?.[0] ?? '…'}`)

beforeEach(() => giveSizes())

describe('the tree', () => {
  async function start(w: World = world()) {
    const playing = await play(w)
    const shown = await show(playing.data, TreeView, props)
    await waitFor(() => expect(titles()).toEqual(['1 Every way to pay', '1 Open and fair']))
    act(() => grid().focus())
    return { ...playing, ...shown }
  }

  it('asks for children when their parent is opened, by key, and closes again', async () => {
    await start()
    await press('ArrowRight')
    await waitFor(() => expect(titles()).toEqual(['1 Every way to pay', '2 Direct debit', '2 Pay by link', '1 Open and fair']))
    await press('ArrowDown')
    await press('ArrowRight')
    await waitFor(() => expect(titles()[2]).toBe('3 Choose a day'))
    await press('ArrowLeft')
    await press('ArrowLeft')
    await press('ArrowLeft')
    expect(titles()).toHaveLength(2)
  })

  it('opens and selects the row at hand', async () => {
    const { opened, selection } = await start()
    await press('ArrowDown')
    await press('Enter')
    await press(' ')
    await press('x')
    expect(opened).toEqual([[idFor('lend2'), 'page'], [idFor('lend2'), 'panel']])
    expect([...selection.ids]).toEqual([idFor('lend2')])
  })

  it('says so when there is nothing, and when there is no answer', async () => {
    const { data } = await play({ records: [], find: () => [] })
    const shown = await show(data, TreeView, props)
    expect(await screen.findByText('Nothing here yet')).toBeTruthy()
    shown.unmount()
    const lost = await play({ records: [], find: () => undefined })
    await show(lost.data, TreeView, { ...props, product: 'OTHER' })
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})

describe('putting under another', () => {
  async function held(w = world()) {
    const playing = await play(w)
    await playing.data.loader.some(w.records.map((r) => r.id))
    const of = (key: string) => playing.data.cache.get(idFor(key))!
    return { ...playing, of }
  }

  it('joins to the new parent and parts from the old one', async () => {
    const { data, sent, of } = await held()
    await relink(data, idFor('lend11'), of('lend1'), of('lend2'))
    expect(sent.map((s) => [s.method, s.path.split('?')[0]])).toEqual([['POST', '/links'], ['DELETE', '/links/link1']])
    expect(sent[0]!.body).toMatchObject({ type: 'delivers', from: idFor('lend11'), to: idFor('lend2') })
  })

  it('only parts when it is taken out, and does nothing when it stays', async () => {
    const { data, sent, of } = await held()
    await relink(data, idFor('lend11'), of('lend1'), undefined)
    expect(sent.map((s) => s.method)).toEqual(['DELETE'])
    await relink(data, idFor('lend12'), of('lend1'), of('lend1'))
    expect(sent).toHaveLength(1)
  })

  it('sets the parent of a sub-task', async () => {
    const { data, sent, of } = await held()
    await relink(data, idFor('lend22'), undefined, of('lend21'))
    expect(sent).toMatchObject([{ method: 'PATCH', body: { parent: idFor('lend21') } }])
  })

  it('takes the right that the link takes', async () => {
    const w = world()
    const { data, of } = await held({ ...w, may: (decision) => (decision === 'story.write' ? 'act' : decision === 'feature.define' ? 'propose' : undefined) })
    expect(moveRight(data, of('lend21'), 'feature').may).toBe('act')
    expect(moveRight(data, of('lend11'), 'initiative').may).toBe('propose')
    expect(moveRight(data, of('lend11'), 'story').may).toBe('no')
  })
})
