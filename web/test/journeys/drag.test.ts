/** What can be done with the mouse alone: rows, cards and bars are dragged, and bars are pulled longer. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
  state: string
  startOn: string | null
  endOn: string | null
}

const shown = (p: Person, of: Made) => p.asks<Made>(`/records/${of.key}`)

const stories = (p: Person, tag: string, titles: string[]) => titles.reduce<Promise<Made[]>>(async (all, title) => [...(await all), await p.does<Made>('POST', '/stories', { product: 'LEND', title, tags: [tag] })], Promise.resolve([]))

test('a row of the backlog is dragged above another, and undo puts it back', async () => {
  const tom = await here('tom')
  const keys = (await stories(tom, 'dragrow', ['Dragged first', 'Dragged second', 'Dragged third'])).map((s) => s.key)
  const [first, second, third] = keys
  await tom.visits('/p/LEND/backlog?q=tag:dragrow')
  await expect.poll(() => tom.rows()).toEqual(keys)
  await tom.drags(tom.row(third!), tom.row(first!), { x: 300, y: 4 })
  await expect.poll(() => tom.rows()).toEqual([third, first, second])
  const order = async () => (await tom.asks<{ items: Made[] }>('/records?product=LEND&q=tag:dragrow%20sort:rank')).items.map((i) => i.key)
  await expect.poll(order).toEqual([third, first, second])
  await tom.presses('ControlOrMeta+z')
  await expect.poll(order).toEqual(keys)
  await expect.poll(() => tom.rows()).toEqual(keys)
})

test('a card is dragged to another column', async () => {
  const tom = await here('tom')
  const [card] = await stories(tom, 'dragcard', ['Dragged card'])
  await tom.visits('/p/LEND/backlog?view=board&q=tag:dragcard')
  const column = (name: string) => tom.page.locator(`section[aria-label="${name}"]`)
  const there = tom.page.locator(`[data-id="${card!.id}"]`)
  await there.waitFor()
  const from = (await shown(tom, card!)).state
  const to = from === 'ready' ? 'in progress' : 'ready'
  await tom.drags(there, column(to).locator('ul').or(column(to)).first(), { x: 120, y: 60 })
  await column(to).locator(`[data-id="${card!.id}"]`).waitFor()
  await expect.poll(() => shown(tom, card!).then((c) => c.state)).toBe(to)
  await tom.presses('ControlOrMeta+z')
  await expect.poll(() => shown(tom, card!).then((c) => c.state)).toBe(from)
})

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
const days = (from: string | null, to: string | null) => Math.round((Date.parse(to ?? '') - Date.parse(from ?? '')) / 86_400_000)

test('a bar of the roadmap is moved by its middle and made longer at its end', async () => {
  const ana = await here('ana')
  const feature = await ana.does<Made>('POST', '/features', { product: 'LEND', title: 'Dragged feature', tags: ['dragbar'], startOn: day(0), endOn: day(40) })
  await ana.visits('/p/LEND/roadmap?view=timeline&q=type:feature%20tag:dragbar')
  const bar = ana.page.locator(`[data-id="${feature.id}"] [data-bar]`)
  await bar.waitFor()
  const width = async () => (await bar.boundingBox())!.width
  const perDay = (await width()) / 41

  // By its middle: both ends go along.
  const box = (await bar.boundingBox())!
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await ana.pulls(middle, { x: middle.x + 10 * perDay, y: middle.y })
  await expect.poll(() => shown(ana, feature).then((f) => days(day(0), f.startOn))).toBeGreaterThan(6)
  const moved = await shown(ana, feature)
  expect(days(moved.startOn, moved.endOn)).toBe(40)

  // At its end: the start stays.
  await expect.poll(async () => Math.round((await bar.boundingBox())!.x)).not.toBe(Math.round(box.x))
  const handle = (await bar.locator('xpath=..').locator('[data-handle=end]').boundingBox())!
  const end = { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }
  await ana.pulls(end, { x: end.x + 14 * perDay, y: end.y })
  await expect.poll(() => shown(ana, feature).then((f) => days(f.startOn, f.endOn))).toBeGreaterThan(50)
  expect((await shown(ana, feature)).startOn).toBe(moved.startOn)
  await ana.presses('ControlOrMeta+z')
  await expect.poll(() => shown(ana, feature).then((f) => f.endOn)).toBe(moved.endOn)

  // Esc while pulling takes it back, and nothing is sent.
  const again = (await bar.boundingBox())!
  await ana.page.mouse.move(again.x + 20, again.y + 8)
  await ana.page.mouse.down()
  await ana.page.mouse.move(again.x + 90, again.y + 8, { steps: 4 })
  await ana.presses('Escape')
  await ana.page.mouse.up()
  await expect.poll(async () => Math.round((await bar.boundingBox())!.x)).toBe(Math.round(again.x))
  expect(await shown(ana, feature)).toMatchObject({ startOn: moved.startOn, endOn: moved.endOn })
})

test('a bar of the whole roadmap is pulled, taken back, and pulled again', async () => {
  const ana = await here('ana')
  const feature = await ana.does<Made>('POST', '/features', { product: 'LEND', title: 'Pulled feature', startOn: day(-10), endOn: day(10) })
  await ana.visits('/p/LEND/plan')
  const bar = ana.page.locator(`[data-bar="${feature.key}"]`)
  await bar.scrollIntoViewIfNeeded()
  const box = (await bar.boundingBox())!
  const perDay = box.width / 21
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const { mouse } = ana.page
  // Taken back, and over other rows on its way, it leaves nothing behind that the next pull would carry off.
  await mouse.move(middle.x, middle.y)
  await mouse.down()
  await mouse.move(middle.x - 8 * perDay, middle.y - 40, { steps: 6 })
  await expect.poll(async () => Math.round((await bar.boundingBox())!.x)).not.toBe(Math.round(box.x))
  expect(await ana.page.evaluate(() => String(getSelection()))).toBe('')
  await ana.presses('Escape')
  await mouse.up()
  await expect.poll(async () => Math.round((await bar.boundingBox())!.x)).toBe(Math.round(box.x))
  await ana.pulls(middle, { x: middle.x + 12 * perDay, y: middle.y })
  await expect.poll(() => shown(ana, feature).then((f) => days(day(-10), f.startOn))).toBeGreaterThan(8)
  const moved = await shown(ana, feature)
  expect(days(moved.startOn, moved.endOn)).toBe(20)
  await ana.presses('ControlOrMeta+z')
  await expect.poll(() => shown(ana, feature).then((f) => f.startOn)).toBe(feature.startOn)
})
