/** A launch from its template to go: planned, moved, said, asked, decided, launched and looked back on. */
import { afterEach, expect, test } from 'vitest'

import { Person } from './person'

const people: Person[] = []
const here = async (name: string, look?: { dark?: boolean }) => {
  const p = await Person.of(name, look)
  people.push(p)
  return p
}

afterEach(async () => {
  for (const p of people.splice(0)) await p.leaves()
})

interface Task {
  id: string
  title: string
  state: string
  due: string | null
  department: string
}

interface Plan {
  id: string
  key: string
  state: string
  day: string | null
  ruling: string
  tasks: Task[]
  departments: { name: string; stands: string }[]
}

const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)

test('a launch from its template to go', async () => {
  const [ana, claire] = [await here('ana'), await here('claire')]

  // Made from the template of its tier.
  await ana.visits('/p/LEND/launches')
  await ana.sees('Room to breathe')
  expect(await ana.barriers()).toEqual([])
  await ana.button('New launch').first().click()
  const begin = ana.dialog('New launch')
  await begin.getByLabel('What reaches the market').and(ana.page.locator(':focus')).waitFor()
  await ana.types('Statements for everybody')
  await begin.getByText(/Begin with the template.s 12 tasks/).waitFor()
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  await begin.waitFor({ state: 'detached' })
  await ana.page.waitForURL(/\/launches\/LEND-\d+$/)
  const key = ana.page.url().split('/').at(-1)!
  const plan = () => ana.asks<Plan>(`/launches/${key}/plan`)
  await ana.sees('Message and pictures')
  expect((await plan()).tasks).toHaveLength(12)

  // It gets a day: all tasks are due relative to it.
  await ana.presses('m')
  const move = ana.dialog('Set the day')
  await move.waitFor()
  await move.getByRole('button', { name: 'Launch day' }).click()
  const typed = ana.page.getByRole('textbox', { name: 'Choose a day' })
  await typed.fill(inDays(60))
  await ana.presses('Enter')
  await move.getByText('12 open tasks move along:').waitFor()
  expect(await ana.barriers()).toEqual([])
  await move.getByRole('button', { name: 'Move it' }).click()
  await move.waitFor({ state: 'detached' })
  await expect.poll(() => plan().then((p) => p.day)).toBe(inDays(60))
  expect((await plan()).tasks.find((t) => t.title === 'Message and pictures')?.due).toBe(inDays(46))

  // The first task is ticked from the keyboard, and taken back.
  await ana.sees(/The launch day is/)
  await ana.presses('j', 'x')
  await expect.poll(() => plan().then((p) => p.tasks[0]!.state)).toBe('done')
  await ana.sees(/^Done: Say whom/)
  expect(await ana.barriers()).toEqual([])

  // A department is looked at by itself; its task is not needed, for a reason.
  await ana.button(/^Legal/).click()
  await expect.poll(() => new URL(ana.page.url()).searchParams.get('department')).toBe('legal')
  await ana.button('Check terms and claims').first().click()
  const task = ana.dialog('Task')
  await task.getByLabel('What is to be done').and(ana.page.locator(':focus')).waitFor()
  await task.getByRole('radio', { name: 'Not needed' }).click()
  await task.getByLabel('Why it is not needed').fill('No law is touched.')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  await task.waitFor({ state: 'detached' })
  await expect.poll(() => plan().then((p) => p.departments.find((d) => d.name === 'legal')!.stands)).toBe('ready')

  // What sales has to know, and an announcement that Claire approves.
  await ana.page.getByRole('tab', { name: 'What is said' }).click()
  await ana.button('Write it').click()
  const words = ana.dialog('What they have to know: Sales')
  await words.getByLabel('What to say').and(ana.page.locator(':focus')).waitFor()
  await ana.types('One page says what a year cost.')
  await ana.presses('ControlOrMeta+Enter')
  await words.waitFor({ state: 'detached' })
  await ana.sees('One page says what a year cost.')
  await ana.button('New announcement').click()
  const draft = ana.dialog('New announcement')
  await draft.getByLabel('Headline or subject').and(ana.page.locator(':focus')).waitFor()
  await ana.types('What a year cost')
  await draft.getByLabel('Text').fill('Now on **one page**.')
  await ana.presses('ControlOrMeta+Enter')
  await draft.waitFor({ state: 'detached' })
  await ana.sees('one page')
  expect(await ana.barriers()).toEqual([])
  const said = await ana.asks<{ announcements: { id: string }[] }>(`/launches/${key}/words`)
  const { id: claires } = await claire.asks<{ member: { id: string } }>('/me').then((me) => me.member)
  await ana.does('POST', `/announcements/${said.announcements[0]!.id}/ask`, { member: claires, note: 'Is it right?' })

  // Go or no-go is asked; Claire finds what waits for her in one place.
  await ana.page.getByRole('tab', { name: 'Go or no-go' }).click()
  await ana.button('Ask for go or no-go').click()
  const ask = ana.dialog('Ask for go or no-go')
  await ask.getByRole('checkbox', { name: 'Marketing' }).waitFor()
  expect(await ana.barriers()).toEqual([])
  await ask.getByRole('button', { name: 'Ask them' }).click()
  await ask.waitFor({ state: 'detached' })
  await claire.visits('/p/LEND/launches?view=mine')
  await claire.sees('What a year cost')
  expect(await claire.barriers()).toEqual([])
  await claire.page.getByRole('link', { name: /^Marketing: Statements for everybody/ }).click()
  await claire.page.getByRole('listitem').filter({ hasText: 'Marketing' }).getByRole('button', { name: 'Answer' }).click()
  const answer = claire.dialog('Marketing: go or no-go?')
  await answer.getByRole('radio', { name: 'Go with conditions' }).click()
  await answer.getByLabel('On which conditions').fill('The page is up by noon.')
  expect(await claire.barriers()).toEqual([])
  await claire.presses('ControlOrMeta+Enter')
  await answer.waitFor({ state: 'detached' })
  await claire.page.getByRole('tab', { name: 'What is said' }).click()
  await claire.button('Approve').click()
  await claire.sees('Approved')

  // Ana decides, and answers for those who have not answered.
  await ana.sees('The page is up by noon.')
  await ana.button('Decide').click()
  const decide = ana.dialog('Decide')
  await decide.getByRole('radio', { name: 'Go', exact: true }).click()
  await decide.getByLabel('Why it goes out all the same').fill('The others said yes in the meeting.')
  expect(await ana.barriers()).toEqual([])
  await decide.getByRole('button', { name: 'Decide' }).click()
  await decide.waitFor({ state: 'detached' })
  await expect.poll(() => plan().then((p) => p.ruling)).toBe('go')
  await ana.sees(/^Decision LEND-/)

  // It is launched, and one looks back.
  await ana.button('planned').click()
  await ana.page.getByRole('menuitem', { name: 'launched' }).click()
  await expect.poll(() => plan().then((p) => p.state)).toBe('launched')
  await ana.page.getByRole('tab', { name: 'Review' }).click()
  await ana.button('Look back').click()
  const review = ana.dialog('Look back')
  await review.getByLabel('What went well').and(ana.page.locator(':focus')).waitFor()
  await ana.types('Everybody knew what to say.')
  await review.getByRole('button', { name: 'Another one' }).click()
  await review.getByLabel('What is to be done 1').fill('Tell it earlier next time')
  expect(await ana.barriers()).toEqual([])
  await review.getByRole('button', { name: 'Keep the review' }).click()
  await review.waitFor({ state: 'detached' })
  await ana.sees('Tell it earlier next time')
  expect(await ana.barriers()).toEqual([])
  await expect.poll(() => plan().then((p) => p.state)).toBe('reviewed')
})

test('what holds a launch up, the calendar, and a template of one’s own', async () => {
  const ana = await here('ana', { dark: true })
  await ana.visits('/p/LEND/launches')
  await ana.page.getByRole('link', { name: /Room to breathe/ }).click()
  await ana.sees('What holds it up')
  await ana.page.getByRole('list', { name: 'What waits for what' }).getByText('Review terms, privacy and claims').waitFor()
  await ana.sees(/waits for approval/)
  expect(await ana.barriers()).toEqual([])

  // The calendar turns by the arrows; where it is stands in the address.
  await ana.visits('/p/LEND/launches?view=calendar&span=quarter')
  await ana.page.getByRole('table').first().waitFor()
  expect(await ana.barriers()).toEqual([])
  const heading = () => ana.page.getByRole('region', { name: 'Launches' }).getByRole('heading', { level: 2 }).first().textContent()
  const first = await heading()
  await ana.presses('ArrowRight')
  await expect.poll(heading).not.toBe(first)
  expect(new URL(ana.page.url()).searchParams.get('on')).toMatch(/^\d{4}-\d{2}-01$/)
  const file = await ana.context.request.get('/api/v1/launches/feed?from=2020-01-01&to=2030-01-01')
  expect(await file.text()).toContain('Room to breathe')

  // The template is the workspace's own once it is changed, and comes back as it came.
  await ana.visits('/settings/launches')
  const quiet = ana.page.getByRole('region', { name: 'Quiet' })
  await quiet.getByRole('button', { name: 'New task' }).click()
  const dialog = ana.dialog('Task')
  await dialog.getByLabel('What is to be done').and(ana.page.locator(':focus')).waitFor()
  await ana.types('Tell the lenders')
  await dialog.getByLabel('Days from the launch').fill('L+2')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  await dialog.waitFor({ state: 'detached' })
  await quiet.getByText('Tell the lenders').waitFor()
  await quiet.getByText('Your own').waitFor()
  await quiet.getByRole('button', { name: 'As it came' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'As it came' }).click()
  await quiet.getByText('Tell the lenders').waitFor({ state: 'detached' })
  expect(await ana.barriers()).toEqual([])
})
