/** Pricing: the first plan, a change of its price, both on the timeline; a proposal; and what those see who may not see how prices change. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

const people: Person[] = []
const here = async (name: string, look = {}) => {
  const p = await Person.of(name, look)
  people.push(p)
  return p
}

afterEach(async () => {
  for (const p of people.splice(0)) await p.leaves()
})

interface Pricing {
  veiled: boolean
  plans: { id: string; name: string; amount: number | null; prices: { amount: number; reason: string; ahead: boolean }[] }[]
}

const planOf = async (p: Person, product: string, name: string) => (await p.asks<Pricing>(`/priceplans?product=${product}`)).plans.find((x) => x.name === name)

test('the first plan, another price, and both on the timeline', async () => {
  const nadia = await here('nadia')
  await nadia.visits('/p/LPAY/money?view=pricing')
  await nadia.sees('Nothing is sold yet')
  expect(await nadia.barriers()).toEqual([])
  await nadia.button('Add a plan').click()
  const name = nadia.page.getByRole('textbox', { name: 'Name' })
  await name.focus()
  await nadia.types('Shop')
  await nadia.page.getByRole('textbox', { name: 'First price' }).fill('nine')
  await nadia.sees('Enter a price, like 9.90 or 0.')
  await nadia.page.getByRole('textbox', { name: 'First price' }).fill('9.90')
  await nadia.page.getByRole('textbox', { name: 'Why this price' }).fill('What two shops said they would pay.')
  expect(await nadia.barriers()).toEqual([])
  await nadia.presses('Control+Enter')
  await expect.poll(async () => (await planOf(nadia, 'LPAY', 'Shop'))?.amount).toBe(990)
  await nadia.page.getByRole('list', { name: 'Plans' }).getByText(/9\.90 a month/).waitFor()

  // Another price on the same day takes the place of the first; the dialog says so before.
  await nadia.button('Set a price of Shop').click()
  const price = nadia.page.getByRole('textbox', { name: /^Price in/ })
  await price.focus()
  await nadia.sees(/This one takes its place/)
  await nadia.types('12')
  await nadia.page.getByRole('textbox', { name: 'Why this price' }).fill('Three rates cost us more than one.')
  await nadia.presses('Control+Enter')
  await expect.poll(async () => (await planOf(nadia, 'LPAY', 'Shop'))?.amount).toBe(1200)
  const timeline = nadia.page.getByRole('list', { name: 'How prices changed' })
  await timeline.getByText('Three rates cost us more than one.').waitFor()
  expect(await nadia.barriers()).toEqual([])
  await nadia.button('Undo').first().click()
  await timeline.getByText('What two shops said they would pay.').waitFor()
  expect((await planOf(nadia, 'LPAY', 'Shop'))!.amount).toBe(990)
})

test('changes with what came of them are seen, proposed to, and kept from who may not see them', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/money?view=pricing')
  await tom.sees(/What you enter is proposed to Ana Ribeiro/)
  const timeline = tom.page.getByRole('list', { name: 'How prices changed' })
  const change = timeline.getByRole('listitem', { name: /^Lender: from/ })
  await change.getByText(/With a chance of 95%/).first().waitFor()
  await timeline.getByRole('listitem', { name: /^Contract: from/ }).getByText('To come').waitFor()
  expect(await tom.barriers()).toEqual([])
  await tom.button('Set a price of Lender').click()
  const price = tom.page.getByRole('textbox', { name: /^Price in/ })
  await price.focus()
  await tom.types('7.90')
  await tom.page.getByRole('textbox', { name: 'Why this price' }).fill('A proposal of the product owner.')
  await tom.presses('Control+Enter')
  await tom.sees(/proposed/i)
  expect((await planOf(tom, 'LEND', 'Lender'))!.amount).toBe(690)

  const lena = await here('lena')
  await lena.visits('/p/LEND/money?view=pricing')
  await lena.sees("You see what is sold and today's prices")
  const seen = await lena.asks<Pricing>('/priceplans?product=LEND')
  expect(seen.veiled).toBe(true)
  expect(seen.plans.every((p) => p.amount !== null && p.prices.length === 0)).toBe(true)
  const history = await lena.asks<{ items: { kind: string }[] }>('/ledger?limit=200')
  expect(history.items.filter((r) => r.kind === 'price_change')).toEqual([])
  expect(await lena.barriers()).toEqual([])
})
