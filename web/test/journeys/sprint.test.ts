/** A whole sprint, two people at once; and a board worked from the keyboard alone. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
  state: string
}

const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

/** A story that is sized, with criteria. */
async function story(owner: Person, developer: Person, title: string, more: object = {}): Promise<Made> {
  const made = await owner.does<Made>('POST', '/stories', { product: 'LPAY', title, criteria: [{ text: 'It works.' }, { text: 'It is fast.' }], ...more })
  await developer.does('PATCH', `/records/${made.id}`, { estimate: 3 })
  return made
}

const stateOf = (p: Person, of: Made) => p.asks<{ state: string; sprint: string | null; serviceClass: string }>(`/records/${of.key}`)

test('plan, start, trade, stand-up, retrospective and close, two people at once', async () => {
  const nadia = await here('nadia')
  const jonas = await here('jonas')
  const [one, two, late] = [await story(nadia, jonas, 'Sprint journey one'), await story(nadia, jonas, 'Sprint journey two'), await story(nadia, jonas, 'Sprint journey late')]
  const sprint = await nadia.does<Made>('POST', '/sprints', { product: 'LPAY', title: 'Journey sprint', goal: 'Somebody pays', startOn: day(-1), endOn: day(9) })
  const at = `/p/LPAY/sprints/${sprint.key}`

  // Planning: what the one puts in, the other sees come.
  await jonas.visits(`${at}/plan`)
  await nadia.visits(`${at}/plan`)
  for (const s of [one, two]) await nadia.button(`Put ${s.key} into the sprint`).click()
  await jonas.button(`Take ${two.key} out of the sprint`).or(jonas.button(new RegExp(`Take ${two.key} out of the sprint`))).first().waitFor()
  await nadia.sees(/people over \d+ working days/)
  expect(await nadia.barriers()).toEqual([])
  await nadia.button('Start').click()
  await nadia.presses('ControlOrMeta+Enter')
  await expect.poll(() => stateOf(nadia, sprint).then((s) => s.state)).toBe('active')

  // A trade: what comes in names what goes out.
  await jonas.visits(at)
  await nadia.visits(at)
  await nadia.button('Trade').click()
  await nadia.page.getByRole('combobox', { name: 'Comes in' }).click()
  await nadia.page.locator('input:focus').waitFor()
  await nadia.types('Sprint journey late')
  await nadia.page.getByRole('option', { name: /Sprint journey late/ }).click()
  await nadia.presses('Escape')
  await nadia.page.getByRole('checkbox', { name: new RegExp(two.key) }).click()
  await nadia.sees('As many points come as go.')
  await nadia.dialog().getByRole('button', { name: /^Trade/ }).click()
  await expect.poll(() => stateOf(nadia, late).then((s) => s.sprint)).toBe(sprint.id)
  expect((await stateOf(nadia, two)).sprint).toBeNull()
  await jonas.page.getByRole('region', { name: 'Trades' }).getByText('Sprint journey late').waitFor()

  // Stand-up: written by the one, read by the other.
  await jonas.does('PATCH', `/records/${one.id}`, { state: 'in progress' })
  await nadia.visits(`${at}/standup`)
  await jonas.visits(`${at}/standup`)
  await jonas.page.getByLabel('Done', { exact: true }).fill('Wrote the form for cards.')
  await jonas.presses('ControlOrMeta+Enter')
  await nadia.page.getByRole('article', { name: 'Jonas Weber' }).getByText('Wrote the form for cards.').waitFor()
  await nadia.page.getByRole('region', { name: 'Spoken of now' }).getByText('Sprint journey one').waitFor()
  expect(await nadia.barriers()).toEqual([])

  // Retrospective: nobody reads another's notes before all are revealed.
  await nadia.visits(`${at}/retro`)
  await nadia.button('Open the retrospective').click()
  await jonas.visits(`${at}/retro`)
  await jonas.page.getByRole('textbox', { name: 'Write a note: Went badly' }).fill('The build is slow, says Jonas')
  await jonas.presses('Enter')
  await jonas.page.getByRole('textbox', { name: 'A note that only you see' }).waitFor()
  await nadia.page.getByRole('textbox', { name: 'Write a note: Went badly' }).fill('Builds take long, says Nadia')
  await nadia.presses('Enter')
  await nadia.page.getByRole('textbox', { name: 'A note that only you see' }).waitFor()
  expect(await nadia.page.content()).not.toContain('says Jonas')
  expect(JSON.stringify(await nadia.asks(`/retros?sprint=${sprint.key}`))).not.toContain('says Jonas')
  await nadia.button('Reveal all notes').click()
  await nadia.sees(/says Jonas/)
  await jonas.sees(/says Nadia/)
  await nadia.button('Move the note: The build is slow, says Jonas').click()
  await nadia.page.getByRole('menuitem', { name: /says Nadia/ }).click()
  await nadia.button('On to the dots').click()
  await jonas.button('One dot more on: Builds take long, says Nadia').click()
  await jonas.sees('You have 4 dots left')
  await nadia.button('On to actions').click()
  await nadia.button('Make an action').first().click()
  await nadia.page.getByLabel('What is to be done').fill('Cache the journey build')
  await nadia.presses('ControlOrMeta+Enter')
  await jonas.page.getByRole('region', { name: 'Actions' }).getByText('Cache the journey build').waitFor()
  expect(await nadia.barriers()).toEqual([])

  // Close: each unfinished item by choice.
  await nadia.visits(at)
  await nadia.button('Close').click()
  await nadia.dialog().getByText(one.key).waitFor()
  expect(await nadia.barriers()).toEqual([])
  await nadia.presses('ControlOrMeta+Enter')
  await expect.poll(() => stateOf(nadia, sprint).then((s) => s.state)).toBe('closed')
  await jonas.visits(at)
  await jonas.sees('How it came out')
  await jonas.sees(/Carried on: 0 to the next sprint, 2 to the backlog/)
})

test('a board from the keyboard alone: move, a limit and its override, block, lanes, rank', async () => {
  const nadia = await here('nadia')
  const jonas = await here('jonas')
  const busy = await story(nadia, jonas, 'Board journey busy', { tags: ['boardkeys'] })
  const next = await story(nadia, jonas, 'Board journey next', { tags: ['boardkeys'] })
  const urgent = await story(nadia, jonas, 'Board journey urgent', { tags: ['boardkeys'], serviceClass: 'expedite' })
  for (const s of [busy, next, urgent]) await nadia.does('PATCH', `/records/${s.id}`, { state: 'ready' })
  const held = (await nadia.asks<{ items: unknown[] }>('/records?product=LPAY&limit=200&q=type:story,bug,task,spike%20state:%22in%20progress%22')).items.length
  const columns = [
    { id: 'ready', name: 'Ready', states: ['ready'] },
    { id: 'dev', name: 'Development', states: ['in progress', 'in review'], limit: held + 1, policy: 'Two pairs of **eyes**.' },
    { id: 'done', name: 'Done', states: ['done'] },
  ]
  const board = await nadia.does<Made>('POST', '/boards', { product: 'LPAY', name: 'Keys', method: 'kanban', mode: 'block', columns })
  await nadia.does('PATCH', `/records/${busy.id}`, { state: 'in progress' })
  await nadia.visits(`/p/LPAY/board?board=${board.id}&q=tag:boardkeys`)
  await nadia.sees('Two pairs of eyes.')
  const card = (of: Made) => nadia.page.locator(`[data-id="${of.id}"]`)

  // Ranked within its column.
  const order = async () => (await nadia.asks<{ items: Made[] }>('/records?product=LPAY&q=tag:boardkeys%20state:ready%20sort:rank')).items.map((i) => i.key)
  await card(urgent).focus()
  await nadia.presses('Alt+ArrowUp')
  await expect.poll(order).toEqual([urgent.key, next.key])

  // A limit is in the way; with a reason it goes.
  await card(next).focus()
  await nadia.presses('ControlOrMeta+ArrowRight')
  await nadia.sees(`A limit is in the way of ${next.key}`)
  expect((await stateOf(nadia, next)).state).toBe('ready')
  await nadia.types('The bank closes at five.')
  await nadia.presses('ControlOrMeta+Enter')
  await expect.poll(() => stateOf(nadia, next).then((s) => s.state)).toBe('in progress')
  await nadia.page.getByLabel(/more than|at most/).first().waitFor()

  // Blocked with a reason, and free again.
  await card(next).focus()
  await nadia.presses('Shift+B')
  await nadia.sees(`Block ${next.key}`)
  await nadia.types('No test card.')
  await nadia.presses('ControlOrMeta+Enter')
  await card(next).getByLabel(/Blocked for/).waitFor()
  await card(next).focus()
  await nadia.presses('Shift+U')
  await expect.poll(() => card(next).getByLabel(/Blocked for/).count()).toBe(0)

  // Lanes by class of service: an expedite item passes the limit of the column.
  await nadia.visits(`/p/LPAY/board?board=${board.id}&q=tag:boardkeys&lanes=serviceClass`)
  await card(urgent).focus()
  await nadia.presses('ControlOrMeta+ArrowRight')
  await expect.poll(() => stateOf(nadia, urgent).then((s) => s.state)).toBe('in progress')
  await card(next).focus()
  await nadia.presses('ControlOrMeta+Shift+ArrowDown')
  await expect.poll(() => stateOf(nadia, next).then((s) => s.serviceClass)).toBe('expedite')
  expect(await nadia.barriers()).toEqual([])

  const jonasInTheDark = await here('jonas', { dark: true })
  await jonasInTheDark.visits(`/p/LPAY/board?board=${board.id}`)
  await jonasInTheDark.sees('Development')
  expect(await jonasInTheDark.barriers()).toEqual([])
  await nadia.does('DELETE', `/boards/${board.id}`)
})
