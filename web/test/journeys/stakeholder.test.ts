/** Stakeholders: somebody is moved by key and taken back, a draft is composed and sent, read and receipted; a text goes out by a link; who may not see it does not. */
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

interface Stood {
  id: string
  name: string
  power: number
  interest: number
  path: unknown[]
}

const standing = async (p: Person, name: string) => (await p.asks<{ items: Stood[] }>('/stakeholders?product=LEND')).items.find((s) => s.name === name)!

test('somebody is moved on the map by the arrow keys, seen as they stood, and taken back', async () => {
  const ana = await here('ana')
  const before = await standing(ana, 'Ingrid Larsen')
  await ana.visits('/p/LEND/stakeholders')
  const dot = ana.page.getByRole('group', { name: 'Map of power and interest' }).getByRole('button', { name: /^Ingrid Larsen/ })
  await dot.focus()
  await ana.presses('ArrowDown', 'ArrowDown')
  await ana.sees(/Enter sets down/)
  await ana.presses('Enter')
  await ana.sees('Ingrid Larsen stands elsewhere')
  await expect.poll(async () => (await standing(ana, 'Ingrid Larsen')).power).toBe(before.power - 2)
  expect(await ana.barriers()).toEqual([])

  // In full: the path tells of it.
  await dot.focus()
  await ana.presses('Enter')
  await ana.page.getByRole('heading', { name: 'Ingrid Larsen', exact: true }).waitFor()
  await expect.poll(() => ana.page.getByRole('region', { name: 'Where they stood' }).getByRole('listitem').count()).toBe(before.path.length + 1)
  expect(await ana.barriers()).toEqual([])
  await ana.button('Undo').first().click()
  await expect.poll(async () => (await standing(ana, 'Ingrid Larsen')).power).toBe(before.power)

  // A day in the past is only looked at.
  await ana.visits('/p/LEND/stakeholders?on=2026-01-15')
  await ana.sees(/As it was on that day/)
})

test('what changed is composed, sent as a page, read, and receipted', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/stakeholders?view=plan')
  await ana.sees(/last told \d+ days ago, agreed fortnightly/)
  expect(await ana.barriers()).toEqual([])
  await ana.button('Write to Samuel Adeyemi').click()
  const dialog = ana.dialog('Write to Samuel Adeyemi')
  const heading = dialog.getByRole('textbox', { name: /Heading/ })
  await expect.poll(() => heading.inputValue()).toMatch(/^Lendwell: what changed since/)
  expect(await ana.barriers()).toEqual([])
  await heading.fill('What the regulator will ask')
  await dialog.getByRole('button', { name: 'Send' }).click()
  await ana.sees('Samuel Adeyemi was told')
  await expect.poll(() => dialog.count()).toBe(0)

  const samuel = await here('samuel', { width: 390, height: 800 })
  await samuel.visits('/p/LEND/updates')
  await samuel.page.getByRole('article', { name: 'What the regulator will ask' }).waitFor()
  expect(await samuel.barriers()).toEqual([])
  const mine = async () => (await samuel.asks<{ title: string; openedAt: string | null }[]>('/briefings/mine')).find((b) => b.title === 'What the regulator will ask')
  await expect.poll(async () => (await mine())?.openedAt ?? null).not.toBe(null)

  await ana.visits('/p/LEND/stakeholders?view=told')
  await ana.button(/Samuel Adeyemi: What the regulator will ask.*Read/).waitFor()
  expect(await ana.barriers()).toEqual([])
})

test('somebody outside is told by a link what a cut shows; the page says that it is counted', async () => {
  const ana = await here('ana')
  const bank = (await ana.asks<{ items: (Stood & { contact: string | null })[] }>('/stakeholders?product=LEND')).items.find((s) => s.contact)!
  await ana.visits(`/p/LEND/stakeholders?at=${bank.id}`)
  await ana.button('Write').click()
  const dialog = ana.dialog(`Write to ${bank.name}`)
  await dialog.getByRole('combobox', { name: 'Form' }).click()
  await ana.page.getByRole('option', { name: 'Link' }).click()
  const heading = dialog.getByRole('textbox', { name: /Heading/ })
  await expect.poll(() => heading.inputValue()).toMatch(/what changed since/)
  await heading.fill('What comes for you')
  await dialog.getByRole('textbox', { name: /^Text/ }).fill('**Nothing** that would wake you.')
  await dialog.getByRole('button', { name: 'Send' }).click()
  const made = ana.dialog(`The link for ${bank.name}`)
  await made.waitFor()
  const url = await made.getByRole('textbox', { name: 'Page' }).inputValue()
  const reader = await Person.arrives()
  people.push(reader)
  await reader.page.goto(new URL(url).pathname)
  await reader.page.getByRole('heading', { name: 'What comes for you' }).waitFor()
  await reader.sees(/sees how often and when this page was opened/)
  expect(await reader.barriers()).toEqual([])
  await made.getByRole('button', { name: 'Done' }).click()
  await ana.visits('/p/LEND/stakeholders?view=told')
  await ana.button(/What comes for you.*Opened 1×/).waitFor()
})

test('who does not look after stakeholders sees none', async () => {
  const lena = await here('lena')
  await lena.visits('/p/LEND/stakeholders')
  await lena.sees('Stakeholders are not shown to you')
  const history = await lena.asks<{ items: { kind: string }[] }>('/ledger?limit=200')
  expect(history.items.filter((r) => ['stakeholder', 'cadence', 'briefing'].includes(r.kind))).toEqual([])
})

test('somebody outside who is not known yet is made a contact on the way', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/stakeholders')
  await ana.button('Add stakeholder').click()
  const dialog = ana.dialog('Add a stakeholder')
  await dialog.getByText('Somebody outside').click()
  await dialog.getByRole('button', { name: 'New contact' }).click()
  const made = ana.dialog('New contact')
  await made.getByLabel('Title').fill('Olga Newman')
  await ana.presses('Control+Enter')
  await made.waitFor({ state: 'hidden' })
  await dialog.getByText('Olga Newman').waitFor()
  expect(await ana.barriers()).toEqual([])
  // The keyboard is still in the dialog, which goes on where it was.
  await expect.poll(() => dialog.evaluate((d) => d.contains(document.activeElement))).toBe(true)
  await ana.presses('Control+Enter')
  await dialog.waitFor({ state: 'hidden' })
  await expect.poll(async () => (await standing(ana, 'Olga Newman'))?.power).toBe(5)
  await ana.presses('Control+z')
  await expect.poll(() => standing(ana, 'Olga Newman')).toBeUndefined()
})
