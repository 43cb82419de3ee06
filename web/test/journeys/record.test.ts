/** A record: its thread, its text, its words in the history. */
import { expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
  title: string
  estimate: number | null
}

test('a gap in the thread is filled on the spot', async () => {
  const tom = await here('tom')
  const story = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story that serves nothing' })
  await tom.visits(`/r/${story.key}`)
  const thread = tom.page.getByRole('navigation', { name: /thread/i })
  await thread.getByRole('button', { name: /feature/i }).first().click()
  await tom.page.locator('input:focus').waitFor()
  await tom.types('Hardship')
  await tom.page.getByRole('option', { name: /Hardship plan/ }).first().click()
  await thread.getByText(/Hardship/).first().waitFor()
  await expect.poll(() => tom.asks<{ up: { key: string }[] }>(`/records/${story.key}/thread`).then((t) => t.up.length)).toBeGreaterThan(1)
})

test('the title is edited in place, Esc takes it back, and the history tells who did it', async () => {
  const tom = await here('tom')
  const story = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'An old title' })
  await tom.visits(`/r/${story.key}`)
  const title = tom.page.getByRole('textbox', { name: 'Title' }).or(tom.page.getByRole('heading', { level: 1 }))
  await title.first().click()
  await tom.presses('ControlOrMeta+a')
  await tom.types('A new title')
  await tom.presses('Enter')
  await expect.poll(() => tom.asks<Made>(`/records/${story.key}`).then((r) => r.title)).toBe('A new title')
  await tom.page.getByRole('tab', { name: 'History' }).click()
  await tom.sees(/Tom Okafor/)
})

test('a comment mentions somebody, who finds it in the inbox', async () => {
  const tom = await here('tom')
  const ana = await here('ana')
  const story = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story to talk about' })
  await tom.does('POST', `/records/${story.key}/comments`, { body: 'What do you think, @ana?' })
  await ana.visits('/inbox')
  await ana.sees(/A story to talk about/)
})

test('a record opens beside the list, and the address says so', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/backlog')
  await tom.page.getByRole('row').nth(1).focus()
  await tom.presses('Space')
  await expect.poll(() => tom.page.url()).toContain('open=')
  await tom.presses('Escape')
  await expect.poll(() => tom.page.url()).not.toContain('open=')
})
