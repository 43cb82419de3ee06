import { screen } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import type { Scored } from '@/record/screen/score'
import { click, showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import { ObjectivesScreen } from './ObjectivesScreen'

beforeEach(() => giveSizes())

const objective = record('LEND-1', 'objective', { title: 'Lenders come back', state: 'active', category: 'doing', endOn: '2027-03-08', ambition: 'aspirational', keyResults: [] })
const scored: Scored = {
  objective: 'LEND-1', ambition: 'aspirational', score: 0.82, colour: 'green', formula: 'okr-1',
  keyResults: [{ id: '1', title: 'Money lent again', unit: '%', start: 35, target: 62, current: 57.1, at: null, weight: 1, confidence: 70, metric: '', work: '', score: 0.82, raw: 0.82, colour: 'green', history: [], outlook: { gone: 0.5, expected: 48, weeks: 10, need: 0.49, pace: 0.3, odds: 0.12, past: 20, reason: '' } }],
}

const node = { id: objective.id, key: 'LEND-1', title: 'Lenders come back', product: objective.product, owner: null, state: 'active', category: 'doing', endOn: '2027-03-08', weight: 1, serves: [], pillars: [], below: null, belowColour: '', expected: 0.95, odds: null, scored }

const tree = (items: unknown[]) => ({ path }: { path: string }) => (path.includes('/objectives/tree') ? { items, more: false } : path.endsWith('/score') ? scored : undefined)

const world = (more: Partial<World> = {}): World => ({ records: [objective], find: () => [objective.id], answer: tree([node]), ...more })

const show = async (w: World) => showScreen((await play(w)).data, <ObjectivesScreen product="LEND" />)

describe('the objectives', () => {
  it('say how to begin where there are none', async () => {
    await show(world({ answer: tree([]) }))
    expect(await screen.findByText('No objective yet.')).toBeTruthy()
  })

  it('say what happened when they cannot be read', async () => {
    await show(world({ answer: () => undefined }))
    expect(await screen.findByText('This list could not be loaded.')).toBeTruthy()
  })

  it('stand with their numbers against the targets', async () => {
    await show(world())
    expect(await screen.findByText('Money lent again')).toBeTruthy()
    expect(screen.getByRole('progressbar', { name: 'Money lent again' }).getAttribute('aria-valuetext')).toBe('57.1%, from 35% to 62%')
    expect(screen.getByText('70% sure')).toBeTruthy()
    expect(screen.getByText(/Needs \+0.49/)).toBeTruthy()
    expect(screen.getByText('12% likely')).toBeTruthy()
    expect(screen.getByRole('img', { name: 'Behind an even way' })).toBeTruthy()
  })

  it('offer the check-in to those who may', async () => {
    await show(world())
    await click('Check in: Money lent again')
    expect(await screen.findByRole('dialog', { name: 'Money lent again' })).toBeTruthy()
  })

  it('do not offer it to those who may not', async () => {
    await show(world({ may: () => undefined }))
    await screen.findByText('Money lent again')
    expect(screen.queryByRole('button', { name: /Check in/ })).toBeNull()
    expect(screen.queryByRole('button', { name: /New/ })).toBeNull()
  })
})
