/**
 * Measures the client against 100,000 backlog items, as a person meets it: from the
 * address to painted rows, from a key or click to the next paint, and how many
 * frames scrolling drops. It prints a table beside what is aimed at.
 */
import type { Page } from 'playwright-core'
import { test } from 'vitest'

import { at, lateFrames, line, ms, server, signedIn, toNextPaint } from './measure'

const rows = (p: Page) => p.locator('[role=row][aria-label]')

/** Goes there and waits until the screen is at rest: the last page of the order has come, and nothing is drawn in outline. Its line to the server stays open, so the network never is. */
async function visits(p: Page, path: string, shown: (p: Page) => Promise<void> = (p) => rows(p).nth(5).waitFor()): Promise<void> {
  const whole = p.waitForResponse(async (r) => r.url().includes('/records/ids') && (r.url().includes('limit=2000') || ((await r.json()) as { next: string | null }).next === null))
  await p.goto(path, { waitUntil: 'commit' })
  await shown(p)
  await whole
  await p.waitForFunction(() => !document.querySelector('[aria-busy=true], [data-skeleton]'))
}

test('the first load, and later screens', async () => {
  const p = await signedIn()
  const began = performance.now()
  await visits(p, '/p/BENCH/backlog', async () => {
    await rows(p).first().waitFor()
    line('first load of the backlog, cold cache, to painted rows', ms(performance.now() - began), '800 ms')
  })
  const later = performance.now()
  await p.getByRole('link', { name: 'Roadmap', exact: true }).click()
  await p.getByRole('heading', { name: 'Roadmap', exact: true }).waitFor()
  await p.getByRole('link', { name: 'Backlog' }).click()
  await rows(p).first().waitFor()
  line('two later screens, click to painted rows', ms(performance.now() - later), '2 × 150 ms')
  await p.context().close()
})

test('keys and clicks', async () => {
  const p = await signedIn()
  await visits(p, '/p/BENCH/backlog')
  await rows(p).nth(2).focus()
  line('rank by key in 100,000, p95 to next paint', ms(await toNextPaint(p, 20, (i) => p.keyboard.press(i % 2 ? 'Alt+ArrowUp' : 'Alt+ArrowDown'))), '50 ms')
  line('move the focus, p95 to next paint', ms(await toNextPaint(p, 40, () => p.keyboard.press('ArrowDown'))), '50 ms')
  line('open a record beside the list, p95 to next paint', ms(await toNextPaint(p, 10, async (i) => p.keyboard.press(i % 2 ? 'Escape' : 'Space'))), '50 ms')
  line('select many rows, p95 to next paint', ms(await toNextPaint(p, 6, () => p.keyboard.press('ControlOrMeta+a'))), '50 ms')
  await p.keyboard.press('Escape')
  await p.getByPlaceholder(/Filter by words/).click()
  const words = 'estimate>3'
  line('type into the filter, p95 to next paint', ms(await toNextPaint(p, words.length, (i) => p.keyboard.press(words[i]!))), '50 ms')
  await p.context().close()
})

test('a board', async () => {
  const p = await signedIn()
  const began = performance.now()
  const cards = p.locator('[data-id]')
  await visits(p, '/p/BENCH/backlog?view=board', async () => {
    await cards.nth(5).waitFor()
    line('board of the first 2,000 cards, cold cache, to painted cards', ms(performance.now() - began), '–')
  })
  await cards.first().click()
  line('move a card on a board of 2,000 by key, p95 to next paint', ms(await toNextPaint(p, 20, (i) => p.keyboard.press(i % 2 ? 'ControlOrMeta+ArrowLeft' : 'ControlOrMeta+ArrowRight'))), '50 ms')
  await p.context().close()
})

test('two browsers', async () => {
  const [one, two] = [await signedIn(), await signedIn()]
  await visits(two, '/p/BENCH/backlog')
  const key = (await rows(two).nth(1).getAttribute('aria-label'))!.split(' ')[0]!
  const took: number[] = []
  for (let i = 0; i < 20; i++) {
    const title = `Seen by both ${Date.now()}`
    const painted = two.evaluate(
      (title) =>
        new Promise<number>((done) => {
          const look = () => (document.body.textContent.includes(title) ? requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now()))) : requestAnimationFrame(look))
          look()
        }),
      title,
    )
    const began = performance.timeOrigin + performance.now()
    await one.context().request.patch(`/api/v1/records/${key}`, { data: { title }, headers: { Origin: server().url } })
    took.push((await painted) - began)
  }
  line('a change made in one browser, painted in another, p95', ms(at(took.sort((a, b) => a - b), 0.95)), '300 ms')
  await one.context().close()
  await two.context().close()
})

test('scrolling', async () => {
  const p = await signedIn()
  await visits(p, '/p/BENCH/backlog')
  const scroll = await p.evaluate(async () => {
    const box = document.querySelector<HTMLElement>('[role=grid]')!
    const took: number[] = []
    let last = performance.now()
    for (let i = 0; i < 300; i++) {
      box.scrollTop += 900
      const now = await new Promise<number>((done) => requestAnimationFrame(done))
      took.push(now - last)
      last = now
    }
    return { took, height: box.scrollHeight }
  })
  line(`scroll ${Math.round(scroll.height / 34).toLocaleString('en')} rows, frames that came late`, lateFrames(scroll.took), '2 %')
  await p.context().close()
})
