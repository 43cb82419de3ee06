import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import { giveSizes, play, record, show } from '@/record/views/common/world.testing'

import { TimelineView } from './TimelineView'

/** Features by their dates, as the queries of the timeline ask for them. */
function find(q: string, records: readonly Rec[]): string[] {
  const dated = (r: Rec) => !!r.startOn || !!r.endOn
  const hit = records.filter((r) => (q.includes('no:') ? !dated(r) : dated(r)))
  const sign = q.includes('sort:-') ? -1 : 1
  return hit.toSorted((a, b) => sign * String(a.startOn).localeCompare(String(b.startOn))).map((r) => r.id)
}

const world = () => ({
  records: [
    record('LEND-1', 'feature', { title: 'Instant loans', startOn: '2026-03-02', endOn: '2026-03-13' }),
    record('LEND-2', 'feature', { title: 'Pay by link', startOn: '2026-03-09', endOn: '2026-03-31' }),
    record('LEND-3', 'feature', { title: 'Dark colours', startOn: null, endOn: null }),
  ],
  links: [{ id: 'l1', type: 'blocks', from: record('LEND-1', 'feature').id, to: record('LEND-2', 'feature').id, fromKind: 'feature', toKind: 'feature' }],
  find,
})

const props = { q: 'type:feature', kinds: ['feature'] as const, options: { from: '2026-02-20' } }
// By selector, for speed: who asks for a role has all of jsdom's styles computed.
const grid = () => document.querySelector<HTMLElement>('[role=grid]')!
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more })
const cell = (name: RegExp) => [...document.querySelectorAll('[role=gridcell]')].find((c) => name.test(c.querySelector('.sr-only')?.textContent ?? ''))
const cellOf = (name: RegExp) => waitFor(() => expect(cell(name)).toBeTruthy())

beforeEach(() => giveSizes())

describe('the timeline by key', () => {
  async function start(w: Parameters<typeof play>[0] = world()) {
    const playing = await play(w)
    const shown = await show(playing.data, TimelineView, props)
    await cellOf(/Instant loans/)
    act(() => grid().focus())
    return { ...playing, ...shown }
  }

  it('moves a bar by days and weeks, says where to, and sends it once on Enter', async () => {
    const { sent } = await start()
    press('ArrowRight')
    press('ArrowRight')
    press('ArrowRight', { ctrlKey: true })
    expect(screen.getByRole('status').textContent).toContain('Mar 11')
    expect(sent).toEqual([])
    await act(async () => void press('Enter'))
    expect(sent).toEqual([{ method: 'PATCH', path: expect.stringContaining(record('LEND-1', 'feature').id), body: { startOn: '2026-03-11', endOn: '2026-03-22' } }])
    await cellOf(/Mar 11.*Mar 22.*12 days/)
  })

  it('pulls the end with Shift and the start with Alt', async () => {
    const { sent } = await start()
    press('ArrowRight', { shiftKey: true })
    press('ArrowLeft', { altKey: true })
    await act(async () => void press('Enter'))
    expect(sent.map((s) => s.body)).toEqual([{ startOn: '2026-03-01', endOn: '2026-03-14' }])
  })

  it('takes back what was not sent with Esc', async () => {
    const { sent } = await start()
    press('ArrowRight')
    expect(cell(/Instant loans.*Mar 3.*Mar 14/)).toBeTruthy()
    press('Escape')
    expect(cell(/Instant loans.*Mar 2 .*Mar 13/)).toBeTruthy()
    await act(async () => void press('ArrowDown'))
    expect(sent).toEqual([])
  })

  it('sends when the keys rest, and when one goes on to the next line', async () => {
    const { sent } = await start()
    vi.useFakeTimers()
    press('ArrowRight')
    await act(() => vi.advanceTimersByTimeAsync(1000))
    vi.useRealTimers()
    expect(sent).toHaveLength(1)
    press('ArrowRight')
    await act(async () => void press('ArrowDown'))
    await waitFor(() => expect(sent).toHaveLength(2))
  })

  it('says in words what begins before its blocker ends', async () => {
    await start()
    await cellOf(/Pay by link.*4 days before LEND-1/)
  })

  it('leaves alone what one may neither change nor propose', async () => {
    const { sent } = await start({ ...world(), may: () => undefined })
    press('ArrowRight')
    await act(async () => void press('Enter'))
    expect(sent).toEqual([])
    expect(cell(/Instant loans.*Mar 2 .*Mar 13/)).toBeTruthy()
  })

  it('opens, peeks and selects', async () => {
    const { opened, selection } = await start()
    const id = record('LEND-1', 'feature').id
    press('Enter')
    press(' ')
    press('x')
    expect(opened).toEqual([[id, 'page'], [id, 'panel']])
    expect([...selection.ids]).toEqual([id])
  })

  it('places what has no dates, from the tray', async () => {
    const { sent } = await start()
    fireEvent.click(screen.getByRole('button', { name: /1 not placed/ }))
    const item = await screen.findByRole('button', { name: /Dark colours/ })
    await act(async () => void fireEvent.keyDown(item, { key: 'p' }))
    expect(sent).toHaveLength(1)
    const { startOn, endOn } = sent[0]!.body as { startOn: string; endOn: string }
    expect((Date.parse(endOn) - Date.parse(startOn)) / 86_400_000).toBe(13)
    await cellOf(/Dark colours/)
  })
})

describe('the timeline without', () => {
  it('anything says what belongs there', async () => {
    const { data } = await play({ records: [], find: () => [] })
    const { created } = await show(data, TimelineView, props)
    fireEvent.click(await screen.findByRole('button', { name: 'Create' }))
    expect(created).toHaveLength(1)
  })

  it('any day field says so', async () => {
    const { data } = await play(world())
    await show(data, TimelineView, { ...props, fields: [] })
    expect(screen.getByText('Nothing here has dates')).toBeTruthy()
  })

  it('an answer says what happened', async () => {
    const w = world()
    const { data } = await play({ ...w, find: () => undefined })
    await show(data, TimelineView, props)
    expect(await screen.findByRole('alert')).toBeTruthy()
  })
})
