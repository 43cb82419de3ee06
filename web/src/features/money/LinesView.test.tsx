import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { click, showScreen, type } from '@/record/screen/screen.testing'
import { giveSizes, play, PRODUCT } from '@/record/views/common/world.testing'

import { LinesView } from './LinesView'

beforeEach(() => giveSizes())
afterEach(cleanup)

const line = (basis: string, month: string, amount: number) => ({ basis, sort: 'cost', label: 'Team', month, amount, currency: 'EUR' })

async function shown(refuse = false) {
  const { data, sent } = await play({
    records: [],
    find: () => [],
    answer: ({ path, method }) => {
      if (method === 'GET') return path.includes('/money') ? [line('plan', '2026-01-01', 100), line('plan', '2026-02-01', 100)] : undefined
      if (refuse) throw new Error('offline')
      return { set: 1, removed: 0 }
    },
  })
  await showScreen(data, <LinesView product={PRODUCT} year={2026} />)
  await screen.findByText('Team')
  return sent
}

const dialog = () => within(screen.getByRole('dialog', { name: 'What is it for?' }))

describe('lines of money', () => {
  it('are not overwritten by a new one of the same name', async () => {
    const sent = await shown()
    await click('Add a line')
    await type('What it is for', 'team ')
    await type('Amount for 2026', '1200')
    expect(dialog().getByText(/There is a line of that name already/)).toBeTruthy()
    await click(/^Add a line/)
    expect(sent.filter((s) => s.method === 'POST')).toEqual([])
  })

  it('stay typed where they are refused', async () => {
    await shown(true)
    await click('Add a line')
    await type('What it is for', 'Licences')
    await type('Amount for 2026', '1200')
    await click(/^Add a line/)
    expect(dialog().getByDisplayValue('Licences')).toBeTruthy()
  })

  it('are taken out with all their months at once', async () => {
    const sent = await shown()
    await click('Take Team out of the plan')
    expect(sent.filter((s) => s.method === 'POST').map((s) => s.body)).toEqual([{ lines: [{ sort: 'cost', label: 'Team', amount: null, basis: 'plan', month: '2026-01-01', until: '2026-12-01' }] }])
  })
})
