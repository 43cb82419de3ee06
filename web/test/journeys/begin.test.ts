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
  await nora.button(/what would|look|check|dry|next|go on/i).first().click()
  await nora.sees(/would/i)
  await nora.takesPicture('begin-6-plan')
  await nora.button(/^(import|bring|run)/i).first().click()
  await nora.sees(/created|brought|imported/i)
  await nora.takesPicture('begin-7-report')
})
