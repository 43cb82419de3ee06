/** Objectives as a tree: a check-in moves a number, its confidence is kept, and undo takes all of it back. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

interface Scored {
  keyResults: { id: string; title: string; metric: string; current: number | null; confidence: number | null; history: { note: string; confidence: number | null }[]; outlook: { odds: number | null; need: number | null } | null }[]
}

const people: Person[] = []
const here = async (name: string, look = {}) => {
  const p = await Person.of(name, look)
  people.push(p)
  return p
}

afterEach(async () => {
  for (const p of people.splice(0)) await p.leaves()
})

const goal = 'Anybody can see that we play fair'

async function theGoal(p: Person): Promise<{ id: string; key: string; score: () => Promise<Scored> }> {
  const { items } = await p.asks<{ items: { id: string; key: string; title: string }[] }>('/objectives/tree?product=LEND')
  const o = items.find((n) => n.title === goal)!
  return { ...o, score: () => p.asks<Scored>(`/objectives/${o.id}/score`) }
}

test('a check-in from the keyboard: where it stands, how sure one is, and why; undo takes it back', async () => {
  const ana = await here('ana')
  const o = await theGoal(ana)
  const before = (await o.score()).keyResults.find((k) => k.title === 'First response of support')!
  await ana.visits('/p/LEND/objectives')
  await ana.page.getByRole('list', { name: 'Objectives as a tree' }).waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.button('Check in: First response of support').focus()
  await ana.presses('Enter')
  const dialog = ana.dialog('First response of support')
  await dialog.waitFor()
  await dialog.getByLabel(/^Where it stands/).fill('2.5')
  await dialog.getByLabel('Note').fill('Two people more on weekends.')
  await dialog.getByLabel(/sure/i).fill('85')
  await ana.presses('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const now = () => o.score().then((s) => s.keyResults.find((k) => k.id === before.id)!)
  await expect.poll(async () => (await now()).current).toBe(2.5)
  expect(await now()).toMatchObject({ confidence: 85 })
  expect((await now()).history.at(-1)).toMatchObject({ note: 'Two people more on weekends.', confidence: 85 })
  await ana.sees('85% sure')
  await ana.button(/How sure one was of First response of support over time/).click()
  const said = ana.dialog('Check-ins of First response of support')
  await said.getByText('Two people more on weekends.').waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.presses('Escape')
  await said.waitFor({ state: 'hidden' })
  await ana.presses('Control+z')
  await expect.poll(async () => (await now()).current).toBe(before.current)
  expect((await now()).history).toHaveLength(before.history.length)
})

test('an objective below another one counts for it', async () => {
  const ana = await here('ana')
  const o = await theGoal(ana)
  await ana.visits('/p/LEND/objectives')
  await ana.button(`Add an objective that serves ${goal}`).focus()
  await ana.presses('Enter')
  const dialog = ana.dialog(`New objective below ${goal}`)
  const title = dialog.getByLabel('What shall be true, by when?')
  await title.fill('Every fee is said before it is paid')
  await ana.presses('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const below = async () => (await ana.asks<{ items: { title: string; serves: string[] }[] }>('/objectives/tree?product=LEND')).items.find((n) => n.title === 'Every fee is said before it is paid')?.serves
  await expect.poll(below).toEqual([o.id])
  await ana.button('Hide the key results of Every fee is said before it is paid').waitFor()
})

test('what drives what: the tree of metrics, in the address', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/metrics')
  await ana.page.getByRole('radio', { name: 'Tree' }).click()
  await ana.page.getByRole('list', { name: 'What drives what' }).waitFor()
  expect(ana.page.url()).toContain('view=tree')
  expect(await ana.barriers()).toEqual([])
})

test('an objective of the whole workspace, with a key result that counts twice', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/strategy?of=workspace')
  await ana.button('New Objective').click()
  const dialog = ana.dialog('New objective')
  await dialog.getByText('The whole workspace').waitFor()
  await dialog.getByLabel('Title').fill('A household keeps one account with us')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await ana.page.getByRole('link', { name: 'A household keeps one account with us' }).click()

  // Its key results: what they are counted in, and how much each counts.
  const results = ana.page.getByRole('region', { name: 'Key results' })
  await results.getByRole('button', { name: 'Add' }).click()
  await results.getByLabel('New key result').fill('Households with two products')
  await ana.presses('Enter', 'Escape')
  const cell = (name: RegExp) => results.getByRole('row', { name: /Households with two products/ }).getByRole('button', { name })
  await cell(/^Unit/).click()
  await ana.types('households')
  await ana.presses('Enter')
  await cell(/^Unit: households/).waitFor()
  await expect.poll(() => cell(/^Unit/).evaluate((b) => b === document.activeElement)).toBe(true)
  await cell(/^Weight/).click()
  await ana.types('2')
  await ana.presses('Enter')
  const made = async () => (await ana.asks<{ items: { title: string; product: string | null; scored: { keyResults: { unit: string; weight: number }[] } }[] }>('/objectives/tree?product=LEND')).items.find((o) => o.title === 'A household keeps one account with us')
  await expect.poll(async () => (await made())?.scored.keyResults).toMatchObject([{ unit: 'households', weight: 2 }])
  expect((await made())?.product).toBeNull()
  await ana.presses('Control+z')
  await expect.poll(async () => (await made())?.scored.keyResults[0]?.weight).toBe(1)

  // In the tree of the portfolio it stands beside those of its products.
  await ana.visits('/p/LEND/objectives')
  await ana.page.getByRole('combobox', { name: 'Which products' }).click()
  await ana.page.getByRole('option', { name: 'Lendwell Group' }).click()
  await ana.sees('A household keeps one account with us')
  await ana.sees('Twenty shops offer three rates at the till')
  expect(ana.page.url()).toContain('scope=WELL-1')
})

test('a metric of the whole workspace stands among those of a product, and a key result there can follow it', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/metrics')
  await ana.button('New Metric').click()
  const dialog = ana.dialog('New metric')
  await dialog.getByLabel('Title').fill('Households with two products')
  await dialog.getByRole('combobox', { name: 'Belongs to' }).click()
  await ana.page.getByRole('option', { name: 'The whole workspace' }).click()
  await ana.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await ana.page.getByRole('row', { name: /Households with two products/ }).waitFor()

  await ana.visits(`/r/${(await theGoal(ana)).key}`)
  const results = ana.page.getByRole('region', { name: 'Key results' })
  await results.getByRole('button', { name: /^Follows: First response/ }).click()
  await ana.types('households')
  await ana.page.getByRole('option', { name: /Households with two products/ }).waitFor()
})
