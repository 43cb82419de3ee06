/** Roles and growth: a double role is split as one change, a growth page stays between two, scorecards are blind until handed in. */
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

interface Standing {
  products: { id: string; key: string; held: { role: string; member: string }[] }[]
  findings: { product: string; what: string; role: string; members: string[] }[]
}

test('a double role is split, looked at line by line, and taken back by one undo', async () => {
  const marta = await here('marta')
  const standing = () => marta.asks<Standing>('/roles/standing')
  const before = await standing()
  const pay = before.products.find((p) => p.key === 'LPAY')!
  expect(before.findings.map((f) => `${f.product === pay.id} ${f.what}`)).toContain('true both')

  await marta.visits('/p/LPAY/growth')
  await marta.sees('PM and PO in one person')
  expect(await marta.barriers()).toEqual([])
  await marta.page.getByRole('link', { name: 'Hand the product owner’s job on' }).first().click()
  await marta.sees('To whom?')
  await marta.page.getByRole('combobox', { name: 'To' }).click()
  await marta.page.getByRole('option', { name: /Jonas Weber/ }).click()
  await marta.sees('Nadia Haddad keeps the other job, Jonas Weber takes this one')
  // Stories go, features stay; one line is changed.
  const line = marta.page.getByRole('checkbox', { name: /^Order of the backlog goes to Jonas/ })
  expect(await line.isChecked()).toBe(true)
  expect(await marta.page.getByRole('checkbox', { name: /^Roadmap goes to Jonas/ }).isChecked()).toBe(false)
  const costs = marta.page.getByRole('checkbox', { name: /^What it cost goes to Jonas/ })
  await costs.focus()
  await marta.presses('Space')
  await expect.poll(() => costs.isChecked()).toBe(false)
  expect(await marta.barriers()).toEqual([])
  await marta.button('Hand over to Jonas Weber').click()
  await expect.poll(async () => (await standing()).findings.filter((f) => f.product === pay.id).map((f) => f.what)).toEqual([])
  const owned = async (name: string) => (await marta.asks<{ name: string; carriers: { member: string }[] }[]>('/responsibilities?product=LPAY')).find((c) => c.name === name)!.carriers.map((c) => c.member)
  const both = before.findings.find((f) => f.product === pay.id && f.what === 'both')!.members[0]!
  expect(await owned('costs')).toEqual([both])
  expect(await owned('backlog')).not.toEqual([both])

  await marta.sees(/Jonas Weber is product owner now/)
  await marta.page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await standing()).findings.some((f) => f.product === pay.id && f.what === 'both')).toBe(true)
  expect(await owned('backlog')).toEqual([both])
})

test('who is no admin proposes a role, from the keyboard', async () => {
  const ana = await here('ana')
  await ana.visits('/p/LEND/growth')
  const give = ana.button('Give the role product manager on Lendwell Pay')
  await give.focus()
  await ana.presses('Enter')
  await ana.page.getByRole('combobox', { name: 'Give the role product manager on Lendwell Pay' }).and(ana.page.locator(':focus')).waitFor()
  await ana.types('Claire')
  await ana.page.getByRole('option', { name: 'Claire Dubois' }).waitFor()
  await ana.presses('Enter')
  await expect.poll(async () => (await ana.asks<{ items: { operation: string }[] }>('/proposals?state=open')).items.some((p) => p.operation === 'role.assign')).toBe(true)
})

test('a growth page is for two, and says what is missing', async () => {
  const [tom, ana] = [await here('tom'), await here('ana')]
  await tom.visits('/p/LEND/growth?view=page')
  await tom.sees('Only the person and who leads them can read this page')
  await tom.sees('Put each choice with a price to Ana as a trade-off')
  expect(await tom.barriers()).toEqual([])
  await tom.button('Add a growth goal').click()
  const dialog = tom.dialog('Add a growth goal')
  await dialog.getByLabel('What will be done').and(tom.page.locator(':focus')).waitFor()
  await tom.types('Coach Nadia through one refinement')
  expect(await tom.barriers()).toEqual([])
  await tom.presses('ControlOrMeta+Enter')
  await dialog.waitFor({ state: 'detached' })
  await tom.sees('Coach Nadia through one refinement')
  await tom.button('Assess yourself').click()
  await tom.dialog('Assess yourself').waitFor()
  expect(await tom.barriers()).toEqual([])

  const me = await tom.asks<{ member: { id: string } }>('/me')
  await ana.visits(`/p/LEND/growth?view=page&who=${me.member.id}`)
  await ana.sees('This page is closed to you')
  await ana.doesNotSee('Coach Nadia')
})

test('scorecards are blind until one’s own is in', async () => {
  const [nadia, sofia] = [await here('nadia'), await here('sofia')]
  const vacancy = (await nadia.asks<{ id: string }[]>('/vacancies?product=LPAY'))[0]!.id
  await sofia.visits(`/p/LPAY/growth?view=hiring&vacancy=${vacancy}`)
  await sofia.sees('M.E.')
  await sofia.sees('Split the early repayment into three slices') // all three are in
  await sofia.sees('You see the others’ scorecards when yours is handed in.') // of K.V.
  await sofia.doesNotSee('Orders by who asked last')
  expect(await sofia.barriers()).toEqual([])
  await sofia.button('Write a scorecard: K.V.').click()
  const dialog = sofia.dialog('Scorecard of K.V.')
  await dialog.waitFor()
  for (const group of await dialog.getByRole('group').all()) await group.getByRole('radio').nth(1).click()
  expect(await sofia.barriers()).toEqual([])
  await dialog.getByRole('button', { name: /Hand in/ }).click()
  await dialog.waitFor({ state: 'detached' })
  await sofia.sees('Orders by who asked last')

  await nadia.visits('/p/LPAY/growth?view=hiring')
  await nadia.page.getByRole('link', { name: /Product owner/ }).first().click()
  await nadia.sees('Order of the backlog.')
  expect(await nadia.barriers()).toEqual([])
})

test('who carries what, and what each step expects', async () => {
  const tom = await here('tom')
  await tom.visits('/p/LEND/growth?view=duties')
  await tom.sees('More than one answers for it') // feedback, on purpose
  expect(await tom.barriers()).toEqual([])
  await tom.button('Who carries it: Feedback into work').click()
  await tom.dialog('Who carries “Feedback into work”').waitFor()
  expect(await tom.barriers()).toEqual([])
  await tom.visits('/p/LEND/growth?view=ladders')
  await tom.sees('Director of product')
  expect(await tom.barriers()).toEqual([])
})
