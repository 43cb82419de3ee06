/** Business cases: one is made from a feature's page, filled by key and by pasting, kept as a version, compared, and hidden from who may not see money. */
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

interface Row {
  id: string
  name: string
  number: number
  figures: { npv: number | null; cost: number; gain: number; range: { chance: number } | null }
}

test('a case from the page of a feature to two versions held against each other', async () => {
  const marta = await here('marta')
  const [feature] = (await marta.asks<{ items: { id: string; key: string }[] }>('/records?q=type%3Afeature&product=LPAY&limit=1')).items
  expect(feature).toBeDefined()
  const cases = async () => (await marta.asks<{ items: Row[] }>(`/cases?record=${feature!.id}`)).items
  await marta.visits(`/r/${feature!.key}`)
  await marta.page.getByRole('region', { name: 'Business cases' }).getByRole('button', { name: 'Make a case' }).click()
  const name = marta.page.getByRole('textbox', { name: 'Name' })
  await name.focus()
  await name.fill('Built by us')
  await marta.presses('Control+Enter')
  await marta.sees('Nothing in it yet')
  await marta.button('Add a line').click()
  const what = marta.page.getByRole('textbox', { name: 'What it is for' })
  await what.focus()
  await marta.types('Work')
  await marta.presses('Control+Enter')

  // By key: a range in the first period, then a table from a spreadsheet in the cell beside it.
  const sheet = marta.page.getByRole('table', { name: /^Sheet of/ })
  const cell = sheet.getByRole('textbox', { name: /^Work, / }).first()
  await cell.focus()
  await marta.types('8k..10k..14k')
  await marta.presses('Enter')
  await expect.poll(async () => (await cases())[0]?.figures.cost).toBe(1_000_000)
  await marta.page.evaluate(() => navigator.clipboard.writeText('Fees\t\t5k\t6k\t7k'))
  await cell.focus()
  await marta.presses('Control+v')
  await expect.poll(async () => (await cases())[0]?.figures.gain).toBe(1_800_000)
  await marta.sees('What it hangs on')
  expect((await cases())[0]!.figures.range!.chance).toBeGreaterThan(0.5)
  expect(await marta.barriers()).toEqual([])

  // A version is kept, the next one changed, and both compared.
  await marta.button('Keep and go on').click()
  const why = marta.page.getByRole('textbox', { name: 'What has changed' })
  await why.focus()
  await marta.types('The offer is in.')
  await marta.presses('Control+Enter')
  await expect.poll(async () => (await cases())[0]?.number).toBe(2)
  await marta.sees('Why this version: The offer is in.')
  await sheet.getByRole('textbox', { name: /^Fees, / }).nth(3).focus()
  await marta.types('9k')
  await marta.presses('Enter')
  await expect.poll(async () => (await cases())[0]?.figures.gain).toBe(2_000_000)
  await marta.page.getByRole('combobox', { name: 'Compare with' }).click()
  await marta.page.getByRole('option', { name: 'with version 1' }).click()
  await marta.page.getByRole('region', { name: 'Version 1 against version 2' }).last().getByRole('rowheader', { name: /^Fees/ }).waitFor()
  expect(await marta.barriers()).toEqual([])
  await marta.visits('/p/LPAY/money?view=cases')
  await marta.sees('Built by us')
  expect(await marta.barriers()).toEqual([])
})

test('the case against what came is read by who may see money, and by nobody else', async () => {
  const ana = await here('ana')
  const all = (await ana.asks<{ items: Row[] }>('/cases?product=LEND')).items
  const pay = all.find((c) => c.name === 'Four ways, one after the other')!
  await ana.visits(`/p/LEND/money?view=cases&case=${pay.id}`)
  await ana.page.getByRole('region', { name: 'The case against what came' }).last().getByRole('rowheader', { name: 'Run cost' }).waitFor()
  await ana.sees(/it is worth/)
  expect(await ana.barriers()).toEqual([])
  const lena = await here('lena')
  await lena.visits(`/p/LEND/money?view=cases&case=${pay.id}`)
  await lena.sees("This product's money is not shown to you")
})
