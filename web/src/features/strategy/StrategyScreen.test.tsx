import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { click, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, type World } from '@/record/views/common/world.testing'

import { linesOf, type OnePage, sayBound, sentenceOf } from './page'
import { StrategyScreen } from './StrategyScreen'

beforeEach(() => giveSizes())

const positioning = { audience: '', need: '', category: '', benefit: '', alternative: '', difference: '' }
const canvas = { problem: '', segments: '', proposition: '', solution: '', channels: '', revenue: '', costs: '', measures: '', advantage: '' }
const empty: OnePage = { kind: 'product', record: 'p', key: 'LEND', title: 'Lendwell', on: null, kept: '', stage: 'growth', vision: '', positioning, canvas, guardrails: [], pillars: [], objectives: [], products: [] }
const rail = { id: '1', text: 'Losses stay low', sort: 'ceiling' as const, metric: 'm', bound: 5, metricTitle: 'Losses', metricKey: 'LEND-9', unit: '%', value: 6, at: null, state: 'broken' as const }
const full: OnePage = { ...empty, vision: 'Lending between people', canvas: { ...canvas, costs: 'Nine people\nA licence' }, guardrails: [rail] }

const answers = (page: OnePage | undefined) => ({ path }: { path: string }) => (path.includes('/strategy/snapshots') ? [] : path.includes('/strategy') ? page : path.includes('/records') ? { items: [] } : undefined)

const show = async (page: OnePage | undefined, more: Partial<World> = {}) => showScreen((await play({ records: [], find: () => [], answer: answers(page), ...more } as World)).data, <StrategyScreen product="LEND" />)

describe('the strategy on one page', () => {
  it('says what belongs where nothing is written', async () => {
    await show(empty)
    expect(await screen.findByText('What is wrong today? One line each.')).toBeTruthy()
    expect(screen.getByText('Nothing is ruled out, and no number is guarded.')).toBeTruthy()
  })

  it('says what happened when it cannot be read', async () => {
    await show(undefined)
    expect(await screen.findByText('The strategy could not be loaded.')).toBeTruthy()
  })

  it('is read, and changed where it is read', async () => {
    await show(full)
    // On the screen, and on the sheet for the printer.
    expect(await screen.findAllByText('Lending between people')).toHaveLength(2)
    expect(screen.getByText('1 broken')).toBeTruthy()
    expect(screen.getByText('Losses not above 5%')).toBeTruthy()
    await click(/Change: Cost structure/)
    expect(await screen.findByRole('textbox', { name: 'Cost structure' })).toHaveProperty('value', 'Nine people\nA licence')
  })

  it('offers no change to those who may not', async () => {
    await show(full, { may: () => undefined })
    await screen.findAllByText('Lending between people')
    expect(screen.queryByRole('button', { name: /Change:|Write:|Keep|Add guardrail/ })).toBeNull()
  })
})

describe('its words', () => {
  it('make one sentence of what is written', () => {
    const p = { audience: 'people', need: 'a loan', category: 'a market', benefit: 'a fair rate', alternative: 'a bank', difference: 'reasons are shown' }
    expect(sentenceOf(p, 'Lendwell')).toBe('For people who need a loan, Lendwell is a market that gives a fair rate. Unlike a bank, reasons are shown.')
    expect(sentenceOf({ ...p, category: '', benefit: '', alternative: '', difference: '' }, 'Lendwell')).toBe('For people who need a loan.')
    expect(sentenceOf(positioning, 'Lendwell')).toBe('')
  })

  it('leave empty lines out', () => expect(linesOf(' One \n\nTwo\n')).toEqual(['One', 'Two']))

  it('say what a guardrail demands', () => {
    expect(sayBound({ ...rail, sort: 'floor' })).toBe('Losses not below 5%')
    expect(sayBound({ ...rail, sort: 'never', bound: null })).toBe('')
  })
})
