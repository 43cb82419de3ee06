/** From an empty installation to a board of one's own, a proposal and a thread: in one browser, then in two. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { startServer, type Server } from '../server'
import { Person } from './person'

const board = resolve(import.meta.dirname, '../../../../shared/data/trello/gocd-test-drive-board.json')
const word = 'correct horse battery 9'

let server: Server
let nora: Person
beforeAll(async () => {
  server = await startServer('serve')
  nora = await Person.arrives(server.url)
})
afterAll(async () => {
  await nora.leaves()
  await server.stop()
})

test('the first person sets up the installation by its link', async () => {
  const link = /\S+\/setup#\S+/.exec(server.said())?.[0]
  expect(link).toBeDefined()
  await nora.page.goto(link!)
  await nora.sees('Welcome')
  await nora.page.getByLabel(/your name/i).fill('Nora Quist')
  await nora.page.getByLabel(/e-mail/i).fill('nora@example.com')
  await nora.page.getByRole('textbox', { name: /password/i }).first().fill(word)
  expect(await nora.barriers()).toEqual([])
  await nora.takesPicture('begin-1-account')
  await nora.presses('Enter')
  await nora.sees('Your workspace')
  await nora.page.getByLabel(/name/i).first().fill('Harbour')
  await nora.takesPicture('begin-2-workspace')
  await nora.presses('Enter')
  await nora.sees('Your first product')
  await nora.page.getByLabel(/name/i).first().fill('Ferry tickets')
  await nora.takesPicture('begin-3-product')
  await nora.presses('Enter')
  await nora.sees('How do you want to begin?')
  await nora.takesPicture('begin-4-board')
  expect(await nora.barriers()).toEqual([])
})

test.skipIf(!existsSync(board))('a board comes in, after a look at what it would become', async () => {
  await nora.visits('/import')
  await nora.page.locator('input[type=file]').setInputFiles(board)
  await nora.takesPicture('begin-5-file')
  await nora.page.getByRole('combobox', { name: 'Goes into' }).or(nora.button(/Goes into|A new product/)).first().click()
  await nora.page.getByRole('option', { name: /Ferry tickets/ }).click()
  await nora.button('Check').click()
  await nora.button(/^Import/).waitFor()
  expect(await nora.barriers()).toEqual([])
  await nora.takesPicture('begin-6-plan')
  await nora.button(/^Import/).click()
  await nora.button(/Undo the/).first().waitFor({ timeout: 60_000 })
  await nora.takesPicture('begin-7-report')
  const { items } = await nora.asks<{ items: { key: string; title: string }[] }>('/records?q=%22Documentation%22&limit=5')
  expect(items.some((i) => i.title === 'Documentation')).toBe(true)
})

test.skipIf(!existsSync(board))('its cards are ranked, linked to an objective, and their thread is walked', async () => {
  const key = (await nora.asks<{ products: { key: string }[] }>('/me')).products[0]!.key
  await nora.visits(`/p/${key}/backlog`)
  await expect.poll(() => nora.rows().then((r) => r.length)).toBeGreaterThan(5)
  await nora.takesPicture('begin-8-backlog')
  const [first, second] = await nora.rows()
  await nora.row(second!).focus()
  await nora.presses('Alt+ArrowUp')
  await expect.poll(() => nora.rows().then((r) => r.slice(0, 2))).toEqual([second, first])
  await nora.presses('Enter')
  await expect.poll(() => nora.page.url()).toContain(`/r/${second}`)
  const thread = nora.page.getByRole('navigation', { name: /thread/i })
  const fills = async (gap: RegExp, words: string) => {
    await thread.getByRole('button', { name: gap }).first().click()
    await nora.page.locator('input:focus').waitFor()
    await nora.types(words)
    await nora.page.getByRole('option', { name: new RegExp(words) }).first().click()
    await thread.getByText(words).first().waitFor()
  }
  await fills(/feature/i, 'A checkout that keeps its promise')
  await fills(/objective/i, 'More people finish their purchase')
  await nora.takesPicture('begin-9-thread')
  await thread.getByText('More people finish their purchase').first().click()
  await nora.page.getByRole('heading', { level: 1 }).or(nora.page.getByRole('textbox', { name: 'Title' })).filter({ hasText: 'More people finish' }).first().waitFor()
  await nora.takesPicture('begin-9-objective')
  await expect.poll(() => nora.asks<{ up: { title: string }[] }>(`/records/${second}/thread`).then((t) => t.up.map((r) => r.title))).toContain('More people finish their purchase')
  await nora.visits(`/p/${key}/backlog?view=board`)
  await nora.takesPicture('begin-10-board')
})

test.skipIf(!existsSync(board))('a developer is invited, proposes a move, and it is taken', async () => {
  const me = await nora.asks<{ products: { id: string; key: string }[] }>('/me')
  const product = me.products[0]!
  const invited = await nora.does<{ link: string }>('POST', '/members/invite', { email: 'dev@example.com', role: 'member', roles: [{ product: product.key, role: 'developer' }] })
  const dev = await Person.arrives(server.url)
  await dev.page.goto(invited.link)
  await dev.page.getByLabel(/name/i).first().fill('Devi Dev')
  await dev.page.getByRole('textbox', { name: /password/i }).first().fill(word)
  expect(await dev.barriers()).toEqual([])
  await dev.presses('Enter')
  await dev.page.getByRole('navigation', { name: 'Navigation' }).waitFor()
  await dev.visits(`/p/${product.key}/backlog`)
  await expect.poll(() => dev.rows().then((r) => r.length)).toBeGreaterThan(5)
  const [first, second] = await dev.rows()
  await dev.row(second!).focus()
  await dev.presses('Alt+ArrowUp')
  await dev.sees(/^Proposed/)
  await dev.takesPicture('begin-11-proposed')
  await nora.visits('/inbox')
  await nora.page.getByText(/Devi Dev proposes/).first().click()
  await nora.takesPicture('begin-12-decide')
  await nora.presses('t')
  await expect.poll(() => dev.rows().then((r) => r.slice(0, 2))).toEqual([second, first])
  // A slip is taken back like any other change.
  await nora.button('Undo').click()
  await expect.poll(() => dev.rows().then((r) => r.slice(0, 2))).toEqual([first, second])
  await dev.leaves()
})
