/** A bet from its hypothesis to its verdict, on the screens on which people meet it, and into the track record. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
  title: string
  state: string
}

interface Feature extends Made {
  horizon: string
  reach: number | null
  betOutcome: string
  betLow: number | null
  betHigh: number | null
  betOn: string | null
  betOdds: number | null
  betMetric: string | null
  hypothesis: string
}

const at = (days: number, hour = 9) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10) + `T0${hour}:00:00Z`
const day = (days: number) => at(days).slice(0, 10)

const named = async (p: Person, kind: string, title: string): Promise<Made> => {
  const found = await p.asks<{ items: Made[] }>(`/records?product=LEND&q=${encodeURIComponent(`type:${kind} title:"${title}"`)}&limit=1`)
  return found.items[0]!
}

/** Makes a record by the button of its screen. */
async function makes(p: Person, path: string, button: string, title: string): Promise<void> {
  await p.visits(path)
  await p.button(button).first().click()
  const dialog = p.dialog()
  await dialog.getByRole('textbox', { name: 'Title' }).and(p.page.locator(':focus')).waitFor()
  await p.types(title)
  await p.presses('ControlOrMeta+Enter')
  await dialog.waitFor({ state: 'detached' })
}

/** Sets a field where it is read: typed, or found in a list. */
async function sets(p: Person, field: string, text: string, how: 'typed' | 'picked'): Promise<void> {
  const place = p.page.locator(`[data-field="${field}"]`).first()
  await place.getByRole('button').click()
  if (how === 'typed') {
    const box = place.getByRole('textbox')
    await box.waitFor()
    await box.fill(text)
    await box.press('Enter')
    return
  }
  await p.page.getByRole('combobox').and(p.page.locator(':focus')).waitFor()
  await p.types(text)
  await p.page.getByRole('option', { name: text }).first().click()
}

/** Moves a record to a state on its page. */
async function moves(p: Person, from: string, to: string): Promise<void> {
  await p.page.locator('header').getByRole('button', { name: new RegExp(`^State, change: ${from}`, 'i') }).click()
  await p.page.getByRole('option', { name: new RegExp(`^${to}`, 'i') }).first().click()
}

test('a bet is made, scored, placed, delivered, released, measured, and settled as a hit', async () => {
  // Tom looks at the whole board at once.
  const [ana, tom] = [await here('ana'), await here('tom', { width: 2400 })]
  const me = (await ana.asks<{ member: { id: string } }>('/me')).member.id
  const record = async () => (await ana.asks<{ people: { member: string; settled: number; hits: { count: number } }[] }>('/bets/record?product=LEND')).people.find((t) => t.member === me)!
  const before = await record()
  // What is there before the bet: a number, and a need with a customer's words behind it.
  const metric = await ana.does<Made>('POST', '/metrics', { product: 'LEND', title: 'Drafts finished in a day', unit: '%', direction: 'up' })
  const need = await ana.does<Made>('POST', '/opportunities', { product: 'LEND', title: 'What I began is gone when I come back' })
  const said = await ana.does<Made>('POST', '/feedback', { product: 'LEND', title: 'I typed it all twice' })
  await ana.does('POST', '/links', { type: 'evidence', from: said.id, to: need.id })

  // The idea, and what it is hoped to change.
  const title = 'Drafts that wait for you'
  await makes(ana, '/p/LEND/roadmap', 'New Feature', title)
  await expect.poll(() => named(ana, 'feature', title).then((f) => f?.key)).toBeTruthy()
  const { id, key } = await named(ana, 'feature', title)
  const feature = () => ana.asks<Feature>(`/features/${id}`)
  await ana.visits(`/r/${key}`)
  await ana.button('Write the hypothesis').click()
  await ana.page.getByRole('textbox', { name: 'Hypothesis' }).and(ana.page.locator(':focus')).waitFor()
  await ana.types('If a draft waits, more people finish what they began within a day.')
  await ana.presses('ControlOrMeta+Enter')
  await expect.poll(() => feature().then((f) => f.hypothesis)).toContain('within a day')
  await sets(ana, 'betMetric', metric.title, 'picked')
  await expect.poll(() => feature().then((f) => f.betMetric)).toBe(metric.id)
  for (const [field, value] of [['betLow', 4], ['betHigh', 9], ['betOdds', 70]] as const) {
    await sets(ana, field, String(value), 'typed')
    await expect.poll(() => feature().then((f) => f[field])).toBe(value)
  }
  await ana.page.locator('[data-field="betOn"]').getByRole('button').click()
  await ana.dialog(/Judged on/).getByRole('textbox').fill(day(0))
  await ana.presses('Enter')
  await expect.poll(() => feature().then((f) => f.betOn)).toBe(day(0))

  // What it rests on.
  await ana.page.locator('[data-act="link"]').click()
  await ana.page.getByRole('combobox', { name: 'How they are linked' }).click()
  await ana.page.getByRole('option', { name: 'addresses', exact: true }).click()
  await ana.page.getByRole('combobox', { name: 'Find a record by its words or key' }).click()
  await ana.page.locator('input[role=combobox]:focus').waitFor()
  await ana.types('What I began is gone')
  await ana.page.getByRole('option', { name: /What I began is gone/ }).click()
  await ana.sees(/Rests on 1 piece/)
  expect(await ana.barriers()).toEqual([])

  // Scored with ranges, beside all others.
  await ana.visits('/p/LEND/prioritisation')
  const line = ana.page.locator(`tr[data-feature="${key}"]`)
  for (const [input, low, likely, high] of [['Reach', 2000, 5000, 9000], ['Confidence', 50, 70, 90], ['Effort', 1, 2, 4]] as const) {
    await line.getByRole('button', { name: new RegExp(`^${input} of`) }).click()
    const dialog = ana.dialog()
    await dialog.getByRole('textbox', { name: 'Low' }).fill(String(low))
    await dialog.getByRole('textbox', { name: 'Likely' }).fill(String(likely))
    await dialog.getByRole('textbox', { name: 'High' }).fill(String(high))
    await ana.presses('ControlOrMeta+Enter')
    await dialog.getByRole('textbox', { name: 'Low' }).waitFor({ state: 'detached' }) // what says that it is set is a dialog, too
  }
  await line.getByRole('button', { name: /^Impact of/ }).click()
  const impact = ana.dialog()
  await impact.getByRole('radio').nth(3).check()
  await ana.presses('ControlOrMeta+Enter')
  await impact.getByRole('radio').first().waitFor({ state: 'detached' })
  await expect.poll(() => feature().then((f) => f.reach)).toBe(5000)
  await expect.poll(() => line.locator('td').first().textContent()).toMatch(/^\d+$/)

  // On the roadmap, and into a release.
  const name = 'Drafts for all'
  await makes(ana, '/p/LEND/releases', 'New Release', name)
  await expect.poll(() => named(ana, 'release', name).then((r) => r?.key)).toBeTruthy()
  const release = await named(ana, 'release', name)
  await ana.visits(`/r/${key}`)
  await sets(ana, 'horizon', 'now', 'picked')
  await expect.poll(() => feature().then((f) => f.horizon)).toBe('now')
  await sets(ana, 'link.release', name, 'picked')
  await ana.presses('Escape')
  for (const [from, to] of [['idea', 'candidate'], ['candidate', 'planned'], ['planned', 'in progress']] as const) {
    await moves(ana, from, to)
    await expect.poll(() => feature().then((f) => f.state)).toBe(to)
  }
  await ana.visits(`/p/LEND/roadmap?view=horizons&q=${encodeURIComponent(`title:"${title}"`)}`)
  await ana.page.getByText(title).first().waitFor()
  await ana.takesPicture('bet-2-roadmap')

  // Delivered: a story that goes over the board and is accepted.
  await tom.visits(`/r/${key}`)
  const work = tom.page.getByRole('region', { name: 'Work on it' })
  await work.getByRole('button', { name: 'Add' }).click()
  await work.getByRole('textbox', { name: 'Title of the new one' }).fill('Find my draft where I left it')
  await tom.presses('Enter')
  await expect.poll(() => named(tom, 'story', 'Find my draft where I left it').then((s) => s?.key)).toBeTruthy()
  const story = await named(tom, 'story', 'Find my draft where I left it')
  const stands = () => tom.asks<Made>(`/stories/${story.id}`).then((s) => s.state)
  await tom.visits(`/r/${story.key}`)
  const criteria = tom.page.getByRole('region', { name: /criteria/i }).first()
  await criteria.getByRole('button', { name: 'Add', exact: true }).click()
  await tom.page.getByRole('textbox', { name: 'New criterion' }).fill('It opens with what was typed')
  await tom.presses('Enter', 'Escape')
  await expect.poll(() => tom.asks<{ criteria: unknown[] }>(`/stories/${story.id}`).then((s) => s.criteria.length)).toBe(1)
  await tom.visits(`/p/LEND/backlog?view=board&q=${encodeURIComponent(`feature:${key}`)}`)
  const card = tom.page.locator(`[data-id="${story.id}"]`)
  await card.waitFor()
  const column = (state: string) => tom.page.locator(`section[aria-label="${state}"]`)
  for (const state of ['in progress', 'done']) {
    await tom.drags(card, column(state).locator('ul').or(column(state)).first(), { x: 100, y: 60 })
    await expect.poll(stands).toBe(state)
    // What is done is the backlog's no more: it waits for its verdict.
    if (state !== 'done') await column(state).locator(`[data-id="${story.id}"]`).waitFor()
  }
  await tom.visits(`/p/LEND/acceptance?at=${story.id}`)
  await tom.page.getByRole('heading', { name: story.title }).waitFor()
  await tom.presses('1', 'y')
  await expect.poll(stands).toBe('accepted')

  // Released.
  await tom.visits(`/p/LEND/releases/${release.key}`)
  await tom.button('Give the go').click()
  const go = tom.dialog()
  await go.waitFor()
  const despite = go.getByRole('textbox', { name: /despite/ })
  if (await despite.count()) await despite.fill('Nobody needs notes for this one.')
  await go.getByRole('button', { name: /Give the go/ }).click()
  await expect.poll(() => feature().then((f) => f.state)).toBe('released')

  // What the number did, from a table.
  await ana.visits(`/r/${metric.key}`)
  await ana.button('From a table').click()
  const table = ana.dialog()
  const was = [40, 41, 39, 40].map((v, n) => `${at(-1, n + 1)},${v}`)
  const is = [46, 47, 46, 47].map((v, n) => `${day(0)}T00:0${n + 1}:00Z,${v}`)
  await table.getByRole('textbox', { name: 'Table' }).fill(['day,value', ...was, ...is].join('\n'))
  await table.getByRole('button', { name: 'Look at it' }).click()
  await table.getByRole('button', { name: /8/ }).click()
  await table.waitFor({ state: 'detached' })

  // The verdict is what the number says, and the track record knows of it.
  await ana.visits(`/r/${key}`)
  await ana.button('Settle').click()
  const verdict = ana.dialog()
  await expect.poll(() => verdict.getByRole('radio', { name: /^Hit/ }).isChecked()).toBe(true)
  expect(await ana.barriers()).toEqual([])
  await verdict.getByRole('button', { name: /^Settle/ }).click()
  await verdict.waitFor({ state: 'detached' })
  await expect.poll(() => feature().then((f) => [f.state, f.betOutcome])).toEqual(['settled', 'hit'])
  await ana.page.getByRole('region', { name: 'Bet' }).getByText(/Hit/).first().waitFor()
  await ana.takesPicture('bet-4-verdict')
  await ana.visits('/p/LEND/bets?tab=record')
  const mine = ana.page.getByRole('row', { name: /Ana Ribeiro/ })
  await expect.poll(() => mine.getByRole('cell').nth(1).textContent()).toBe(String(before.settled + 1))
  expect((await record()).hits.count).toBe(before.hits.count + 1)
  await ana.takesPicture('bet-5-track-record')
  expect(await ana.barriers()).toEqual([])
}, 300_000)

test('the axes of the scatter plot stand after a reload, and in an address that is sent on', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/prioritisation?view=scatter')
  await ana.page.getByRole('group', { name: /^Features by / }).waitFor()
  await ana.page.getByRole('combobox', { name: 'Across' }).click()
  await ana.page.getByRole('option', { name: 'Confidence' }).click()
  const plot = ana.page.getByRole('group', { name: /^Features by Confidence and / })
  await plot.waitFor()
  await ana.page.reload()
  await ana.settled()
  await plot.waitFor()
  const tom = await here('tom')
  await tom.visits(new URL(ana.page.url()).pathname + new URL(ana.page.url()).search)
  await tom.page.getByRole('group', { name: /^Features by Confidence and / }).waitFor()
})

test('a formula of one’s own takes typed inputs, says what its order hangs on, and goes and comes back', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/prioritisation')
  await ana.button('New ranking').click()
  const form = ana.dialog()
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('What we believe in')
  await form.getByRole('combobox', { name: 'Method' }).click()
  await ana.page.getByRole('option', { name: 'A formula of our own' }).click()
  const input = (label: string, nth: number) => form.getByRole('textbox', { name: label }).nth(nth)
  await input('Name in the formula', 0).fill('belief')
  await input('Label', 0).fill('Belief')
  await input('Only these values', 0).fill('3 much; some')
  await form.getByText('Begin each with its number').waitFor()
  await input('Only these values', 0).fill('3 much; 1 some')
  await form.getByRole('combobox', { name: 'Comes from' }).nth(1).click()
  await ana.page.getByRole('option', { name: /effort/ }).click()
  await form.getByRole('textbox', { name: 'Formula', exact: true }).fill('belief / effort')
  await form.getByText(/^Gives /).waitFor()
  expect(await ana.barriers()).toEqual([])
  await form.getByRole('button', { name: /^Make/ }).click()
  await form.waitFor({ state: 'detached' })

  // A value is one of those that were named, and what is a range is what the order hangs on.
  const row = ana.page.locator('[data-feature=LEND-1605]')
  await row.getByRole('button', { name: /Belief of/ }).click()
  await ana.dialog().getByRole('radio', { name: '3 much' }).click()
  await ana.presses('ControlOrMeta+Enter')
  await row.getByRole('button', { name: 'Belief of LEND-1605: 3 much' }).waitFor()
  await ana.page.getByRole('radio', { name: 'Sensitivity' }).click()
  await ana.page.getByRole('row', { name: /LEND-1605/ }).getByRole('cell', { name: 'Effort', exact: true }).waitFor()
  expect(await ana.barriers()).toEqual([])

  const ours = () => ana.asks<{ items: { id: string; name: string }[] }>('/rankings?product=LEND').then((l) => l.items.find((r) => r.name === 'What we believe in'))
  await ana.button('More about this ranking').click()
  await ana.page.getByRole('menuitem', { name: 'Delete the ranking' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Delete the ranking' }).click()
  await expect.poll(ours).toBeUndefined()
  await ana.presses('ControlOrMeta+z')
  await expect.poll(ours).toBeTruthy()
  const { id } = (await ours())!
  const scored = await ana.asks<{ rows: { key: string; ranges: Record<string, { likely: number | null }> }[] }>(`/rankings/${id}`)
  expect(scored.rows.find((r) => r.key === 'LEND-1605')?.ranges.belief?.likely).toBe(3)
  await ana.does('DELETE', `/rankings/${id}`)
}, 120_000)
