/** Reports and forecasts: each figure opens its records, each report is a table too, the same seed gives the same answer. */
import { describe, expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

test('a figure of a report opens the items behind it, and the address keeps both', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/reports')
  const list = tom.page.getByRole('navigation', { name: 'Reports' })
  await list.getByRole('button', { name: 'Throughput' }).click()
  const finished = await tom.asks<{ total: number }>('/flow/throughput?product=LEND')
  await tom.button(String(finished.total)).first().click()
  const behind = tom.page.getByRole('complementary', { name: 'Items behind the figure' })
  await behind.getByRole('heading', { name: `${finished.total} items` }).waitFor()
  expect(tom.page.url()).toContain('report=throughput')
  await tom.page.reload()
  await tom.settled()
  await behind.getByRole('heading', { name: `${finished.total} items` }).waitFor()
  const first = behind.getByRole('link').first()
  const key = /LEND-\d+/.exec(await first.innerText())![0]
  await first.click()
  await tom.page.waitForURL(`**/r/${key}`)
})

test('a report as it was on an earlier day is another one', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/reports?report=cycle&asof=2026-06-30')
  const then = await tom.asks<{ cycle: { n: number } }>('/flow/cycletime?product=LEND&asOf=2026-06-30')
  const now = await tom.asks<{ cycle: { n: number } }>('/flow/cycletime?product=LEND')
  expect(then.cycle.n).toBeGreaterThan(0)
  expect(then.cycle.n).not.toBe(now.cycle.n)
  await tom.button(`${then.cycle.n} finished`).waitFor()
})

test('a chart can be read as a table', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/reports?report=velocity')
  await tom.button(/^Velocity: /).click()
  await tom.page.getByRole('menuitem', { name: /table/i }).click()
  const table = tom.page.getByRole('region', { name: 'Velocity' })
  await table.getByRole('rowheader', { name: 'Sprint 25' }).waitFor()
})

test('a forecast keeps its seed, and says how such forecasts held', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/forecast?seed=7')
  await tom.sees(/Of our \d+ statements at 85%, \d+% held/)
  const days = () => tom.page.getByRole('region', { name: 'When it is done' }).getByRole('listitem').allInnerTexts()
  const first = await days()
  expect(first).toHaveLength(4)
  await tom.visits('/p/LEND/forecast?seed=7')
  await tom.sees(/Seed 7/)
  expect(await days()).toEqual(first)
})

test('what is promised says its odds', async () => {
  const ana = await here('ana')
  const { items } = await ana.asks<{ items: { key: string }[] }>('/records?product=LEND&q=type:sprint category:doing')
  await ana.visits(`/r/${items[0]!.key}`)
  await ana.sees(/85%: by /)
})

const reports = ['burndown', 'burnup', 'velocity', 'cumulative', 'cycle', 'control', 'throughput', 'age', 'wip', 'efficiency', 'rework', 'owner']
const places = [...reports.map((r) => `reports?report=${r}`), 'reports?report=throughput&open=finished', 'forecast']

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
])('in %s', (name, look) => {
  test.each(places)('%s has no barrier', async (place) => {
    const tom = await here('tom', look)
    await tom.visits(`/p/LEND/${place}`)
    await tom.takesPicture(`flow-${place.replaceAll(/[^a-z]+/g, '-')}-${name}`)
    expect(await tom.barriers()).toEqual([])
  })
})
