/** What if: a scenario moves three features, shows what follows and the odds, and is taken as one change that one undo takes back. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

const people: Person[] = []
afterEach(async () => {
  for (const p of people.splice(0)) await p.leaves()
})

interface Line {
  id: string
  key: string
  startOn: string | null
  endOn: string | null
}

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

test('a scenario is made, read, taken and undone', async () => {
  const nadia = await Person.of('nadia')
  people.push(nadia)
  const feature = (title: string, from: number, to: number) => nadia.does<Line>('POST', '/features', { product: 'LPAY', title, startOn: day(from), endOn: day(to) })
  const [one, two, three, after] = [await feature('Scenario one', 20, 30), await feature('Scenario two', 20, 34), await feature('Scenario three', 22, 40), await feature('Scenario after', 41, 50)]
  await nadia.does('POST', '/links', { type: 'blocks', from: three.id, to: after.id })
  // Something to forecast from.
  const item = await nadia.does<Line>('POST', '/stories', { product: 'LPAY', title: 'Scenario work' })
  await nadia.does('POST', '/links', { type: 'delivers', from: item.id, to: one.id })
  const ends = async () => {
    const plan = await nadia.asks<{ lines: Line[] }>('/roadmap/plan?product=LPAY')
    return [one, two, three, after].map((f) => plan.lines.find((l) => l.id === f.id)?.endOn)
  }

  await nadia.visits('/p/LPAY/plan')
  await nadia.sees('Scenario after')
  expect(await nadia.barriers()).toEqual([])
  await nadia.button('What if').click()
  await nadia.page.getByRole('menuitem', { name: 'New scenario …' }).click()
  await nadia.page.locator('input:focus').waitFor()
  await nadia.types('If the bank is late')
  await nadia.presses('ControlOrMeta+Enter')
  const panel = nadia.page.getByRole('complementary', { name: 'If the bank is late' })
  await panel.getByText('It moves nothing yet.').waitFor()

  // Three are moved by a week, from the keyboard; nothing changes.
  const grid = nadia.page.getByRole('grid', { name: 'Whole roadmap' })
  for (const [n, f] of [one, two, three].entries()) {
    await grid.getByRole('row').filter({ hasText: ['Scenario one', 'Scenario two', 'Scenario three'][n]! }).first().click({ position: { x: 260, y: 16 } })
    await grid.focus()
    await nadia.presses('ControlOrMeta+ArrowRight', 'Enter')
    await panel.getByRole('link', { name: new RegExp(f.key) }).waitFor()
  }
  await panel.getByRole('region', { name: 'It moves 3 lines' }).waitFor()
  await panel.getByRole('region', { name: '1 more has to move' }).getByText('Scenario after').waitFor()
  await panel.getByText(/^Odds /).first().waitFor()
  expect(await ends()).toEqual([day(30), day(34), day(40), day(50)])
  expect(await nadia.barriers()).toEqual([])

  // Taken, all four move at once; one undo takes all of it back.
  await panel.getByRole('button', { name: 'Take it: 4 lines move' }).click()
  await nadia.sees('Scenario “If the bank is late” taken')
  await expect.poll(ends).toEqual([day(37), day(41), day(47), day(56)])
  await nadia.page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(ends).toEqual([day(30), day(34), day(40), day(50)])
})
