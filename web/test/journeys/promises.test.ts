/** Promises: given from a feature in one gesture, moved, taken in hand, kept; the promiser hears first. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

const people: Person[] = []
const here = async (name: string, look?: { dark?: boolean }) => {
  const p = await Person.of(name, look)
  people.push(p)
  return p
}

afterEach(async () => {
  for (const p of people.splice(0)) await p.leaves()
})

interface Promised {
  id: string
  key: string
  title: string
  state: string
  dueOn: string
  atRisk: boolean
  odds: number | null
  days: { from: string; why: string }[]
  keptBy: { key: string }[]
  toAccount: { title: string } | null
  handling: string
}

test('a promise is given from a feature, moved, and kept, with the way back', async () => {
  const ruth = await here('ruth')
  const feature = (await ruth.asks<{ items: { id: string; key: string; title: string }[] }>('/records?q=type:feature title:"Instant payouts"&product=LEND')).items[0]!
  await ruth.visits(`/r/${feature.key}`)
  const part = ruth.page.getByRole('region', { name: 'Promises' })
  await part.getByRole('button', { name: 'Give a promise' }).click()
  const dialog = ruth.dialog('Give a promise')
  await dialog.getByLabel('What is promised').and(ruth.page.locator(':focus')).waitFor()
  await ruth.types('Payouts on Sundays too')
  await dialog.getByLabel('In these words').fill('On Sundays as well, by the spring.')
  await dialog.getByRole('combobox', { name: 'Account or contact' }).click()
  await ruth.page.locator('input:focus').waitFor()
  await ruth.types('Haarlem')
  await ruth.page.getByRole('option', { name: /Haarlem Monday Club/ }).first().click()
  await dialog.getByRole('button', { name: /Promised for/ }).click()
  await ruth.page.getByPlaceholder(/^Type a day/).fill('2031-03-12')
  await ruth.presses('Enter')
  await dialog.getByText(feature.title).waitFor()
  expect(await ruth.barriers()).toEqual([])
  await dialog.getByRole('button', { name: /Note the promise/ }).click()
  await dialog.waitFor({ state: 'detached' })
  const find = async () => (await ruth.asks<{ items: Promised[] }>(`/promises?record=${feature.key}`)).items.find((p) => p.title === 'Payouts on Sundays too')
  await expect.poll(() => find().then((p) => p?.toAccount?.title)).toBe('Haarlem Monday Club')
  const made = (await find())!
  expect(made.keptBy.map((k) => k.key)).toEqual([feature.key])

  // It stands on the feature, and on the account.
  await part.getByText('Payouts on Sundays too').waitFor()
  await ruth.visits(`/r/${made.key}`)
  await ruth.sees('On Sundays as well, by the spring.')
  await ruth.button('Another day').click()
  const move = ruth.dialog('Another day')
  await move.getByRole('button', { name: /The new day/ }).click()
  await ruth.page.getByPlaceholder(/^Type a day/).fill('2031-06-30')
  await ruth.presses('Enter')
  await move.getByLabel('What was agreed, and with whom').fill('They come back from their holidays then.')
  expect(await ruth.barriers()).toEqual([])
  await move.getByRole('button', { name: /Promise this day/ }).click()
  await expect.poll(() => find().then((p) => [p?.state, p?.dueOn, p?.days[0]?.from])).toEqual(['renegotiated', '2031-06-30', '2031-03-12'])
  await ruth.sees('They come back from their holidays then.')
  expect(await ruth.barriers()).toEqual([])

  await ruth.button('Kept').click()
  const kept = ruth.dialog('Kept')
  await kept.getByLabel('Note').and(ruth.page.locator(':focus')).waitFor()
  await ruth.presses('ControlOrMeta+Enter')
  await ruth.sees('The promise is kept')
  await expect.poll(() => find().then((p) => p?.state)).toBe('kept')
  await ruth.page.getByRole('button', { name: 'Undo' }).last().click()
  await expect.poll(() => find().then((p) => p?.state)).toBe('renegotiated')
})

test('what is at risk is seen by whoever gave it, and taken in hand', async () => {
  const ruth = await here('ruth', { dark: true })
  const risks = async () => (await ruth.asks<{ items: Promised[] }>('/promises?product=LEND&standing=at risk')).items
  const open = (await risks()).find((p) => !p.handling)!
  expect(open.odds).toBeLessThan(0.7)
  await ruth.visits('/p/LEND/promises?show=risk')
  await ruth.page.getByRole('link', { name: new RegExp(open.key) }).waitFor()
  expect(await ruth.barriers()).toEqual([])

  // In the inbox of the promiser it stands as what it is.
  await ruth.visits('/inbox')
  await ruth.page.getByText(open.title).first().click()
  await ruth.page.getByText('This promise is at risk').first().waitFor()

  await ruth.visits(`/r/${open.key}`)
  await ruth.button('Take in hand').click()
  const dialog = ruth.dialog('Take in hand')
  await dialog.getByLabel('What is done').and(ruth.page.locator(':focus')).waitFor()
  await ruth.types('We ship the first half to them.')
  await ruth.presses('ControlOrMeta+Enter')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => risks().then((all) => all.find((p) => p.id === open.id)?.handling)).toBe('We ship the first half to them.')
  await ruth.sees('We ship the first half to them.')

  // On the roadmap its day stands as a mark, on the desk of the product manager among what was promised.
  const ana = await here('ana')
  await ana.visits('/p/LEND/plan')
  await ana.page.locator(`[data-promise="${open.key}"]`).first().waitFor({ state: 'attached' })
  await ana.visits('/p/LEND/desk/manager')
  await ana.page.getByRole('region', { name: 'What was promised' }).getByText(open.title).waitFor()
})
