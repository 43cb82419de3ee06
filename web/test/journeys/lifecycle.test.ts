/** A product's life: a suggestion is taken with its ground, an end is worked through, and objectives are reached from the palette. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

interface Life {
  stage: string
  evidence: { suggested: { stage: string; agreed: boolean } }
  history: { to: string; note: string; suggested: boolean }[]
}
interface Ending {
  plan: { steps: { title: string; doneOn: string | null }[]; supportOn: string }
  overdue: { title: string }[]
  accounts: { title: string; movedOn: string | null }[]
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

test('what the numbers speak for is taken from the keyboard, with the reason, and taken back', async () => {
  const nadia = await here('nadia')
  const life = () => nadia.asks<Life>('/lifecycle?product=LPAY')
  await nadia.visits('/p/LPAY/strategy?view=lifecycle')
  await nadia.sees('The numbers speak for Development')
  expect(await nadia.barriers()).toEqual([])
  await nadia.button('Take Development').focus()
  await nadia.presses('Enter')
  const dialog = nadia.dialog('Take Development')
  await dialog.getByLabel('Why?').fill('Jonas has begun.')
  expect(await nadia.barriers()).toEqual([])
  await nadia.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await life()).stage).toBe('development')
  expect((await life()).history[0]).toMatchObject({ to: 'development', note: 'Jonas has begun.', suggested: true })
  await nadia.sees('Jonas has begun.')
  await nadia.button('Numbers of then').first().click()
  await nadia.presses('Escape')
  await nadia.presses('Control+z')
  await expect.poll(async () => (await life()).stage).toBe('discovery')
})

test('an end: what is overdue stands on the page, a step is ticked, an account moves on, a day is another', async () => {
  const ana = await here('ana')
  const end = () => ana.asks<Ending>('/sunset?product=LPOST')
  await ana.visits('/p/LPOST/strategy')
  await ana.sees('This product is being brought to its end')
  await ana.sees(/2 steps are overdue/)
  await ana.button('Sunset plan').click()
  const steps = ana.page.getByRole('region', { name: 'Steps, and who is told' })
  await steps.getByText('A number for those without a computer').waitFor()
  expect(await ana.barriers()).toEqual([])
  await steps.getByRole('checkbox', { name: 'A number for those without a computer' }).click()
  await expect.poll(async () => (await end()).overdue.length).toBe(1)
  await ana.sees('Done: A number for those without a computer')

  await steps.getByRole('button', { name: 'Add step' }).focus()
  await ana.presses('Enter')
  const dialog = ana.dialog('Add step')
  await dialog.getByLabel('What is to be done?').fill('The form goes from the shelves')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await end()).plan.steps.at(-1)!.title).toBe('The form goes from the shelves')

  const left = (await end()).accounts.filter((a) => !a.movedOn)
  const accounts = ana.page.getByRole('region', { name: 'Accounts concerned' })
  await accounts.getByRole('listitem').filter({ hasText: left[0]!.title }).getByRole('button', { name: 'Moved on', exact: true }).click()
  await expect.poll(async () => (await end()).accounts.filter((a) => !a.movedOn).length).toBe(left.length - 1)
  await ana.sees(`${left[0]!.title} has moved on.`)

  // All products in one look.
  await ana.visits('/p/LEND/strategy?view=lifecycle&of=workspace')
  await ana.page.getByRole('table', { name: 'Products and their stage' }).getByText('Lendwell by Post').waitFor()
  expect(await ana.barriers()).toEqual([])
})

test('who has not the right proposes a stage with the same gesture', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/strategy?view=lifecycle')
  await tom.button('Set stage').click()
  const dialog = tom.dialog('Set stage')
  await dialog.getByRole('combobox', { name: 'Stage' }).click()
  await tom.page.getByRole('option', { name: 'Maturity' }).click()
  await dialog.getByLabel('Why?').fill('The last month was slow.')
  await tom.presses('Control+Enter')
  await tom.sees(/proposed/i)
  expect((await tom.asks<Life>('/lifecycle?product=LEND')).stage).toBe('growth')
})

test('objectives from the palette: one is looked at and checked in on, a new one begins, the tree says the odds', async () => {
  const ana = await here('ana')
  const { items } = await ana.asks<{ items: { id: string; key: string; title: string; odds: number | null }[] }>('/objectives/tree?product=LEND&odds=true')
  expect(items.filter((o) => o.odds !== null).length).toBeGreaterThan(2)
  const o = items.find((n) => n.title === 'More people who should get a loan become borrowers')!
  await ana.visits(`/r/${o.key}`)
  await ana.runs('Check in on the objective')
  const dialog = ana.dialog('Borrower acquisition rate')
  await dialog.getByLabel(/sure/i).fill('65')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('Enter')
  await dialog.waitFor({ state: 'hidden' })
  const sure = () => ana.asks<{ keyResults: { confidence: number }[] }>(`/objectives/${o.id}/score`).then((s) => s.keyResults[0]!.confidence)
  await expect.poll(sure).toBe(65)

  await ana.runs('Open the tree of objectives')
  await ana.page.getByRole('list', { name: 'Objectives as a tree' }).getByText(/likely/).first().waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.runs('New objective')
  await ana.dialog().getByLabel(/Title/).first().waitFor()
  await ana.presses('Escape')
})
