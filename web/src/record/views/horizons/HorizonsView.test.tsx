import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import { giveSizes, play, record, show, type World } from '@/record/views/common/world.testing'

import { HorizonsView } from './HorizonsView'

const find = (q: string, records: readonly Rec[]): string[] => {
  const value = /horizon:(\w+)/.exec(q)?.[1]
  return records.filter((r) => (q.includes('no:horizon') ? !r.horizon : r.horizon === value)).map((r) => r.id)
}
const feature = (n: number, horizon: string | null, more: Partial<Rec> = {}) => record(`LEND-${n}`, 'feature', { title: `Feature ${n}`, horizon, ...more })
const world = (): World => ({ records: [feature(1, 'now', { confidence: 80, startOn: '2026-11-02', endOn: '2026-12-29' }), feature(2, 'now'), feature(3, 'later', { confidence: 50 }), feature(4, null)], find })
const props = { q: 'type:feature', kinds: ['feature'] as const }
const columns = () => [...document.querySelectorAll<HTMLElement>('section[aria-label]')].map((s) => `${s.getAttribute('aria-label')}: ${[...s.querySelectorAll('[data-card]')].map((c) => c.textContent?.match(/Feature \d/)?.[0]).join(' ')}`)
const card = (n: number) => document.querySelector<HTMLElement>(`[data-card="${feature(n, null).id}"]`)!
const at = () => [1, 2, 3, 4].find((n) => card(n) === document.activeElement)
const key = (name: string, more: object = {}) => act(async () => void fireEvent.keyDown(document.activeElement!, { key: name, ...more }))

beforeEach(() => {
  giveSizes()
  Element.prototype.scrollTo = () => {}
  // Columns scroll by their styles, which jsdom does not have.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  Element.prototype.scrollIntoView = () => {}
})

describe('now, next, later', () => {
  async function start(w = world()) {
    const playing = await play(w)
    const shown = await show(playing.data, HorizonsView, props)
    await waitFor(() => expect(columns()).toEqual(['Now: Feature 1 Feature 2', 'Next: ', 'Later: Feature 3', 'Not placed: Feature 4']))
    act(() => card(1).focus())
    return { ...playing, ...shown }
  }

  it('shows how sure one is, and when', async () => {
    await start()
    expect(card(1).textContent).toContain('80%')
    expect(card(1).textContent).toMatch(/Nov 2.*Dec 29/)
  })

  it('moves a card by key to the next column at once, and keeps the focus on it', async () => {
    const { sent } = await start()
    await key('ArrowRight', { shiftKey: true })
    expect(columns()[1]).toBe('Next: Feature 1')
    await waitFor(() => expect(at()).toBe(1))
    expect(sent.map((s) => s.body)).toEqual([{ horizon: 'next' }])
    expect(screen.getByText(/moved to Next/)).toBeTruthy()
  })

  it('takes it out of the columns at the end', async () => {
    const { sent } = await start()
    act(() => card(3).focus())
    await key('ArrowRight', { shiftKey: true })
    expect(sent.map((s) => s.body)).toEqual([{ horizon: null }])
    expect(columns()[3]).toBe('Not placed: Feature 4 Feature 3')
  })

  it('is walked by arrows', async () => {
    await start()
    await key('ArrowDown')
    expect(at()).toBe(2)
    await key('ArrowRight')
    expect(at()).toBe(3)
    await key('ArrowLeft')
    expect(at()).toBe(1)
  })

  it('leaves alone what one may not move', async () => {
    const { sent } = await start({ ...world(), may: () => undefined })
    await key('ArrowRight', { shiftKey: true })
    expect(sent).toEqual([])
    expect(columns()[0]).toBe('Now: Feature 1 Feature 2')
  })

  it('makes a record in a column', async () => {
    const { created } = await start()
    fireEvent.click(screen.getByRole('button', { name: 'New in Later' }))
    expect(created).toEqual([{ horizon: 'later' }])
  })

  it('says so when there is nothing, no field, or no answer', async () => {
    const none = await play({ records: [], find: () => [] })
    const shown = await show(none.data, HorizonsView, props)
    expect(await screen.findByText('Nothing planned yet')).toBeTruthy()
    shown.unmount()
    const plain = await show(none.data, HorizonsView, { ...props, fields: [] })
    expect(screen.getByText('Nothing to put in columns')).toBeTruthy()
    plain.unmount()
    const lost = await play({ records: [], find: () => undefined })
    await show(lost.data, HorizonsView, props)
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})
