/** The strategy on one page: written where it is read, proposed by another, guarded, kept, compared, presented, printed on one sheet. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

interface Page {
  vision: string
  positioning: { need: string }
  canvas: { costs: string }
  guardrails: { text: string; state: string }[]
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

const pageOf = (p: Person) => p.asks<Page>('/strategy?of=LPAY')

test('a piece is written from the keyboard, kept, compared, and taken back', async () => {
  const nadia = await here('nadia')
  await nadia.visits('/p/LPAY/strategy')
  await nadia.page.getByRole('region', { name: 'Business model' }).waitFor()
  expect(await nadia.barriers()).toEqual([])
  const before = (await pageOf(nadia)).canvas.costs

  await nadia.button('Keep').click()
  const keep = nadia.dialog('Keep this page')
  const name = keep.getByLabel('Name')
  await name.fill('Before the second shop')
  await nadia.presses('Enter')
  await keep.waitFor({ state: 'hidden' })

  await nadia.button(/^Change: Cost structure/).focus()
  await nadia.presses('Enter')
  const box = nadia.page.getByRole('textbox', { name: 'Cost structure' })
  await box.fill(`${before}\nA second person from spring`)
  await nadia.presses('Control+Enter')
  await expect.poll(async () => (await pageOf(nadia)).canvas.costs).toContain('A second person')
  await nadia.sees('Cost structure is written.')

  await nadia.page.getByRole('radio', { name: 'Compare' }).click()
  const table = nadia.page.getByRole('table', { name: 'Two versions side by side' })
  await table.getByText('A second person from spring').waitFor()
  expect(await table.getByRole('row').count()).toBe(2)
  expect(await nadia.barriers()).toEqual([])

  await nadia.page.getByRole('radio', { name: 'Page' }).click()
  await nadia.page.getByRole('region', { name: 'Business model' }).waitFor()
  await nadia.presses('Control+z')
  await expect.poll(async () => (await pageOf(nadia)).canvas.costs).toBe(before)
})

test('a guardrail with its number, and what another proposes', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/strategy')
  const rails = ana.page.getByRole('region', { name: 'Guardrails' })
  await rails.getByText('Complaints stay rare while loans grow').waitFor()
  await rails.getByRole('button', { name: 'Add guardrail' }).focus()
  await ana.presses('Enter')
  const dialog = ana.dialog('Add guardrail')
  await dialog.getByLabel('What is not done, or what is guarded').fill('No advertisement to people in debt')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await rails.getByText('No advertisement to people in debt').waitFor()

  const tom = await here('tom')
  await tom.visits('/p/LEND/strategy')
  const need = () => tom.asks<Page>('/strategy?of=LEND').then((p) => p.positioning.need)
  const was = await need()
  await tom.button(/^Change: Who need/).focus()
  await tom.presses('Enter')
  const box = tom.page.getByRole('textbox', { name: 'Who need' })
  await box.fill('an answer before the shop closes')
  await tom.presses('Control+Enter')
  await tom.sees(/proposed/i)
  expect(await need()).toBe(was)
})

test('it is presented from the keyboard, printed on one sheet, and read as it was', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/strategy')
  await ana.button('Present').focus()
  await ana.presses('Enter')
  const stage = ana.dialog('Presentation: Lendwell')
  await stage.getByText('Lending between people').waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ArrowRight')
  await stage.getByText(/^For people with a steady income/i).waitFor()
  expect(ana.page.url()).toContain('slide=2')
  await ana.presses('End')
  await stage.getByRole('group', { name: 'Guardrails' }).waitFor()
  await ana.presses('Escape')
  await stage.waitFor({ state: 'hidden' })

  const paper = (await ana.page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

  await ana.page.getByRole('combobox', { name: 'Kept pages' }).click()
  await ana.page.getByRole('option', { name: /^Founding/ }).click()
  await ana.sees('The strategy as it was kept: Founding')
  await ana.sees('1.5 % of each loan, paid by the borrower')
  expect(await ana.page.getByRole('button', { name: /^Change: / }).count()).toBe(0)
  expect(await ana.barriers()).toEqual([])
})
