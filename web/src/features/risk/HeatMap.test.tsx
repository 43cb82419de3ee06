import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Standing } from '@/record/risk/register'
import { click, press, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play } from '@/record/views/common/world.testing'

import { HeatMap } from './HeatMap'

beforeEach(() => giveSizes())

const risk = (key: string, likelihood: number | null, impact: number | null, before: [number, number] | null = null): Standing => ({
  id: key, key, title: key, type: 'market', state: 'open', owner: null, likelihood, impact, likelihoodBefore: before?.[0] ?? null, impactBefore: before?.[1] ?? null,
  severity: likelihood && impact ? likelihood * impact : null, before: null, trend: 'level', course: [], chance: null, money: null, currency: '', days: null, response: '', steps: 0, stepsDone: 0, reviewOn: null,
})

describe('the heat map of risks', () => {
  it('leads to the risks of a cell beside what was asked before, and back', async () => {
    const { data } = await play({ records: [], find: () => [] })
    const { at } = await showScreen(data, <HeatMap risks={[risk('LEND-1', 4, 5), risk('LEND-2', 4, 5), risk('LEND-3', null, null)]} since="23 Oct" />, '/?q=owner%3Ame')
    const asked = () => new URLSearchParams(at().split('?')[1]).get('q')
    await click('2 risks, likelihood 4, impact 5, High')
    expect(asked()).toBe('owner:me likelihood=4 impact=5 is:open')
    expect(screen.getByRole('button', { name: /likelihood 4, impact 5/ }).getAttribute('aria-pressed')).toBe('true')
    expect(screen.getByText('One is not rated')).toBeTruthy()
    await click(/likelihood 4, impact 5/)
    expect(asked()).toBe('owner:me is:open')
  })

  it('is walked with the arrows, from its worst cell', async () => {
    const { data } = await play({ records: [], find: () => [] })
    await showScreen(data, <HeatMap risks={[risk('LEND-1', 4, 5), risk('LEND-2', 1, 1)]} since="23 Oct" />)
    const worst = screen.getByRole('button', { name: /likelihood 4, impact 5/ })
    expect(worst.tabIndex).toBe(0)
    worst.focus()
    await press('ArrowLeft')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /likelihood 4, impact 4/ }))
    await press('ArrowUp')
    expect(document.activeElement).toBe(screen.getByRole('button', { name: /likelihood 5, impact 4/ }))
  })

  it('tells what moved, and that nothing did', async () => {
    const { data } = await play({ records: [], find: () => [] })
    await showScreen(data, <HeatMap risks={[risk('LEND-1', 3, 4, [2, 4])]} since="23 Oct" />, '/?moves=1')
    expect(screen.getByText('LEND-1: from 2 × 4 to 3 × 4')).toBeTruthy()
  })
})
