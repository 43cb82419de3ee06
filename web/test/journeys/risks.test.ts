/** Risks and decisions: the heat map walked by keys, a risk that comes true, and a decision that one person takes. */
import { describe, expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

interface Risk {
  id: string
  key: string
  state: string
  likelihood: number
  severity: number
  exposure: number | null
  occurredOn: string | null
  cost: number | null
}

describe('the register', () => {
  test('is walked by keys, and a risk in it moves', async () => {
    const ana = await here('ana')
    const risk = await ana.does<Risk>('POST', '/risks', { product: 'LEND', title: 'The courier loses a letter', type: 'market', likelihood: 1, impact: 2, loss: 100_000, currency: 'EUR' })
    const feature = (await ana.asks<{ items: { id: string; key: string }[] }>('/records?product=LEND&q=type:feature%20is:open&limit=1')).items[0]!
    await ana.does('POST', '/links', { type: 'relates', from: risk.id, to: feature.id })
    await ana.visits('/p/LEND/risks')
    const map = ana.page.getByRole('grid', { name: 'Open risks by likelihood and impact' })
    const cell = (likelihood: number, impact: number) => map.locator(`[data-cell="${likelihood} ${impact}"]`)
    await cell(1, 2).focus()
    await ana.presses('ArrowRight', 'ArrowLeft', 'Enter')
    await expect.poll(() => cell(1, 2).getAttribute('aria-pressed')).toBe('true')
    await expect.poll(() => ana.rows()).toEqual([risk.key])
    expect(await ana.barriers()).toEqual([])

    // Its rating changes in the table, and it leaves the cell.
    await ana.does('PATCH', `/risks/${risk.id}`, { likelihood: 4 })
    await expect.poll(() => ana.rows()).toEqual([])
    await expect.poll(() => cell(4, 2).textContent()).toMatch(/\d/)
    await ana.visits('/p/LEND/risks?side=moved&moves=1')
    await ana.sees('The courier loses a letter')
    await ana.button('By feature').or(ana.page.getByRole('radio', { name: 'By feature' })).first().click()
    await ana.page.getByRole('rowheader', { name: new RegExp(feature.key) }).waitFor()
    expect(await ana.barriers()).toEqual([])

    // What it concerns shows it, with what it comes to.
    await ana.visits(`/r/${feature.key}`)
    await ana.page.getByRole('region', { name: 'Risks' }).getByText('The courier loses a letter').waitFor()

    // It comes true, and costs something; undo takes the last word back.
    await ana.visits(`/r/${risk.key}`)
    await ana.button('It came true').click()
    const stands = () => ana.asks<Risk>(`/risks/${risk.id}`)
    await expect.poll(() => stands().then((r) => r.state)).toBe('occurred')
    const cost = ana.page.locator('[data-field="cost"]')
    await cost.getByRole('button').click()
    await cost.getByRole('textbox').fill('350')
    await ana.presses('Enter')
    await expect.poll(() => stands().then((r) => r.cost)).toBe(35_000)
    await ana.page.locator('header').getByText(/^Came true .*350/).waitFor()
    expect(await ana.barriers()).toEqual([])
    await ana.presses('ControlOrMeta+z')
    await expect.poll(() => stands().then((r) => r.cost)).toBe(null)

    // Dealt with and closed, it stays one that came true, with what it cost.
    await ana.does('PATCH', `/risks/${risk.id}`, { cost: 35_000, state: 'closed' })
    await ana.page.locator('header').getByText(/^Came true .*350/).waitFor()
    await ana.visits(`/p/LEND/risks?side=came&q=${encodeURIComponent('title:"The courier loses a letter"')}`)
    await ana.row(risk.key).getByText(/^Came true .*350/).waitFor()
    await ana.page.getByRole('region', { name: 'Came true' }).getByText('The courier loses a letter').waitFor()
  })
})

interface Decision {
  id: string
  key: string
  state: string
  outcome: string
  choice: string
  driver: string
  reviewOn: string | null
}

describe('a decision', () => {
  test('comes to the one who decides, is taken from the inbox, and comes back to be looked at again', async () => {
    const [ana, tom] = [await here('ana'), await here('tom')]
    const of = async (p: typeof ana) => (await p.asks<{ member: { id: string } }>('/me')).member.id
    const made = await tom.does<Decision>('POST', '/decisions', {
      product: 'LEND', title: 'Letters by courier or by post?', driver: await of(tom), dueOn: new Date().toISOString().slice(0, 10),
      options: [{ title: 'By courier', pros: 'there the next day', cons: 'dear' }, { title: 'By post', pros: 'cheap' }],
    })
    const stands = () => ana.asks<Decision>(`/decisions/${made.id}`)
    await tom.visits(`/r/${made.key}`)
    await tom.sees(/It still needs somebody who decides/)
    await tom.page.locator('dl').getByRole('button', { name: /^Approver/ }).click()
    await tom.page.getByRole('combobox').and(tom.page.locator(':focus')).waitFor()
    await tom.types('Ana Ribeiro')
    await tom.page.getByRole('option', { name: /Ana Ribeiro/ }).first().click()
    await tom.sees('Ana Ribeiro decides')
    expect(await tom.barriers()).toEqual([])

    await ana.visits(`/inbox?tab=decide&at=${encodeURIComponent(`decide ${made.id}`)}`)
    await ana.sees(/is for you to decide/)
    await ana.page.getByRole('button', { name: 'Decide', exact: true }).click()
    const dialog = ana.dialog()
    await dialog.getByRole('radio', { name: 'By post' }).click()
    await dialog.getByRole('textbox', { name: 'On what ground' }).fill('Nobody waits for a letter.')
    expect(await ana.barriers()).toEqual([])
    await ana.presses('ControlOrMeta+Enter')
    await expect.poll(() => stands().then((d) => [d.state, d.outcome])).toEqual(['decided', 'By post'])

    // Its day has come: it is looked at again, and holds.
    await ana.does('PATCH', `/decisions/${made.id}`, { reviewOn: new Date().toISOString().slice(0, 10) })
    await ana.visits(`/p/LEND/decisions`)
    await ana.button(/Letters by courier or by post/).click()
    await ana.button('It holds; no more reviews').click()
    await expect.poll(() => stands().then((d) => d.reviewOn)).toBe(null)
    expect(await ana.barriers()).toEqual([])
  })
})
