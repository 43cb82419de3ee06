import { act, fireEvent, screen } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Rec } from '@/data/types'
import type { Context } from '@/record/commands'
import { giveSizes, play, record } from '@/record/views/common/world.testing'

import { showScreen } from './screen.testing'
import { SetField } from './SetField'

beforeEach(() => {
  giveSizes()
  Element.prototype.scrollIntoView = () => undefined
})

async function show(field: string, records: Rec[]) {
  const { data, sent } = await play({ records, find: () => [] })
  for (const r of records) data.cache.put(r, true)
  const close = vi.fn()
  const context = () => ({ data, records, product: 'LEND', place: 'list' }) as unknown as Context
  await showScreen(data, <SetField context={context} input={{ field }} close={close} />)
  return { sent, close }
}

describe('setting a field of what is selected', () => {
  it('chooses from a list that opens at once, and closes', async () => {
    const { sent, close } = await show('state', [record('LEND-1', 'story', { title: 'One', state: 'new', category: 'todo' })])
    const option = await screen.findByRole('option', { name: /Ready/ })
    await act(async () => void fireEvent.click(option))
    expect(sent.at(-1)).toMatchObject({ body: { state: 'ready' } })
    expect(close).toHaveBeenCalled()
  })

  it('asks for a number, and says of how many', async () => {
    const { sent } = await show('estimate', [record('LEND-1', 'story', { estimate: null }), record('LEND-2', 'bug', { estimate: null })])
    expect(await screen.findByText(/2 records/)).toBeTruthy()
    const box = await screen.findByRole('textbox')
    await act(async () => {
      fireEvent.change(box, { target: { value: '5' } })
      fireEvent.keyDown(box, { key: 'Enter' })
    })
    expect(JSON.stringify(sent.at(-1)?.body)).toContain('"estimate":5')
  })
})
