/** Going about: signing in, the palette, the keys, the search. */
import { expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

test('signing in leads to the desk of the role held, and wrong words say so', async () => {
  const tom = await here()
  await tom.page.goto('/')
  await tom.page.getByLabel('E-mail address').fill('tom@lendwell.example')
  await tom.page.getByRole('textbox', { name: 'Password' }).fill('not this')
  await tom.presses('Enter')
  await tom.page.getByRole('alert').waitFor()
  expect(await tom.page.getByLabel('E-mail address').inputValue()).toBe('tom@lendwell.example')
  await tom.signsIn('tom@lendwell.example')
  await expect.poll(() => tom.page.url()).toContain('/desk/owner')
  expect(await tom.barriers()).toEqual([])
})

test('the palette goes anywhere and finds records', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/desk/manager')
  await ana.runs('Roadmap')
  await expect.poll(() => ana.page.url()).toContain('/roadmap')
  await ana.looksFor('Hardship plan')
  await ana.page.getByRole('option', { name: /LEND-.*Hardship plan/ }).first().click()
  await expect.poll(() => ana.page.url()).toContain('/r/LEND-')
})

test('everything from the keyboard: go to the backlog, make a story, find the help', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/desk/owner')
  await tom.presses('g', 'b')
  await expect.poll(() => tom.page.url()).toContain('/backlog')
  await tom.presses('c')
  await tom.dialog().waitFor()
  await tom.types('Made from the keyboard')
  await tom.presses('ControlOrMeta+Enter')
  await expect.poll(() => tom.asks<{ items: unknown[] }>('/records?product=LEND&q=%22Made%20from%20the%20keyboard%22').then((r) => r.items.length)).toBe(1)
  await tom.presses('Escape')
  await tom.dialog().waitFor({ state: 'hidden' })
  await tom.presses('?')
  await tom.sees('Keyboard shortcuts')
  expect(await tom.barriers()).toEqual([])
})

test('a guest reads and comments, and is not offered what is not theirs', async () => {
  const victor = await here('victor')
  await victor.visits('/p/LEND/roadmap')
  expect(await victor.barriers()).toEqual([])
})

test('a group of the navigation stays folded, and still shows where one is', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/roadmap')
  const desk = ana.page.getByRole('region', { name: 'Product Manager' })
  const links = () => desk.getByRole('link').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).pathname))
  expect((await links()).length).toBeGreaterThan(5)
  await desk.getByRole('button', { name: 'Product Manager' }).press('Enter')
  await expect.poll(links).toEqual(['/p/LEND/roadmap'])
  await ana.page.reload()
  await ana.settled()
  await expect.poll(links).toEqual(['/p/LEND/roadmap'])
  await ana.presses('g', 'o')
  await expect.poll(links).toEqual(['/p/LEND/objectives'])
  await desk.getByRole('button', { name: 'Product Manager' }).click()
  await expect.poll(() => links().then((l) => l.length)).toBeGreaterThan(5)
})

test("the other one's desk is folded until it is opened", async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/backlog')
  const other = tom.page.getByRole('region', { name: 'Product Manager' })
  const links = () => other.getByRole('link').allTextContents()
  await expect.poll(() => tom.page.getByRole('region', { name: 'Product Owner' }).getByRole('link').count()).toBeGreaterThan(5)
  expect(await links()).toEqual([])
  await other.getByRole('button', { name: 'Product Manager' }).press('Enter')
  await expect.poll(() => links().then((l) => l.length)).toBeGreaterThan(5)
  await tom.page.reload()
  await tom.settled()
  await expect.poll(() => links().then((l) => l.length)).toBeGreaterThan(5)
})
