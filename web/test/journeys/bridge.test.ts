/** The bridge: one asks the other to choose, the other chooses, and the choice is a decision; what the sprints served. */
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

interface Tradeoff {
  id: string
  key: string
  state: string
  chosen: string
  decision: string | null
}

test('a choice is put to the other, answered from the keyboard, and taken back', async () => {
  const [ana, tom] = [await here('ana'), await here('tom')]
  await ana.visits('/p/LEND/bridge')
  await ana.button('Ask for a trade-off').first().click()
  const dialog = ana.dialog('Ask for a trade-off')
  await dialog.getByLabel('Question').and(ana.page.locator(':focus')).waitFor()
  await ana.types('Letters or the app first?')
  await dialog.getByLabel('Option 1: What would be done').fill('Letters first')
  await dialog.getByLabel('What it costs').first().fill('the app waits')
  await dialog.getByLabel('Option 2: What would be done').fill('The app first')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  await dialog.waitFor({ state: 'detached' })
  const asked = (await ana.asks<{ items: Tradeoff[] }>('/records?q=type:tradeoff "letters or the app"')).items[0]!
  const stands = () => ana.asks<Tradeoff>(`/tradeoffs/${asked.key}`)

  // Tom finds it, and chooses.
  await tom.visits('/p/LEND/bridge')
  await tom.sees('Letters or the app first?')
  const choose = tom.button('Choose “The app first”')
  await choose.focus()
  await tom.presses('Enter')
  await tom.page.getByRole('textbox', { name: 'Why this one' }).and(tom.page.locator(':focus')).waitFor()
  await tom.types('People write less than they tap.')
  expect(await tom.barriers()).toEqual([])
  await tom.presses('ControlOrMeta+Enter')
  await expect.poll(() => stands().then((t) => t.state)).toBe('answered')
  const decided = await stands()
  expect(decided.chosen).toBe('2')

  // Ana reads the answer, and goes on to the decision that it became.
  await ana.visits(`/r/${asked.key}`)
  await ana.sees('People write less than they tap.')
  await ana.page.getByRole('link', { name: /^The decision/ }).click()
  await ana.sees('the app waits')
  expect(await ana.barriers()).toEqual([])

  // What was answered can be asked again: one undo takes the decision along.
  await tom.sees(/Answered; recorded as a decision/)
  await tom.page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => stands().then((t) => t.state)).toBe('asked')
})

test('what the sprints served, and what stands behind it', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/bridge')
  await ana.sees('Serves an objective')
  await ana.sees('Who decides, and who did lately')
  await ana.page.getByRole('link', { name: 'Open the report' }).click()
  await ana.page.getByRole('heading', { name: 'Reports' }).waitFor()
  await ana.page.getByRole('rowheader', { name: /Lenders come back with more/ }).waitFor()

  // A band opens its items: those of the last sprint for the objective that it served most.
  const served = await ana.asks<{ sprints: { key: string }[]; objectives: { key: string; effort: number[] }[] }>('/flow/alignment?product=LEND')
  const sprint = served.sprints.at(-1)!
  const most = served.objectives.toSorted((a, b) => b.effort.at(-1)! - a.effort.at(-1)!)[0]!
  await ana.visits(`/p/LEND/reports?report=alignment&open=${encodeURIComponent(`serving;sprint=${sprint.key};objective=${most.key}`)}`)
  const behind = ana.page.getByRole('complementary', { name: 'Items behind the figure' })
  await behind.getByText(/that serve/).waitFor()
  expect(await behind.getByRole('rowheader').count()).toBeGreaterThan(0)
  expect(await ana.barriers()).toEqual([])
})

test('a trade-off is asked from the feature it is about, and one undo takes both back', async () => {
  const ana = await here('ana')
  const feature = (await ana.asks<{ items: { id: string; key: string; title: string }[] }>('/records?q=type:feature is:open&product=LEND&limit=1')).items[0]!
  await ana.visits(`/r/${feature.key}`)
  await ana.presses('ControlOrMeta+k')
  await ana.page.getByRole('combobox', { name: 'Command palette' }).fill('Ask for a trade')
  await ana.page.getByRole('option', { name: /Ask for a trade-off/ }).click()
  const dialog = ana.dialog('Ask for a trade-off')
  await dialog.getByLabel('Question').fill('Now or in spring?')
  await dialog.getByLabel('Option 1: What would be done').fill('Now')
  await dialog.getByLabel('Option 2: What would be done').fill('In spring')
  await dialog.getByRole('button', { name: /^Ask/ }).click()
  await dialog.waitFor({ state: 'detached' })
  const found = () => ana.asks<{ items: Tradeoff[] }>('/records?q=type:tradeoff "now or in spring"').then((r) => r.items)
  const asked = (await found())[0]!
  const links = await ana.asks<{ type: string; record: { key: string } }[]>(`/records/${asked.key}/links`)
  expect(links.map((l) => [l.type, l.record.key])).toEqual([['relates', feature.key]])
  await ana.page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => found().then((all) => all.length)).toBe(0)
})
