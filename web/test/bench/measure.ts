/**
 * What the measurements share: a server on the workspace that tools/bench filled,
 * a browser signed in to it, and a table of figures beside what is aimed at.
 */
import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import { browserPath, flags } from '../browser'
import { startServerIn, type Server } from '../server'

const root = resolve(import.meta.dirname, '../../..')
const data = process.env.BENCH_DATA ?? resolve(root, 'data/bench-web/sqlite-load')
const who = { email: 'bench@example.com', password: 'seven quiet harbours 4' }
const lines: string[] = []
export const line = (what: string, figure: string, aim: string) => lines.push(`| ${what} | ${figure} | ${aim} |`)

let running: Server
let browser: Browser
export const server = () => running

beforeAll(async () => {
  try {
    execFileSync(resolve(root, 'bin/throughline'), ['member', 'add', `email=${who.email}`, 'name=Bench', `password=${who.password}`, 'role=owner', '--data', data, '--quiet'])
  } catch {
    // added by an earlier run
  }
  running = await startServerIn(data, 'serve', '--rate-read=off', '--rate-write=off')
  browser = await chromium.launch({ executablePath: browserPath(), args: flags })
})
afterAll(async () => {
  await browser.close()
  await running.stop()
  console.log(`\n| what | figure | aim |\n|---|---|---|\n${lines.join('\n')}\n`)
})

export async function signedIn(): Promise<Page> {
  const context = await browser.newContext({ baseURL: running.url, viewport: { width: 1440, height: 900 } })
  const answer = await context.request.post('/api/v1/sessions', { data: who, headers: { Origin: running.url } })
  if (!answer.ok()) throw new Error(await answer.text())
  return context.newPage()
}

export const ms = (n: number) => `${Math.round(n)} ms`
export const at = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!

/** The share of frames (times between them, in ms) that a screen of 60 a second would have missed. */
export const lateFrames = (took: number[]) => `${((100 * took.filter((t) => t > 1000 / 60 + 4).length) / took.length).toFixed(1)} %`

/** From an input to the paint that follows it, several times: the 95th percentile, in ms. */
export async function toNextPaint(p: Page, times: number, act: (i: number) => Promise<void>): Promise<number> {
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

/** The times between the frames that are painted while something goes on, in ms. */
export async function framesDuring(p: Page, act: () => Promise<void>): Promise<number[]> {
  await p.evaluate(() => {
    const g = globalThis as unknown as { took: number[]; going: boolean }
    g.took = []
    g.going = true
    let last = performance.now()
    const frame = (now: number) => {
      g.took.push(now - last)
      last = now
      if (g.going) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await act()
  return p.evaluate(() => {
    const g = globalThis as unknown as { took: number[]; going: boolean }
    g.going = false
    return g.took
  })
}
