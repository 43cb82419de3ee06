import { act, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'
import { click, press, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import { AcceptanceScreen } from './AcceptanceScreen'

beforeEach(() => giveSizes())

const criteria = [
  { id: '1', text: 'It saves', met: false },
  { id: '2', text: 'It loads', met: false },
]
const done = (key: string, title: string, more: Partial<Rec> = {}) => record(key, 'story', { title, state: 'done', category: 'done', doneAt: '2026-11-20T10:00:00Z', criteria, body: '', ...more })

const world = (records: Rec[], more: Partial<World> = {}): World => ({ records, find: (q) => (q.includes('type:verdict') ? [] : records.map((r) => r.id)), ...more })

async function show(w: World) {
  const { data, sent } = await play(w)
  const shown = await showScreen(data, <AcceptanceScreen product="LEND" />)
  return { ...shown, sent }
}

describe('the acceptance queue', () => {
  it('says that nothing waits', async () => {
    await show(world([]))
    expect(await screen.findByText('Nothing awaits a verdict.')).toBeTruthy()
  })

  it('says what happened when it cannot be read', async () => {
    await show(world([], { find: () => undefined }))
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy()
  })

  it('accepts only when somebody looked at each criterion, from the keyboard alone', async () => {
    const { sent } = await show(world([done('LEND-1', 'Save a draft')]))
    await screen.findByRole('heading', { name: 'Save a draft' })
    await press('y')
    expect(sent.filter((s) => s.path.endsWith('/accept'))).toEqual([])
    await press('1')
    await press('2')
    await press('y')
    expect(sent.filter((s) => s.path.endsWith('/accept'))).toMatchObject([{ method: 'POST', body: { results: [{ criterion: '1', met: true }, { criterion: '2', met: true }] } }])
  })

  it('goes on to the next when one is settled', async () => {
    const { at } = await show(world([done('LEND-1', 'First', { criteria: [] }), done('LEND-2', 'Second', { criteria: [] })]))
    await screen.findByRole('heading', { name: 'First' })
    await press('y')
    expect(await screen.findByRole('heading', { name: 'Second' })).toBeTruthy()
    expect(at()).toContain('at=lend2')
  })

  it('sends back with what does not hold as the reason', async () => {
    const { sent } = await show(world([done('LEND-1', 'Save a draft')]))
    await screen.findByRole('heading', { name: 'Save a draft' })
    await click('Does not hold: It loads')
    await type('What was found instead', 'It hangs')
    await press('Escape')
    document.body.focus()
    ;(document.activeElement as HTMLElement | null)?.blur()
    await press('r')
    const reason = (await screen.findByRole('textbox', { name: /Why, so that/ })) as HTMLTextAreaElement
    expect(reason.value).toBe('It loads: It hangs')
    act(() => reason.focus()) // a dialog takes the focus some frames after it opens
    await press('Enter', { ctrlKey: true })
    expect(sent.at(-1)).toMatchObject({ path: expect.stringMatching(/\/reject$/), body: { reasonKind: 'criterion', reason: 'It loads: It hangs', results: [{ criterion: '2', met: false, evidence: 'It hangs' }] } })
  })

  it('says who decides where one proposes', async () => {
    await show(world([done('LEND-1', 'Save a draft')], { may: () => 'propose' }))
    expect(await screen.findByText(/^Proposes to/)).toBeTruthy()
  })
})
