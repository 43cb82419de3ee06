/** The Product Owner ranks; a developer who does the same proposes; both see it live. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Listed {
  items: { id: string; key: string; title: string; estimate?: number }[]
}

/** Two new stories of their own, so that journeys do not meet. */
async function twoStories(p: Person, word: string): Promise<string[]> {
  const keys: string[] = []
  for (const n of ['first', 'second']) keys.push((await p.does<{ key: string }>('POST', '/stories', { product: 'LEND', title: `${word} ${n}`, tags: [word] })).key)
  return keys
}

const order = async (p: Person, word: string) => (await p.asks<Listed>(`/records?product=LEND&q=tag:${word}%20sort:rank`)).items.map((i) => i.key)

test('rank by key, undo, and redo', async () => {
  const tom = await here('tom')
  const [first, second] = await twoStories(tom, 'rankkey')
  await tom.visits('/p/LEND/backlog?q=tag:rankkey')
  await tom.row(second!).focus()
  await tom.presses('Alt+ArrowUp')
  await expect.poll(() => tom.rows()).toEqual([second, first])
  await expect.poll(() => order(tom, 'rankkey')).toEqual([second, first])
  await tom.presses('ControlOrMeta+z')
  await expect.poll(() => tom.rows()).toEqual([first, second])
  await expect.poll(() => order(tom, 'rankkey')).toEqual([first, second])
  await tom.presses('ControlOrMeta+Shift+z')
  await expect.poll(() => order(tom, 'rankkey')).toEqual([second, first])
})

test('a developer’s move is a proposal; the Product Owner takes it in the inbox, from the keyboard', async () => {
  const tom = await here('tom')
  const lena = await here('lena')
  const [first, second] = await twoStories(tom, 'rankprop')
  await lena.visits('/p/LEND/backlog?q=tag:rankprop')
  await lena.row(second!).focus()
  await lena.presses('Alt+ArrowUp')
  await lena.sees(/^Proposed/)
  await expect.poll(() => lena.rows()).toEqual([first, second])

  await tom.visits('/inbox')
  await tom.page.getByText(/Lena Fischer proposes.*rankprop second/).first().click()
  await tom.presses('t')
  await expect.poll(() => order(tom, 'rankprop')).toEqual([second, first])
  await expect.poll(() => lena.rows()).toEqual([second, first])
})

test('what one changes is painted at the other’s without a reload', async () => {
  const tom = await here('tom')
  const ana = await here('ana')
  const [key] = await twoStories(tom, 'livepaint')
  await tom.visits(`/p/LEND/backlog?q=tag:livepaint`)
  await ana.visits(`/r/${key}`)
  const began = Date.now()
  await tom.does('PATCH', `/records/${key}`, { title: 'livepaint renamed' })
  await ana.sees('livepaint renamed')
  await tom.sees('livepaint renamed')
  expect(Date.now() - began).toBeLessThan(10_000)
})

test('without a connection work goes on; nothing typed is lost on reload; it is sent on return', async () => {
  const tom = await here('tom')
  const [key] = await twoStories(tom, 'offlinework')
  await tom.visits('/p/LEND/backlog?q=tag:offlinework')
  await tom.row(key!).waitFor()
  await tom.losesConnection()
  await tom.sees(/No connection/)
  await tom.row(key!).focus()
  await tom.presses('Alt+ArrowDown')
  await expect.poll(() => tom.rows().then((r) => r[1])).toBe(key)
  await tom.sees(/1 change to send/)
  await tom.regainsConnection()
  await expect.poll(() => order(tom, 'offlinework').then((o) => o[1]), { timeout: 40_000 }).toBe(key)
  await tom.doesNotSee(/No connection/)
})

test('a reload without a connection brings what was there, with what waits to be sent', async () => {
  const tom = await here('tom')
  const [first, second] = await twoStories(tom, 'offlinereload')
  await tom.visits('/p/LEND/backlog?q=tag:offlinereload')
  // The browser keeps the client once it is there and has time.
  await expect.poll(() => tom.page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 60_000 }).toBe('activated')
  await tom.page.reload()
  await expect.poll(() => tom.rows()).toEqual([first, second])
  await tom.losesConnection()
  await tom.row(second!).focus()
  await tom.presses('Alt+ArrowUp')
  await expect.poll(() => tom.rows()).toEqual([second, first])
  await tom.sees(/1 change to send/)
  await tom.page.reload()
  await tom.sees(/No connection/)
  await tom.sees(/1 change to send/)
  await expect.poll(() => tom.rows().then((r) => r.toSorted())).toEqual([first, second].toSorted())
  await tom.regainsConnection()
  await expect.poll(() => order(tom, 'offlinereload'), { timeout: 40_000 }).toEqual([second, first])
  await tom.doesNotSee(/No connection/)
  await expect.poll(() => tom.rows()).toEqual([second, first])
})

test('a filter stands in the address; several rows are changed at once', async () => {
  const tom = await here('tom')
  const [first, second] = await twoStories(tom, 'bulkedit')
  await tom.visits('/p/LEND/backlog')
  await tom.page.getByPlaceholder(/Filter by words/).fill('tag:bulkedit')
  await expect.poll(() => tom.rows()).toEqual([first, second])
  expect(tom.page.url()).toContain('tag:bulkedit')
  await tom.row(first!).focus()
  await tom.presses('x', 'j', 'x')
  await tom.sees(/2 (records )?selected|2 records/)
  await tom.page.goBack()
  await tom.page.goForward()
  await expect.poll(() => tom.rows()).toEqual([first, second])
})
