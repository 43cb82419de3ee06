import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { giveSizes, play, record, show, type World } from '@/record/views/common/world.testing'

import { ThreadView } from './ThreadView'

const records = [record('LEND-1', 'objective', { title: 'Money moves' }), record('LEND-2', 'initiative', { title: 'Every way' }), record('LEND-3', 'feature', { title: 'Pay by link' }), record('LEND-4', 'story', { title: 'Send the link' })]
const [objective, initiative, feature, story] = records as [Node, Node, Node, Node]
type Node = (typeof records)[number]

const node = (r: Node, from: Node | undefined, depth: number) => ({ id: r.id, key: r.key, kind: r.kind, title: r.title, state: r.state, category: r.category, product: r.product, link: '', from: from?.id ?? '', depth })
const threads: Record<string, unknown> = {
  [feature.id]: { record: node(feature, undefined, 0), up: [node(initiative, feature, 1), node(objective, initiative, 2)], down: [node(story, feature, 1)], gaps: [{ record: feature.key, what: "No customer's words stand behind it.", link: 'evidence', kind: 'insight' }], more: false },
}

const world = (): World => ({
  records: [...records],
  find: () => [feature.id],
  answer: ({ path }) => {
    const ref = /^\/records\/([^/]+)\/thread/.exec(path)?.[1]
    return ref && (threads[ref] ?? threads[records.find((r) => r.key === ref)?.id ?? ''])
  },
})

const props = { q: 'type:feature', kinds: ['feature'] as const }
const card = (r: Node) => document.querySelector<HTMLElement>(`[data-node="${r.id}"]`)!
const at = () => records.find((r) => card(r) === document.activeElement)
const key = (name: string) => act(() => void fireEvent.keyDown(document.activeElement!, { key: name }))

beforeEach(() => {
  giveSizes()
  Element.prototype.scrollTo = () => {}
})

describe('the thread as a graph', () => {
  async function start() {
    const playing = await play(world())
    const shown = await show(playing.data, ThreadView, props)
    await waitFor(() => expect(card(feature)).toBeTruthy())
    act(() => card(feature).focus())
    return { ...playing, ...shown }
  }

  it('stands in columns from why to what came of it', async () => {
    await start()
    const left = (r: Node) => Number.parseFloat(card(r).style.left)
    expect(left(objective)).toBeLessThan(left(initiative))
    expect(left(initiative)).toBeLessThan(left(feature))
    expect(left(feature)).toBeLessThan(left(story))
  })

  it('is walked along its edges', async () => {
    await start()
    key('ArrowLeft')
    key('ArrowLeft')
    expect(at()).toBe(objective)
    key('ArrowRight')
    expect(at()).toBe(initiative)
    key('ArrowRight')
    key('ArrowRight')
    expect(at()).toBe(story)
    key('ArrowRight')
    expect(at()).toBe(story)
  })

  it('has one stop for Tab', async () => {
    await start()
    expect(document.querySelectorAll('[data-node][tabindex="0"]')).toHaveLength(1)
  })

  it('opens with Enter, peeks with Space, and brings a card to the middle by a press', async () => {
    const { opened, options } = await start()
    key('Enter')
    key(' ')
    expect(opened).toEqual([[feature.id, 'page'], [feature.id, 'panel']])
    fireEvent.click(card(story))
    expect(options().root).toBe('LEND-4')
  })

  it('shows what is missing, and the same as a list', async () => {
    await start()
    expect(screen.getByRole('button', { name: /No customer's words/ })).toBeTruthy()
    const outline = screen.getByRole('region', { name: 'The thread as a list' })
    for (const r of records) expect(outline.textContent).toContain(r.key)
    expect(outline.textContent).toContain("No customer's words")
  })

  it('says so when there is nothing, and when there is no answer', async () => {
    const none = await play({ records: [], find: () => [] })
    const shown = await show(none.data, ThreadView, props)
    expect(await screen.findByText('No thread yet')).toBeTruthy()
    shown.unmount()
    const lost = await play({ records: [], find: () => ['gone'] })
    await show(lost.data, ThreadView, props)
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})
