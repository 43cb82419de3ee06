/** A record: its thread, its text, its words in the history. */
import { expect, test } from 'vitest'

import { visitors } from './person'
import { picture } from './picture'

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
  await ana.page.getByRole('tab', { name: 'To me' }).click()
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

test('a picture that is pasted into the description is kept with the record, and shown in its text', async () => {
  const tom = await here('tom')
  const { key } = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story with a picture' })
  await tom.visits(`/r/${key}`)
  await tom.presses('e')
  const editor = tom.page.locator('[contenteditable=true][aria-label=Description]:focus')
  await editor.waitFor()
  await tom.types('It looks like this:')
  await editor.evaluate((box, bytes) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array(bytes)], 'screen.png', { type: 'image/png' }))
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, [...picture(320, 200)])
  await editor.getByRole('img', { name: 'screen.png' }).waitFor()
  await tom.presses('Escape')
  const body = async () => (await tom.asks<{ body: string }>(`/records/${key}`)).body
  await expect.poll(body).toMatch(/It looks like this:[^]*!\[screen\.png\]\(\/api\/v1\/attachments\/\w+\/content\)/)
  const shown = tom.page.getByRole('region', { name: 'Description' }).getByRole('img', { name: 'screen.png' })
  await expect.poll(() => shown.evaluate((i: HTMLImageElement) => i.naturalWidth)).toBe(320)
  await tom.page.getByRole('region', { name: 'Files' }).getByText('screen.png').waitFor()
})

const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

test('files are looked at without keeping them: a picture, a text, a document; others are there to be saved', async () => {
  const tom = await here('tom')
  const { key } = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story with files' })
  await tom.visits(`/r/${key}`)
  const files = tom.page.getByRole('region', { name: 'Files' })
  await files.locator('input[type=file]').setInputFiles([
    { name: 'form.png', mimeType: 'image/png', buffer: picture(300, 180) },
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('First line\nSecond line\n') },
    { name: 'contract.pdf', mimeType: 'application/pdf', buffer: pdf },
    { name: 'model.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 3, 254, 255]) },
  ])
  const dialog = tom.dialog()
  const looksAt = async (name: string) => {
    await files.getByRole('button', { name: new RegExp(`^${name}`) }).click()
    await dialog.getByRole('heading', { name }).waitFor()
  }
  await looksAt('form.png')
  await expect.poll(() => dialog.getByRole('img').first().evaluate((i: HTMLImageElement) => i.naturalWidth)).toBe(300)
  await tom.presses('Escape')
  await looksAt('notes.txt')
  await dialog.getByText('Second line').waitFor()
  expect(await tom.barriers()).toEqual([])
  await tom.presses('Escape')
  await looksAt('contract.pdf')
  await expect.poll(() => dialog.locator('iframe').getAttribute('src')).toMatch(/^blob:/)
  await tom.presses('Escape')
  expect(await files.getByRole('link', { name: /^model.bin/ }).getAttribute('download')).toBe('model.bin')
})

test('an archived record says so on top, and comes back with one press', async () => {
  const tom = await here('tom')
  const { id, key } = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story put away' })
  await tom.does('DELETE', `/stories/${id}`)
  await tom.visits(`/r/${key}`)
  await tom.sees('This is archived.')
  expect(await tom.barriers()).toEqual([])
  await tom.takesPicture('record-archived')
  await tom.page.getByRole('button', { name: 'Restore' }).first().click()
  await tom.doesNotSee('This is archived.')
  await expect.poll(() => tom.asks<{ archivedAt: string | null }>(`/records/${key}`).then((r) => r.archivedAt)).toBeNull()
})

test('a guest reads and comments, and nothing offers what a guest may not do', async () => {
  const victor = await here('victor')
  const tom = await here('tom')
  const story = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'A story for a guest', body: 'Read me.' })
  await victor.visits('/p/LEND/backlog')
  await expect.poll(() => victor.rows().then((r) => r.length)).toBeGreaterThan(5)
  expect(await victor.button(/^New/).count()).toBe(0)
  await victor.visits(`/r/${story.key}`)
  await victor.sees('Read me.')
  await victor.takesPicture('record-guest')
  expect(await victor.barriers()).toEqual([])
  expect(await victor.page.getByRole('textbox', { name: 'Title' }).count()).toBe(0)
  await victor.button('More').first().click()
  expect(await victor.page.getByRole('menuitem', { name: 'Archive' }).count()).toBe(0)
  await victor.presses('Escape')
  for (const refused of [{ title: 'Mine now' }, { state: 'done' }, { estimate: 1 }]) {
    const answer = await victor.context.request.patch(`/api/v1/records/${story.key}`, { data: refused, headers: { Origin: victor.at } })
    expect(answer.status(), JSON.stringify(refused)).toBe(403)
  }
  await victor.button(/Be the first to comment/).click()
  await victor.page.locator('[contenteditable=true][aria-label="New comment"]:focus').waitFor()
  await victor.types('I like it.')
  await victor.presses('ControlOrMeta+Enter')
  await victor.sees('I like it.')
  await tom.visits(`/r/${story.key}`)
  await tom.sees('I like it.')
  await victor.visits('/settings/members')
  await victor.sees('Guests may read and comment, and change nothing.')
  expect(await victor.button('Invite people').isDisabled()).toBe(true)
})
