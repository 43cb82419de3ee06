/** A story is made ready, split, and others are pasted as a list: by the product owner, with a developer's question; a picture gets a pin, and a definition is enforced. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'
import { picture } from './picture'

const here = visitors()

interface Item {
  id: string
  key: string
  title: string
  scenarios: string
  state: string
  criteria: { id: string; text: string; scenario?: string }[]
}

const scenarios = `Rule: By phone
  Scenario: Somebody answers
    Given office hours
    When I call
    Then a person answers

Rule: By mail
  Scenario Outline: An answer within <days>
    When I write on <day>
    Then I have an answer within <days>

    Examples:
      | day    | days  |
      | Monday | 1 day |
      | Friday | 3 days |`

const show = (p: Person, key: string) => p.asks<Item>(`/records/${key}`)

test('a story gets its statement, scenarios, an estimate and an answer, and is ready', async () => {
  const tom = await here('tom')
  const lena = await here('lena')
  const { key } = await tom.does<Item>('POST', '/stories', { product: 'LEND', title: 'Reach us' })

  await tom.visits(`/r/${key}`)
  await tom.button(/Write it as a job story/).click()
  await tom.button('in which situation').click()
  await tom.types('I have a question about my loan')
  await tom.presses('Enter')
  await tom.button('do what').click()
  await tom.types('reach a person')
  await tom.presses('Enter')
  await tom.button('reach what').click()
  await tom.types('stop worrying')
  await tom.presses('Enter')
  await expect.poll(async () => (await show(tom, key)) as unknown as { situation: string; soThat: string }).toMatchObject({ situation: 'I have a question about my loan', soThat: 'stop worrying' })

  await tom.button(/Write criteria as scenarios/).click()
  const editor = tom.page.getByRole('textbox', { name: 'Scenarios' })
  await editor.fill('Scenario: Nobody answers\n  When I call\n  and wait')
  await tom.sees(/This line is no step/)
  await editor.fill(scenarios)
  await tom.sees('3 scenarios')
  await tom.doesNotSee(/This line is no step/)
  expect(await tom.barriers()).toEqual([])
  await tom.presses('ControlOrMeta+Enter')
  await tom.sees('An answer within 3 days')
  await expect.poll(async () => (await show(tom, key)).criteria.map((c) => c.text)).toEqual(['Somebody answers', 'An answer within 1 day', 'An answer within 3 days'])

  await lena.visits(`/r/${key}`)
  await lena.button('Ask a question').click()
  await lena.types('On public holidays, too?')
  await lena.presses('ControlOrMeta+Enter')
  await lena.sees(/waits for/)
  await tom.sees('A question about it is open.')
  await tom.button('Answer').click()
  await tom.types('No; the page says so.')
  await tom.presses('ControlOrMeta+Enter')
  await lena.sees('No; the page says so.')
  await lena.doesNotSee('A question about it is open.')

  await tom.does('PATCH', `/records/${key}`, { businessValue: 4 })
  await lena.does('PATCH', `/records/${key}`, { estimate: 3 })
  await tom.page.getByRole('checkbox', { name: /Sofia has drawn/ }).check()
  const ready = async () => (await tom.asks<{ missing: { rule: string }[] }>(`/items/${key}/ready`)).missing.map((x) => x.rule)
  await expect.poll(ready).toEqual(['thread'])
  const feature = (await tom.asks<{ items: { id: string }[] }>('/records?product=LEND&q=type:feature%20has:objective&limit=1')).items[0]!
  await tom.does('POST', '/links', { type: 'delivers', from: key, to: feature.id })
  await expect.poll(ready).toEqual([])
  await tom.button(/^INVEST/).click()
  await tom.sees('Only a conversation tells.')
  expect(await tom.barriers()).toEqual([])
  await tom.takesPicture('stories-ready')
})

test('a story is split by its rules, and one undo takes it back', async () => {
  const tom = await here('tom', { dark: true })
  const { key } = await tom.does<Item>('POST', '/stories', { product: 'LEND', title: 'Reach us both ways', scenarios, tags: ['splitme'] })
  await tom.visits(`/r/${key}`)
  await tom.runs('Split it')
  await tom.sees(`Split ${key}`)
  await tom.sees('1 of 3 criteria stay')
  expect(await tom.barriers()).toEqual([])
  await tom.takesPicture('stories-split-dark')
  await tom.button(/^Split off 1/).click()
  await tom.sees(new RegExp(`${key} was split into`))
  const tagged = async () => (await tom.asks<{ items: Item[] }>('/records?product=LEND&q=tag:splitme%20sort:rank')).items
  await expect.poll(async () => (await tagged()).map((i) => i.title)).toEqual(['Reach us both ways', 'By mail'])
  const part = await show(tom, (await tagged())[1]!.key)
  expect(part.criteria.map((c) => c.text)).toEqual(['An answer within 1 day', 'An answer within 3 days'])
  expect(part.scenarios).not.toContain('By phone')
  await tom.presses('ControlOrMeta+z')
  await expect.poll(async () => (await tagged()).map((i) => i.title)).toEqual(['Reach us both ways'])
  await expect.poll(async () => (await show(tom, key)).criteria.length).toBe(3)
})

test('a list becomes items after a look at it, from the keyboard', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/backlog')
  await expect.poll(() => tom.rows().then((r) => r.length)).toBeGreaterThan(5)
  await tom.runs('Paste a list')
  await tom.sees('Items from a list')
  await tom.types('- [ ] Pasted first\n  - It has a criterion\n  - And another\n- Pasted second')
  await tom.sees('Pasted second')
  expect(await tom.barriers()).toEqual([])
  await tom.takesPicture('stories-paste')
  await tom.button('Make 2 items').press('Enter')
  const pasted = async () => (await tom.asks<{ items: Item[] }>('/records?product=LEND&q=%22Pasted%22%20type:story%20sort:rank')).items.map((i) => i.title)
  await tom.sees('2 records made')
  await expect.poll(pasted).toEqual(['Pasted first', 'Pasted second'])
  await tom.presses('ControlOrMeta+z')
  await expect.poll(pasted).toEqual([])
})

test('the suggested order tells its reasons, and one suggestion is taken', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/suggested')
  await tom.sees(/items compared/)
  expect(await tom.barriers()).toEqual([])
  interface Row {
    key: string
    own: number
    place: number
  }
  const order = async () => (await tom.asks<{ items: Row[] }>('/backlog/suggestion?product=LEND&limit=200')).items
  const first = (await order()).find((r) => r.own !== r.place)!
  await tom.page.getByRole('checkbox', { name: `Choose ${first.key}` }).check()
  await tom.button('Take 1 suggestion').click()
  await tom.sees('1 item moved')
  await expect.poll(async () => (await order()).find((r) => r.key === first.key)!.own).toBe(first.place)
  await tom.presses('ControlOrMeta+z')
  await expect.poll(async () => (await order()).find((r) => r.key === first.key)!.own).toBe(first.own)
})

test('a pin is set on a picture from the keyboard, answered, and settled', async () => {
  const sofia = await here('sofia')
  const tom = await here('tom', { dark: true })
  const { key } = await tom.does<Item>('POST', '/stories', { product: 'LEND', title: 'Draw the form' })
  const sent = await sofia.context.request.post(`/api/v1/records/${key}/files?name=form.png`, { data: picture(640, 400), headers: { Origin: sofia.at, 'Content-Type': 'application/octet-stream' } })
  expect(sent.ok()).toBe(true)

  await sofia.visits(`/r/${key}`)
  await sofia.button(/^form.png/).click()
  await sofia.page.getByRole('group', { name: /form.png/ }).focus()
  await sofia.presses('p')
  await sofia.types('Is this the **right** blue, @tom?')
  expect(await sofia.barriers()).toEqual([])
  await sofia.presses('ControlOrMeta+Enter')
  await sofia.sees('1 of 1 pins open')

  await tom.visits(`/r/${key}`)
  await tom.button(/^form.png/).click()
  await tom.button(/^Pin 1:/).click()
  await tom.page.getByRole('textbox', { name: 'Reply' }).fill('A shade darker.')
  await tom.presses('ControlOrMeta+Enter')
  await tom.sees('A shade darker.')
  expect(await tom.barriers()).toEqual([])
  await tom.takesPicture('stories-pin-dark')
  await tom.button('Mark as settled').click()
  await sofia.sees('0 of 1 pins open')
  const pins = await tom.asks<{ resolvedAt: string | null; thread: { body: string }[] }[]>(`/records/${key}/pins`)
  expect(pins[0]).toMatchObject({ thread: [{ body: 'Is this the **right** blue, @tom?' }, { body: 'A shade darker.' }] })
  expect(pins[0]!.resolvedAt).not.toBeNull()
})

test('an enforced definition refuses a move, and a reason lets it through', async () => {
  const lists = { product: 'LPAY', list: 'done', mode: 'enforce', checks: [{ id: 'r', text: 'Reviewed by another developer' }] }
  const nadia = await here('nadia')
  await nadia.does('POST', '/checklists/set', lists)
  const { key } = await nadia.does<Item>('POST', '/stories', { product: 'LPAY', title: 'Enforce me', state: 'in progress' })
  const refused = await nadia.context.request.patch(`/api/v1/records/${key}`, { data: { state: 'done' }, headers: { Origin: nadia.at } })
  expect(refused.status()).toBe(400)
  expect(await refused.text()).toContain('Reviewed by another developer')
  await nadia.visits(`/r/${key}`)
  await nadia.button(/Move it to done all the same/).click()
  await nadia.types('The fair is tomorrow.')
  expect(await nadia.barriers()).toEqual([])
  await nadia.presses('Enter')
  await nadia.sees(/It went on all the same: The fair is tomorrow/)
  await expect.poll(async () => (await show(nadia, key)).state).toBe('done')
  await nadia.does('POST', '/checklists/set', { product: 'LPAY', list: 'done', standard: true })
})
