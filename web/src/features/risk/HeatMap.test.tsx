import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { click, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, record } from '@/record/views/common/world.testing'

import { HeatMap } from './HeatMap'

beforeEach(() => giveSizes())

describe('the heat map of risks', () => {
  it('leads to the risks of a cell, and back to all', async () => {
    const records = [record('LEND-1', 'risk', { likelihood: 4, impact: 5 }), record('LEND-2', 'risk', { likelihood: 4, impact: 5 }), record('LEND-3', 'risk', { likelihood: null, impact: null })]
    const { data } = await play({ records, find: () => records.map((r) => r.id) })
    const { at } = await showScreen(data, <HeatMap product="LEND" />)
    await click('2 risks, likelihood 4, impact 5, High')
    expect(new URLSearchParams(at().split('?')[1]).get('q')).toBe('likelihood=4 impact=5 is:open')
    expect(screen.getByRole('button', { name: /likelihood 4, impact 5/ }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByText('One is not rated')).toBeTruthy()
    await click(/likelihood 4, impact 5/)
    expect(at()).toBe('/')
  })

  it('is not there where no risk is open', async () => {
    const { data } = await play({ records: [], find: () => [] })
    const { container } = await showScreen(data, <HeatMap product="LEND" />)
    expect(container.querySelector('table')).toBeNull()
  })
})
