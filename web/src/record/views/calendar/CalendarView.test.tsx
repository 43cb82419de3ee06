import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'
import { weekInfoOf } from '@/lib/calendar'
import { giveSizes, play, record, show } from '@/record/views/common/world.testing'

import { CalendarView } from './CalendarView'

const find = (q: string, records: readonly Rec[]): string[] => {
  const [, from, to] = /dueon>=(\S+) dueon<=(\S+)/.exec(q) ?? []
  return records.filter((r) => from && typeof r.dueOn === 'string' && r.dueOn >= from && r.dueOn <= to!).map((r) => r.id)
}
const bug = (n: number, dueOn: string | null) => record(`LEND-${n}`, 'bug', { title: `Bug ${n}`, dueOn })
const world = () => ({ records: [bug(1, '2026-11-11'), bug(2, '2026-11-11'), bug(3, '2026-12-24'), ...Array.from({ length: 12 }, (_, i) => bug(10 + i, '2026-11-20'))], find })
const props = { q: 'type:bug', kinds: ['bug'] as const, options: { day: '2026-11-10' } }
const grid = () => document.querySelector<HTMLElement>('[role=grid]')!
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more })
const day = (text: RegExp) => [...document.querySelectorAll<HTMLElement>('[role=gridcell]')].find((c) => text.test(c.querySelector('.sr-only')?.textContent ?? ''))!
const titles = (cell: HTMLElement) => [...cell.querySelectorAll('[data-id]')].map((c) => c.textContent)

beforeEach(() => giveSizes())

async function start(w = world()) {
  const playing = await play(w)
  const shown = await show(playing.data, CalendarView, props)
  await waitFor(() => expect(titles(day(/November 11/))).toEqual(['Bug 1', 'Bug 2']))
  act(() => grid().focus())
  return { ...playing, ...shown }
}

describe('the calendar', () => {
  it('puts records under their days, and says how many more there are', async () => {
    await start()
    const full = day(/November 20, 12 records/)
    expect(titles(full).length).toBeLessThan(12)
    expect(full.textContent).toContain(`+${12 - titles(full).length} more`)
    fireEvent.click([...full.querySelectorAll('button')].find((b) => b.textContent?.includes('more'))!)
    expect(await screen.findByText('Bug 21')).toBeTruthy()
  })

  it('begins its weeks where the region does', async () => {
    await start()
    const heads = [...document.querySelectorAll('[role=columnheader]')].map((h) => h.textContent)
    expect(heads[0]).toBe(weekInfoOf(navigator.language).firstDay === 7 ? 'Sun' : 'Mon')
    expect(heads).toHaveLength(7)
    expect(new Set(heads).size).toBe(7)
  })

  it('walks by key into the next month', async () => {
    const { options } = await start()
    press('PageDown')
    expect(options().day).toBe('2026-12-10')
    await waitFor(() => expect(day(/December 24, 1 record/)).toBeTruthy())
  })

  it('makes a record on the day at hand', async () => {
    const { created } = await start()
    press('ArrowRight')
    press('n')
    expect(created).toEqual([{ dueOn: '2026-11-11' }])
  })

  it('goes into a day, opens and peeks', async () => {
    const { opened } = await start()
    press('ArrowRight')
    press('Enter')
    press('ArrowDown')
    press(' ')
    press('Enter')
    const id = bug(2, '').id
    expect(opened).toEqual([[id, 'panel'], [id, 'page']])
  })

  it('moves a record with Alt and the arrows, and sends it once', async () => {
    const { sent } = await start()
    press('ArrowRight')
    press('Enter')
    press('ArrowRight', { altKey: true })
    press('ArrowDown', { altKey: true })
    expect(titles(day(/November 19/))).toEqual(['Bug 1'])
    expect(sent).toEqual([])
    await act(async () => void press('Enter'))
    expect(sent.map((s) => s.body)).toEqual([{ dueOn: '2026-11-19' }])
    expect(titles(day(/November 19/))).toEqual(['Bug 1'])
  })

  it('takes a move back with Esc', async () => {
    const { sent } = await start()
    press('ArrowRight')
    press('Enter')
    press('ArrowRight', { altKey: true })
    press('Escape')
    expect(titles(day(/November 11/))).toEqual(['Bug 1', 'Bug 2'])
    expect(sent).toEqual([])
  })

  it('says so where there are no days, and when it has no answer', async () => {
    const { data } = await play({ ...world(), find: () => undefined as never })
    const shown = await show(data, CalendarView, props)
    expect(await screen.findByRole('alert')).toBeTruthy()
    shown.unmount()
    await show(data, CalendarView, { ...props, fields: [] })
    expect(screen.getByText('Nothing here has days')).toBeTruthy()
  })
})
