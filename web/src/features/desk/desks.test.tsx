import { screen, within } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'

import { showScreen } from '@/record/screen/screen.testing'
import { giveSizes, play, record, type World } from '@/record/views/common/world.testing'

import { ManagerDeskScreen } from './ManagerDeskScreen'
import { OwnerDeskScreen } from './OwnerDeskScreen'

beforeEach(() => giveSizes())

const sprint = record('LEND-9', 'sprint', { title: 'Sprint 9', state: 'active', category: 'doing', goal: 'Pay by wallet', startOn: '2000-01-03', endOn: '2000-01-14' })
const done = record('LEND-1', 'story', { title: 'Done thing', state: 'done', category: 'done', doneAt: '2026-11-20T10:00:00Z', estimate: 5, sprint: sprint.id })
const open = record('LEND-2', 'story', { title: 'Open thing', state: 'ready', category: 'todo', doneAt: null, estimate: 3, sprint: sprint.id })
const records = [sprint, done, open]

function find(q: string): string[] {
  if (q.startsWith('type:sprint')) return [sprint.id]
  if (q.includes('sprint:LEND-9') && !q.includes('is:blocked')) return [done.id, open.id]
  if (!q.startsWith('type:story')) return []
  if (q.includes('category:done')) return [done.id]
  if (q.includes('category:todo,doing') && !/no:|updated|is:blocked/.test(q)) return [open.id]
  return []
}

const whole = (q: string) => (q.startsWith('type:objective,pillar') ? records.map((r) => r.id) : find(q))

const world = (more: Partial<World> = {}): World => ({
  records,
  find: whole,
  answer: ({ path }) => (path.startsWith('/proposals') || path.startsWith('/gaps') || path.startsWith('/ledger') ? { items: [], next: null } : undefined),
  ...more,
})

const show = async (w: World, node: React.ReactElement) => showScreen((await play(w)).data, node)

describe('the desk of the product owner', () => {
  it('has the sprint’s line and what waits', async () => {
    await show(world(), <OwnerDeskScreen product="LEND" />)
    const goal = await screen.findByText('Pay by wallet')
    expect(goal.closest('a')?.getAttribute('href')).toBe('/p/LEND/sprints/LEND-9')
    expect(await screen.findByRole('progressbar', { name: 'Progress of Sprint 9' })).toBeTruthy()
    const verdicts = screen.getByRole('region', { name: 'Verdicts awaited' })
    expect(await within(verdicts).findByText('Done thing')).toBeTruthy()
  })

  it('opens the records behind each figure', async () => {
    await show(world(), <OwnerDeskScreen product="LEND" />)
    const figure = await screen.findByText('Without an estimate')
    const href = figure.closest('a')?.getAttribute('href') ?? ''
    expect(new URLSearchParams(href.split('?')[1]).get('q')).toBe('category:todo,doing no:estimate')
    expect(within(figure.closest('a')!).getByText('0')).toBeTruthy()
  })

  it('says how to begin where there is nothing', async () => {
    await show(world({ find: () => [] }), <OwnerDeskScreen product="LEND" />)
    expect(await screen.findByText('There is nothing here yet.')).toBeTruthy()
    expect(screen.getByRole('button', { name: /New Story/ })).toBeTruthy()
  })

  it('says in each part what could not be read', async () => {
    await show(world({ find: (q) => (q.startsWith('type:feedback') ? undefined : whole(q)) }), <OwnerDeskScreen product="LEND" />)
    const part = await screen.findByRole('region', { name: 'Unheard feedback' })
    expect(await within(part).findByRole('button', { name: 'Try again' })).toBeTruthy()
  })
})

describe('the desk of the product manager', () => {
  it('says in a sentence what is missing in each part', async () => {
    await show(world(), <ManagerDeskScreen product="LEND" />)
    expect(await screen.findByText(/No objective is in force/)).toBeTruthy()
    expect(await screen.findByText('No feature with a hypothesis is in progress.')).toBeTruthy()
    expect(await screen.findByText('No proposal waits for you.')).toBeTruthy()
    expect(await screen.findByText('No release is planned.')).toBeTruthy()
  })

  it('says how to begin where there is nothing', async () => {
    await show(world({ find: () => [] }), <ManagerDeskScreen product="LEND" />)
    expect(await screen.findByRole('button', { name: /New Objective/ })).toBeTruthy()
  })
})
