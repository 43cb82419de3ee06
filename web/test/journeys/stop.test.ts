/** What to stop: from the list to a decision to stop, to its undo, and to one to keep; and what those see who may not see money. */
import { expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

interface Stops {
  items: { id: string; key: string; frees: number }[]
  kept: { id: string; last: { reason: string } }[]
  stopped: { record: string; reason: string }[]
}

test('something is found in the list, stopped with a reason, taken back, and kept', async () => {
  const ana = await here('ana')
  const title = 'Statements on paper'
  const feature = await ana.does<{ id: string; key: string }>('POST', '/features', { product: 'LEND', title })
  const made = await ana.does<{ id: string }>('POST', `/records/${feature.id}/cases`, { name: 'Printed by us', period: 'year', from: '2026-01-01', rate: 0.1 })
  await ana.does('POST', `/cases/${made.id}/fill`, { lines: [{ sort: 'cost', label: 'Printing', amounts: [{ low: 900_000, likely: 900_000, high: 900_000 }] }] })
  const stops = () => ana.asks<Stops>('/stops?product=LEND')
  const state = async () => (await ana.asks<{ state: string }>(`/features/${feature.id}`)).state
  const before = await state()

  // Found by the palette, with the reason as a number that one can open.
  await ana.visits('/p/LEND/desk/manager')
  await ana.runs('what to stop')
  const list = ana.page.getByRole('list', { name: 'What had better be stopped' })
  const line = list.getByRole('listitem', { name: title, exact: true })
  await line.getByText(/Worth less than it costs: the business case "Printed by us" is worth -?.*9,000/).waitFor()
  expect(await ana.barriers()).toEqual([])

  // Stopped by key, with the reason that everybody will read.
  await line.getByRole('button', { name: /^Stop it/ }).focus()
  await ana.presses('Enter')
  const why = ana.dialog().getByRole('textbox', { name: 'Why' })
  await why.focus()
  await ana.types('The post costs more than the paper.')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  await expect.poll(state).toBe('dropped')
  const gone = ana.page.getByRole('region', { name: 'Stopped lately' })
  await gone.getByText('The post costs more than the paper.').waitFor()
  await line.waitFor({ state: 'detached' })
  expect((await stops()).stopped[0]).toMatchObject({ record: feature.id })

  // One undo takes the state and the answer back, and it is asked about again.
  await ana.button('Undo').first().click()
  await expect.poll(state).toBe(before)
  await line.waitFor()
  await ana.doesNotSee('The post costs more than the paper.')
  expect((await stops()).stopped.map((s) => s.record)).not.toContain(feature.id)

  // Kept, it is asked about no more for now, and the reason stands below.
  await line.getByRole('button', { name: /^Keep it/ }).click()
  await ana.dialog().getByRole('textbox', { name: 'Why' }).fill('The law asks for it.')
  await ana.presses('ControlOrMeta+Enter')
  await ana.page.getByRole('region', { name: 'Kept with a reason' }).getByText(/The law asks for it/).waitFor()
  await line.waitFor({ state: 'detached' })
  expect((await stops()).kept.map((k) => k.id)).toContain(feature.id)
})

test('whoever may not see money is told so, and their desk has none', async () => {
  const lena = await here('lena')
  await lena.visits('/p/LEND/money?view=stop')
  await lena.sees("This product's money is not shown to you")
  expect(await lena.barriers()).toEqual([])
  await lena.visits('/p/LEND/desk/manager')
  await lena.doesNotSee('Money this year')
})
