/**
 * The driver: a person at a browser, in the words in which people speak of what
 * they do. Journeys use it alone; where a button moves, it moves here once.
 */
import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'

import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core'
import { afterEach, expect, inject, onTestFailed } from 'vitest'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = new URL('../shots/', import.meta.url).pathname
export const password = 'lendwell-demo-1'

let browser: Browser | undefined
let failures = 0

export interface Look {
  dark?: boolean
  width?: number
  height?: number
}

export class Person {
  /** Out of reach on purpose: what then fails is no complaint. */
  private away = false

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly at: string,
    /** What the page complained of; a journey ends with none. */
    readonly complaints: string[],
  ) {}

  /** Somebody at a browser of their own, not signed in. */
  static async arrives(at = inject('demo'), look: Look = {}): Promise<Person> {
    browser ??= await chromium.connect(inject('browser'))
    const context = await browser.newContext({
      baseURL: at,
      viewport: { width: look.width ?? 1440, height: look.height ?? 900 },
      colorScheme: look.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('pageerror', (e) => complaints.push(String(e)))
    const p = new Person(context, page, at, complaints)
    page.on('console', (m) => m.type() === 'error' && !p.expects(m.text()) && complaints.push(m.text()))
    try {
      onTestFailed(() => p.takesPictureOfFailure())
    } catch {
      // made before any test: each of them tells for itself
    }
    return p
  }

  /** A person of the demo world, signed in without the form: "ana", "tom", "lena". */
  static async of(name: string, look: Look = {}): Promise<Person> {
    const p = await Person.arrives(undefined, look)
    const answer = await p.context.request.post('/api/v1/sessions', { data: { email: `${name}@lendwell.example`, password }, headers: { Origin: p.at } })
    expect(answer.status()).toBe(201)
    return p
  }

  /** A refusal is an answer, which the journey looks at itself; out of reach, nothing answers (ERR_FAILED where the worker stands in between). */
  private expects(complaint: string): boolean {
    return /status of 4\d\d/.test(complaint) || (this.away && /status of 503|ERR_INTERNET_DISCONNECTED|ERR_FAILED/.test(complaint))
  }

  async losesConnection(): Promise<void> {
    this.away = true
    await this.context.setOffline(true)
  }

  async regainsConnection(): Promise<void> {
    await this.context.setOffline(false)
    await this.page.getByText(/No connection/).waitFor({ state: 'detached', timeout: 40_000 })
    this.away = false
  }

  async leaves(): Promise<void> {
    await this.context.close()
    expect(this.complaints).toEqual([])
  }

  // --- going

  async visits(path: string): Promise<void> {
    await this.page.goto(path)
    await this.settled()
  }

  /** Waits until what is shown is there: no skeleton, nothing busy. */
  async settled(): Promise<void> {
    await this.page.locator('main, form').first().waitFor()
    await this.page.waitForFunction(() => !document.querySelector('[aria-busy=true], [data-skeleton]'))
  }

  async signsIn(email: string, word = password): Promise<void> {
    await this.page.getByLabel('E-mail address').fill(email)
    await this.page.getByRole('textbox', { name: 'Password' }).fill(word)
    await this.page.keyboard.press('Enter')
    await this.page.getByRole('navigation', { name: 'Navigation' }).waitFor()
  }

  async presses(...keys: string[]): Promise<void> {
    for (const k of keys) await this.page.keyboard.press(k)
  }

  /** Types where the focus is, once that is something to type in: what was just opened takes it a moment later than a machine types. */
  async types(text: string): Promise<void> {
    await this.page.locator(':is(input, textarea, [contenteditable=true]):focus').waitFor()
    await this.page.keyboard.type(text)
  }

  /** Opens the command palette and runs what it finds for these words. */
  async runs(words: string): Promise<void> {
    await this.looksFor(words)
    await this.presses('Enter')
  }

  /** Opens the command palette and types. */
  async looksFor(words: string): Promise<void> {
    await this.presses('ControlOrMeta+k')
    await this.page.getByRole('combobox', { name: /command palette/i }).fill(words)
  }

  /** Takes hold of one thing with the mouse and lets it go over another, so far from its left upper corner; in its middle if not said. */
  async drags(from: Locator, to: Locator, at?: { x: number; y: number }): Promise<void> {
    const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!]
    const goal = at ? { x: b.x + at.x, y: b.y + at.y } : { x: b.x + b.width / 2, y: b.y + b.height / 2 }
    await this.pulls({ x: a.x + a.width / 2, y: a.y + a.height / 2 }, goal)
  }

  /** Presses the mouse at one point and lets it go at another, by a path on which the page can follow. */
  async pulls(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(from.x + 6, from.y + 4)
    await mouse.move(to.x, to.y, { steps: 8 })
    // Browsers tell of a drag twice before they take it for being over something.
    await mouse.move(to.x, to.y)
    await mouse.up()
  }

  /** What stands over the page and waits for an answer; what is told in a corner is a dialog to the browser as well, and none here. */
  dialog(name?: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name }).and(this.page.locator(':not([aria-modal=false])'))
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name })
  }

  /** The row of a record in a table, by its key. */
  row(key: string): Locator {
    return this.page.getByRole('row', { name: new RegExp(`^${key} `) })
  }

  /** The keys of the rows that are shown, from the top. */
  async rows(): Promise<string[]> {
    const all = await this.page.locator('[role=row][aria-label]').evaluateAll((rows) =>
      rows.map((r) => ({ key: r.getAttribute('aria-label')!.split(' ')[0]!, at: Number(r.getAttribute('aria-rowindex')) })),
    )
    return all.sort((a, b) => a.at - b.at).map((r) => r.key)
  }

  // --- seeing

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  async doesNotSee(text: string | RegExp): Promise<void> {
    await expect.poll(() => this.page.getByText(text).filter({ visible: true }).count(), { timeout: 10_000 }).toBe(0)
  }

  /** The WCAG 2.2 AA violations of what is shown, in words. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe)
    return await this.page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: { run: (o: object) => Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run
      const found = await run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      return found.violations.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)} ${n.failureSummary.slice(0, 200)}`))
    })
  }

  /** For whoever looks at them afterwards; a run that nobody looks at (PICTURES=no) takes those of failures alone. */
  async takesPicture(name: string): Promise<void> {
    if (process.env.PICTURES !== 'no') await this.shoots(name)
  }

  private async shoots(name: string): Promise<void> {
    await mkdir(shots, { recursive: true })
    await this.page.screenshot({ path: `${shots}${name}.png` })
  }

  /** What was shown when a journey failed; nothing of somebody who has left. */
  async takesPictureOfFailure(): Promise<void> {
    if (!this.page.isClosed()) await this.shoots(`failed-${++failures}`)
  }

  // --- the API, for what a journey needs beforehand

  async asks<T>(path: string): Promise<T> {
    const r = await this.context.request.get(`/api/v1${path}`)
    expect(r.ok(), `${path}: ${r.status()}`).toBe(true)
    return (await r.json()) as T
  }

  async does<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, data: unknown = {}): Promise<T> {
    const r = await this.context.request.fetch(`/api/v1${path}`, { method, data, headers: { Origin: this.at } })
    expect(r.ok(), `${path}: ${r.status()} ${await r.text()}`).toBe(true)
    return (await r.json()) as T
  }
}

/** Who comes to the journeys of a file: a person of the demo world, or somebody who is not signed in. When a journey is over they leave, without complaints. */
export function visitors(): (name?: string, look?: Look) => Promise<Person> {
  const people: Person[] = []
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') for (const p of people) await p.takesPictureOfFailure()
    for (const p of people.splice(0)) await p.leaves()
  })
  return async (name, look) => {
    const p = name === undefined ? await Person.arrives(undefined, look) : await Person.of(name, look)
    people.push(p)
    return p
  }
}
