/** Money: a line is planned and paid in the sheet, the overview follows, another proposes, and who may not see it does not. */
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

interface Summary {
  sorts: { sort: string; plan: number; actual: number }[]
}
interface Line {
  basis: string
  label: string
  month: string
  amount: number
}

const costOf = async (p: Person) => (await p.asks<Summary>('/money?product=LPAY&from=2024-01-01&until=2024-12-01')).sorts.find((s) => s.sort === 'cost')!

test('a year is planned by key, paid, looked at, and taken back', async () => {
  const marta = await here('marta')
  await marta.visits('/p/LPAY/money?view=lines&year=2024')
  await marta.button('Add a line').click()
  const name = marta.page.getByRole('textbox', { name: 'What it is for' })
  await name.focus()
  await marta.types('Terminals')
  await marta.page.getByRole('textbox', { name: 'Amount for 2024' }).fill('1.2k')
  await marta.presses('Control+Enter')
  const sheet = marta.page.getByRole('table', { name: /^Lines of/ })
  const january = sheet.getByRole('textbox', { name: 'Terminals, January 2024' })
  await expect.poll(() => january.inputValue()).toBe('100')
  expect((await costOf(marta)).plan).toBe(120_000)
  expect(await marta.barriers()).toEqual([])

  // In the sheet itself: a cell is changed by key, and the year follows.
  await january.focus()
  await marta.types('150.50')
  await marta.presses('Enter')
  await expect.poll(async () => (await costOf(marta)).plan).toBe(125_050)

  // Out with all its months, and back with one undo.
  await marta.button('Take Terminals out of the plan').click()
  await expect.poll(async () => (await costOf(marta)).plan).toBe(0)
  await marta.sees('Terminals taken out of the plan of 2024')
  await marta.presses('ControlOrMeta+z')
  await expect.poll(async () => (await costOf(marta)).plan).toBe(125_050)

  // What was paid, and the overview with its variance.
  await marta.visits('/p/LPAY/money?view=lines&year=2024&basis=actual')
  await january.focus()
  await marta.types('200')
  await marta.presses('Enter')
  await expect.poll(async () => (await costOf(marta)).actual).toBe(20_000)
  await marta.sees(/Terminals, January 2024: €200/)
  await marta.button('Undo').first().click()
  await expect.poll(async () => (await costOf(marta)).actual).toBe(0)
  await marta.visits('/p/LPAY/money?year=2024')
  await marta.page.getByRole('region', { name: 'Money by sort' }).getByRole('rowheader', { name: 'Cost', exact: true }).waitFor()
  expect(await marta.barriers()).toEqual([])
})

test('what another decides is proposed, and money stays with those who may see it', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/money?view=lines&year=2026')
  await tom.sees(/What you enter is proposed to Ana Ribeiro/)
  const cell = tom.page.getByRole('textbox', { name: 'Licences, December 2026' })
  const before = await cell.inputValue()
  await cell.focus()
  await tom.types('9,999')
  await tom.presses('Enter')
  await tom.sees(/proposed/i)
  const lines = await tom.asks<Line[]>('/records/LEND/money?from=2026-12-01&until=2026-12-01')
  expect(lines.find((l) => l.label === 'Licences' && l.basis === 'plan')!.amount).not.toBe(999_900)
  await expect.poll(() => cell.inputValue()).toBe(before)

  const lena = await here('lena')
  await lena.visits('/p/LEND/money')
  await lena.sees('This product\'s money is not shown to you')
  const history = await lena.asks<{ items: { kind: string }[] }>('/ledger?limit=200')
  expect(history.items.filter((r) => r.kind === 'money_line' || r.kind === 'day_rate')).toEqual([])
})
