import { screen, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Rec } from '@/data/types'
import { press, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import { FeedbackScreen } from './FeedbackScreen'

beforeEach(() => giveSizes())

const words = (key: string, title: string, more: Partial<Rec> = {}) => record(key, 'feedback', { title, body: `${title}. I tell you.`, state: 'new', saidOn: '2026-11-20', sentiment: 'negative', account: null, contact: null, ...more })

const world = (records: Rec[], more: Partial<World> = {}): World => ({ records, find: (q) => (q.includes('type:feedback') ? records.filter((r) => !q.includes('category:todo') || r.category === 'todo').map((r) => r.id) : []), ...more })

async function show(w: World, address = '/') {
  const { data, sent } = await play(w)
  const shown = await showScreen(data, <FeedbackScreen product="LEND" />, address)
  return { ...shown, sent }
}

const reading = (title: string) => screen.findByRole('region', { name: title })

describe('the feedback inbox', () => {
  it('says how to begin where nobody was heard yet', async () => {
    await show(world([]))
    expect(await screen.findByText('Nobody was heard yet.')).toBeTruthy()
  })

  it('says that everything is heard', async () => {
    await show(world([words('LEND-1', 'It is slow')], { find: (q) => (q.trim() === 'type:feedback' ? ['x'] : []) }))
    expect(await screen.findByText('Everything is heard.')).toBeTruthy()
  })

  it('says what happened when it cannot be read', async () => {
    await show(world([], { find: () => undefined }))
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy()
  })

  it('reads one after another with J and K', async () => {
    await show(world([words('LEND-1', 'It is slow'), words('LEND-2', 'It is fair')]))
    await reading('It is slow')
    await press('j')
    await reading('It is fair')
    await press('j')
    await reading('It is fair')
    await press('k')
    await reading('It is slow')
  })

  it('sets aside with a reason, and the next one comes', async () => {
    const { sent } = await show(world([words('LEND-1', 'It is slow'), words('LEND-2', 'It is fair')]))
    await reading('It is slow')
    await press('d')
    await type('Why', 'Said twice')
    await press('Enter', { ctrlKey: true })
    await waitFor(() => expect(sent).not.toEqual([]))
    expect(sent.at(-1)).toMatchObject({ method: 'POST', path: expect.stringMatching(/^\/feedback\/lend1.*\/setaside$/), body: { reason: 'Said twice' } })
    await reading('It is fair')
  })

  it('keeps what was typed when it is refused', async () => {
    const w = world([words('LEND-1', 'It is slow')], { answer: ({ path }) => { if (path.endsWith('/answer')) throw new Error('The net is away.'); return undefined } })
    await show(w)
    await reading('It is slow')
    await press('a')
    await type('Answer', 'We are on it')
    await press('Enter', { ctrlKey: true })
    expect(((await screen.findByRole('textbox', { name: 'Answer' })) as HTMLTextAreaElement).value).toBe('We are on it')
  })

  it('makes work of it that is related, where no feature is chosen', async () => {
    const { sent } = await show(world([words('LEND-1', 'It is slow')]))
    await reading('It is slow')
    await press('s')
    const title = (await screen.findByRole('textbox', { name: 'Title' })) as HTMLInputElement
    expect(title.value).toBe('It is slow')
    await waitFor(() => expect(document.activeElement).toBe(title)) // keys reach the dialog once it has the focus
    await press('Enter', { ctrlKey: true })
    await waitFor(() => expect(sent.map((s) => s.path)).toEqual(expect.arrayContaining(['/bugs', '/links'])))
    expect(sent.find((s) => s.path === '/bugs')?.body).toMatchObject({ title: 'It is slow', body: '> It is slow. I tell you.\n>\n> — LEND-1' })
    expect(sent.find((s) => s.path === '/links')?.body).toMatchObject({ type: 'relates', to: expect.stringContaining('lend1') })
  })
})
