/** The management summary: read on one page, narrowed and widened, since a day, presented, printed; money only for whom it is. */
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

const parts = ['Objectives in force', 'Dates ahead', 'Bets in flight', 'Top risks by exposure', 'Decisions awaited', 'Launches ahead', 'Promises at risk', /^Changed since/]

test('all parts stand on one page, and a number opens what it was counted from', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/summary')
  for (const name of [...parts, /^Money in/]) await ana.page.getByRole('region', { name }).waitFor()
  expect(await ana.barriers()).toEqual([])

  const open = await ana.asks<{ total: number }>(`/records?${new URLSearchParams({ product: 'LEND', q: 'type:risk category:todo,doing', limit: '1', total: 'true' })}`)
  const risks = ana.page.getByRole('region', { name: 'Top risks by exposure' })
  await risks.getByRole('link', { name: String(open.total), exact: true }).click()
  await ana.page.waitForURL(/\/p\/LEND\/risks/)
  await ana.page.goBack()

  const bets = ana.page.getByRole('region', { name: 'Bets in flight' })
  await bets.getByRole('link', { name: /^Settled so far/ }).focus()
  await ana.presses('Enter')
  await ana.page.waitForURL(/\/bets\?tab=record/)
})

test('of all products and since a day, as the address says', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/summary')
  await ana.page.getByRole('combobox', { name: 'Summary of' }).click()
  await ana.page.getByRole('option', { name: 'All products' }).click()
  await ana.page.waitForURL(/of=all/)
  const all = await ana.asks<{ total: number }>(`/records?${new URLSearchParams({ q: 'type:decision category:todo,doing', limit: '1', total: 'true' })}`)
  const decisions = ana.page.getByRole('region', { name: 'Decisions awaited' })
  await decisions.getByText(String(all.total), { exact: true }).first().waitFor()
  // The screen of decisions is one product's: a number of all products opens nothing rather than something else.
  expect(await decisions.getByRole('link', { name: String(all.total), exact: true }).count()).toBe(0)
  await ana.page.getByRole('link', { name: 'Open: Promises at risk' }).click()
  await ana.page.waitForURL(/\/promises\?of=all/)
  await ana.page.goBack()
  expect(await ana.barriers()).toEqual([])

  await ana.visits('/p/LEND/summary?of=all&since=2026-01-15')
  await ana.page.getByRole('region', { name: /^Changed since (Jan 15|15 Jan)/ }).waitFor()
})

test('it is presented from the keyboard and printed on two sheets at most', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/summary')
  await ana.page.getByRole('region', { name: 'Launches ahead' }).waitFor()
  await ana.button('Present').focus()
  await ana.presses('Enter')
  const stage = ana.dialog('Presentation: Lendwell: summary')
  await stage.waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ArrowRight')
  await stage.getByRole('group', { name: 'Objectives in force' }).waitFor()
  expect(ana.page.url()).toContain('slide=2')
  await ana.presses('Escape')
  await stage.waitFor({ state: 'hidden' })

  const paper = (await ana.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const sheets = paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(sheets).toBeGreaterThanOrEqual(1)
  expect(sheets).toBeLessThanOrEqual(2)
})

test('who may not see money sees no part about it', async () => {
  const lena = await here('lena')
  await lena.visits('/p/LEND/summary')
  for (const name of parts) await lena.page.getByRole('region', { name }).waitFor()
  expect(await lena.page.getByRole('region', { name: /^Money in/ }).count()).toBe(0)
})
