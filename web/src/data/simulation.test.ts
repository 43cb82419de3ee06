// @vitest-environment node
/**
 * Three clients change the same records through wires on which everything goes
 * wrong that can: answers that take their time, overtake each other or are
 * lost, feed messages that are lost, doubled or out of order, refusals,
 * proposals, lines that break. At the end all must be equal to the server, and
 * at no moment may a client have shown an older value of its own over a newer
 * one.
 *
 * SIM_CHANGES=100000 npx vitest run src/data/simulation.test.ts
 */
import { afterEach, expect, test, vi } from 'vitest'

import type { Data } from './data'
import { FakeServer, HandClock, openTab, type Tab } from './testing'
import type { Outcome, Rec } from './types'

const changes = Number(process.env.SIM_CHANGES ?? 5000)
const seed = Number(process.env.SIM_SEED ?? 7)
const fields = ['title', 'body', 'asA', 'iWant', 'priority'] as const

afterEach(() => vi.restoreAllMocks())

/** A small generator of random numbers, so that a run can be repeated. */
function seeded(seed: number): () => number {
  let s = seed
  return () => {
    s = (s + 0x6d2b79f5) | 0
    let t = Math.imul(s ^ (s >>> 15), 1 | s)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Watches what one client shows, and counts when an older own value comes back over a newer one. */
class Watcher {
  shown = 0
  private newest = new Map<string, number>()
  private suspects: { id: string; at: number; what: string }[] = []

  constructor(
    private data: Data,
    private name: string,
    private now: () => number,
    ids: string[],
  ) {
    for (const id of ids) data.cache.on(id, () => this.look(id))
  }

  /** A value that says who wrote it, and when. */
  value(n: number): string {
    return `${this.name}#${n}`
  }

  get flashes(): string[] {
    return this.suspects.map((s) => s.what)
  }

  /** What is taken back in this moment may show what stood before. */
  forgive(id: string): void {
    for (const f of fields) this.newest.delete(id + f)
    this.suspects = this.suspects.filter((s) => s.id !== id || s.at !== this.now())
  }

  private look(id: string): void {
    const rec = this.data.cache.get(id)
    for (const f of fields) {
      const [who, n] = String(rec?.[f] ?? '').split('#')
      if (who !== this.name) continue
      const before = this.newest.get(id + f) ?? 0
      if (Number(n) < before) this.suspects.push({ id, at: this.now(), what: `${f} of ${id.slice(-2)}: ${n} over ${before}` })
      else this.newest.set(id + f, Number(n))
      this.shown++
    }
  }
}

interface Run {
  flashes: string[]
  shown: number
  refused: number
  proposed: number
  undone: number
  made: number
  server: FakeServer
  tabs: Tab[]
  orders: (readonly string[])[]
}

async function simulate(count: number, seed: number, onePerRecord: boolean, calm = false): Promise<Run> {
  const random = seeded(seed)
  vi.spyOn(Math, 'random').mockImplementation(random)
  const between = (a: number, b: number) => a + random() * (b - a)
  const clock = new HandClock()
  const server = new FakeServer(clock)
  const ids = Array.from({ length: 12 }, () => server.seed().id)
  server.decide = (r) => {
    if (calm || r.path.startsWith('/changes')) return 'act'
    const x = random()
    if (x < 0.02) return { status: 403, kind: 'forbidden', detail: 'no' }
    if (x < 0.03) return { status: 503, kind: 'unavailable', detail: 'later' }
    return x < 0.05 ? 'propose' : 'act'
  }
  const tabs: Tab[] = []
  const watchers: Watcher[] = []
  const lists = []
  for (const name of ['a', 'b', 'c']) {
    const tab = await openTab(server, clock, { changes: { onePerRecord, atMost: 8 }, wire: { delay: () => between(1, 60) ** 1.3 } })
    tab.wire.copies = () => (calm ? 1 : random() < 0.03 ? 0 : random() < 0.05 ? 2 : 1)
    tab.wire.loses = () => !calm && random() < 0.01
    tabs.push(tab)
    watchers.push(new Watcher(tab.data, name, clock.now, ids))
    const list = tab.data.lists.open('order', { q: 'type:story is:open', product: 'LEND' })
    list.on(() => {})
    lists.push(list)
    tab.data.loader.want(ids)
  }
  await clock.run(1000)
  const run: Run = { flashes: [], shown: 0, refused: 0, proposed: 0, undone: 0, made: 0, server, tabs, orders: [] }
  const ended = (w: Watcher, some: string[]) => (o: Outcome | Outcome[]) => {
    for (const x of [o].flat()) {
      if ('refused' in x) run.refused++
      if ('proposed' in x) run.proposed++
      if (!('done' in x)) for (const id of some) w.forgive(id)
    }
  }
  for (let n = 1; n <= count; n++) {
    const i = Math.floor(random() * 3)
    const [tab, w] = [tabs[i]!, watchers[i]!]
    const pick = () => ids[Math.floor(random() ** 2 * ids.length)]!
    const id = pick()
    const x = random()
    if (x < 0.86 || !onePerRecord) {
      const patch = Object.fromEntries([fields[Math.floor(random() * fields.length)]!, ...(random() < 0.2 ? ['title'] : [])].map((f) => [f, w.value(n)]))
      void tab.data.change(id, patch).then(ended(w, [id]))
    } else if (x < 0.92) {
      void tab.data.rank([id], { after: ids[(ids.indexOf(id) + 1 + Math.floor(random() * (ids.length - 1))) % ids.length]! }).then(ended(w, [id]))
    } else if (x < 0.95) {
      const some = [...new Set([id, pick(), pick()])]
      void tab.data.changeMany(some, { priority: w.value(n) }).then(ended(w, some))
    } else if (x < 0.97) {
      run.undone++
      for (const one of ids) w.forgive(one)
      void tab.data.undo().catch(() => undefined).then(() => ids.forEach((one) => w.forgive(one)))
    } else if (x < 0.98 && server.records.size < 60) {
      run.made++
      void tab.data.create('story', { product: 'LEND', title: w.value(n) }).outcome.then(ended(w, []))
    } else if (!calm && x > 0.997) {
      tab.wire.down = true
      tab.cut()
      clock.after(between(100, 4000), () => (tab.wire.down = false))
    } else if (!calm) tab.cut()
    await clock.run(between(0, onePerRecord ? 100 : 25))
  }
  server.decide = () => 'act'
  for (const t of tabs) Object.assign(t.wire, { down: false, loses: () => false, copies: () => 1 })
  for (let n = 0; n < 100 && tabs.some((t) => t.data.changes.pending > 0); n++) await clock.run(10_000)
  await clock.run(60_000)
  for (const w of watchers) {
    run.flashes.push(...w.flashes)
    run.shown += w.shown
  }
  run.orders = lists.map((l) => l.shown.ids)
  return run
}

function differences(run: Run): string[] {
  const out: string[] = []
  for (const [i, tab] of run.tabs.entries()) {
    if (tab.data.changes.pending > 0) out.push(`client ${i} still waits for ${tab.data.changes.pending}`)
    for (const rec of run.server.records.values()) {
      const seen = tab.data.cache.get(rec.id)
      if (!seen) continue
      for (const f of [...fields, 'rank', 'version', 'archivedAt'] as (keyof Rec)[]) {
        if (f === 'body' && !tab.data.cache.whole(rec.id)) continue
        if (seen[f] !== rec[f]) out.push(`client ${i}: ${rec.key}.${String(f)} is ${String(seen[f])}, not ${String(rec[f])}`)
      }
    }
  }
  return out
}

test('all clients end equal to the server, and none ever shows an older value of its own', { timeout: 1_800_000 }, async () => {
  const run = await simulate(changes, seed, true)
  expect(differences(run)).toEqual([])
  expect(run.flashes).toEqual([])
  const order = run.server.find('type:story is:open').map((x) => x.id)
  for (const o of run.orders) expect(o).toEqual(order)
  expect(run.refused).toBeGreaterThan(changes / 400)
  expect(run.proposed).toBeGreaterThan(changes / 400)
  expect(run.shown).toBeGreaterThan(changes / 2)
  console.info(`${changes} changes, ${run.server.seq} rows, ${run.shown} own values shown, ${run.refused} refused, ${run.proposed} proposed, ${run.undone} undone, ${run.made} made, ${run.flashes.length} stale flashes`)
})

test('the control: sent freely, older values do flash up', { timeout: 600_000 }, async () => {
  const run = await simulate(Math.min(changes, 3000), 7, false, true)
  expect(differences(run)).toEqual([])
  expect(run.flashes.length).toBeGreaterThan(10)
})
