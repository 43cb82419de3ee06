/**
 * Measures the client against 100,000 backlog items, as a person meets it: from the
 * address to painted rows, from a key or click to the next paint, and how many
 * frames scrolling drops. It prints a table beside what is aimed at.
 */
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'

import { browserPath, flags } from '../browser'
import { startServerIn, type Server } from '../server'

const root = resolve(import.meta.dirname, '../../..')
const data = process.env.BENCH_DATA ?? resolve(root, 'data/bench-web/sqlite-load')
const who = { email: 'bench@example.com', password: 'seven quiet harbours 4' }
const lines: string[] = []
const line = (what: string, figure: string, aim: string) => lines.push(`| ${what} | ${figure} | ${aim} |`)

let server: Server
let browser: Browser
beforeAll(async () => {
  try {
    execFileSync(resolve(root, 'bin/throughline'), ['member', 'add', `email=${who.email}`, 'name=Bench', `password=${who.password}`, 'role=owner', '--data', data, '--quiet'])
  } catch {
    // added by an earlier run
  }
  server = await startServerIn(data, 'serve', '--rate-read=off', '--rate-write=off')
  browser = await chromium.launch({ executablePath: browserPath(), args: flags })
})
afterAll(async () => {
  await browser.close()
  await server.stop()
  console.log(`\n| what | figure | aim |\n|---|---|---|\n${lines.join('\n')}\n`)
})

async function signedIn(): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post('/api/v1/sessions', { data: who, headers: { Origin: server.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return context.newPage()
}

const rows = (p: Page) => p.locator('[role=row][aria-label]')

/** Goes there and waits until the screen is at rest: the last page of the order has come, and nothing is drawn in outline. Its line to the server stays open, so the network never is. */
async function visits(p: Page, path: string, shown: (p: Page) => Promise<void> = (p) => rows(p).nth(5).waitFor()): Promise<void> {
  const whole = p.waitForResponse(async (r) => r.url().includes('/records/ids') && (r.url().includes('limit=2000') || ((await r.json()) as { next: string | null }).next === null))
  await p.goto(path, { waitUntil: 'commit' })
  await shown(p)
  await whole
  await p.waitForFunction(() => !document.querySelector('[aria-busy=true], [data-skeleton]'))
}

const ms = (n: number) => `${Math.round(n)} ms`
const at = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!

/** From an input to the paint that follows it, several times: the 95th percentile, in ms. */
async function toNextPaint(p: Page, times: number, act: (i: number) => Promise<void>): Promise<number> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    await p.evaluate(() => {
      const g = globalThis as unknown as { spent: Promise<number> }
      g.spent = new Promise((done) => {
        const heard = (e: Event) => {
          const began = e.timeStamp
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
        }
        for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, heard, { capture: true, once: true })
      })
    })
    await act(i)
    took.push(await p.evaluate(() => (globalThis as unknown as { spent: Promise<number> }).spent))
  }
  return at(took.sort((a, b) => a - b), 0.95)
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
    await one.context().request.patch(`/api/v1/records/${key}`, { data: { title }, headers: { Origin: server.url } })
    took.push((await painted) - began)
  }
  line('a change made in one browser, painted in another, p95', ms(at(took.sort((a, b) => a - b), 0.95)), '300 ms')
  await one.context().close()
  await two.context().close()
})

test('scrolling', async () => {
  const p = await signedIn()
  await visits(p, '/p/BENCH/backlog')
  const frames = await p.evaluate(async () => {
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
  const late = frames.took.filter((t) => t > 1000 / 60 + 4).length
  line(`scroll ${Math.round(frames.height / 34).toLocaleString('en')} rows, frames that came late`, `${((100 * late) / frames.took.length).toFixed(1)} %`, '2 %')
  await p.context().close()
})
