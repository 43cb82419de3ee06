/** An audience cut: chosen by the product manager, opened by somebody who is not signed in, ended. */
import { expect, test } from 'vitest'

import { visitors } from './person'

const here = visitors()

interface Link {
  id: string
  label: string
  opens: boolean
  opened: number
  wrong: number
}

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)

test('a cut is opened by its link with a password, until it ends', async () => {
  const ana = await here('ana')
  const cut = (await ana.asks<{ id: string; audience: string }[]>('/cuts?product=LEND')).find((c) => c.audience === 'executive')!
  await ana.visits(`/p/LEND/cuts?at=${cut.id}`)
  await ana.page.frameLocator('iframe').getByText('Where we stand').first().waitFor()
  expect(await ana.barriers()).toEqual([])

  // Odds and milestones are chosen like everything else; what is not saved nobody sees.
  await ana.page.getByRole('checkbox', { name: /^Odds/ }).click()
  await ana.page.getByRole('checkbox', { name: /^Milestones/ }).click()
  await ana.page.frameLocator('iframe').getByText(/% likely/).filter({ visible: true }).first().waitFor()
  await ana.page.frameLocator('iframe').getByText('Fintech fair in Berlin').filter({ visible: true }).first().waitFor()
  // What the team calls so, the audience reads under a name of its own.
  await ana.button('Give an outside name').click()
  await ana.types('Payment pause')
  await ana.page.getByRole('option', { name: /Payment pause/ }).first().click()
  await ana.page.getByRole('textbox', { name: 'Payment pause' }).fill('A break when you need one')
  await ana.page.frameLocator('iframe').getByText('A break when you need one').filter({ visible: true }).first().waitFor()
  await ana.button('Save').click()
  await ana.sees('The cut is saved; its links show it now')

  // A link of its own, with a password. What is refused is said where it was typed.
  await ana.button('New link').click()
  const dialog = ana.dialog(/^New link to/)
  await dialog.getByLabel('For whom').and(ana.page.locator(':focus')).waitFor()
  await dialog.getByLabel('For whom').fill('Nobody')
  await dialog.getByLabel('Sites that may embed it').fill('intranet')
  await ana.presses('ControlOrMeta+Enter')
  await dialog.getByText('must be origins like').waitFor()
  await dialog.getByLabel('Sites that may embed it').fill('')
  await dialog.getByLabel('For whom').fill('')
  await dialog.getByLabel('For whom').focus()
  await dialog.getByLabel('For whom').and(ana.page.locator(':focus')).waitFor()
  await ana.types('The auditors')
  await dialog.getByLabel('Password').fill('four quiet words')
  expect(await ana.barriers()).toEqual([])
  await ana.presses('ControlOrMeta+Enter')
  const made = ana.dialog('The link is made')
  await made.waitFor()
  const address = new URL(await made.getByLabel('Page').inputValue()).pathname
  await made.getByRole('button', { name: 'Done' }).click()
  const link = async () => (await ana.asks<Link[]>(`/shares?cut=${cut.id}`)).find((l) => l.label === 'The auditors')!
  const { id } = await link()

  // Somebody without a sign-in is asked for the word, and told when it is wrong.
  const reader = await here()
  await reader.page.goto(address)
  await reader.page.getByText('This roadmap asks for a password').first().waitFor()
  expect(await reader.barriers()).toEqual([])
  await reader.page.getByLabel('Password').fill('something else')
  await reader.presses('Enter')
  await reader.page.getByText('That is not the password.').first().waitFor()
  await reader.page.getByLabel('Password').fill('four quiet words')
  await reader.presses('Enter')
  await reader.page.getByRole('heading', { name: 'Where we stand' }).waitFor()
  await reader.page.getByText(/% likely/).filter({ visible: true }).first().waitFor()
  expect(await reader.page.getByText('LEND-').count()).toBe(0)
  expect(await reader.barriers()).toEqual([])
  await expect.poll(() => link().then((l) => [l.opened > 0, l.wrong])).toEqual([true, 1])

  // It ends on its last day, and begins again with another.
  await ana.does('PATCH', `/shares/${id}`, { expiresOn: day(-2) })
  await reader.page.goto(address)
  await reader.page.getByText('There is nothing here').first().waitFor()
  expect(await reader.barriers()).toEqual([])
  await ana.does('PATCH', `/shares/${id}`, { expiresOn: day(30) })
  await reader.page.goto(address)
  await reader.page.getByRole('heading', { name: 'Where we stand' }).waitFor()

  // Revoked, it opens nowhere any more.
  await ana.visits(`/p/LEND/cuts?at=${cut.id}`)
  const row = ana.page.getByRole('listitem').filter({ hasText: 'The auditors' })
  await row.getByText('Ana Ribeiro answers for it').waitFor()
  await row.getByRole('button', { name: 'Change “The auditors”' }).click()
  await ana.page.getByRole('menuitem', { name: 'Revoke' }).click()
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect.poll(() => link().then((l) => l.opens)).toBe(false)
  await reader.page.goto(address)
  await reader.page.getByText('There is nothing here').first().waitFor()
})

test('the roadmap is narrowed to products, and taken along as it is seen', async () => {
  const ana = await here('ana', { dark: true })
  await ana.visits('/p/LEND/plan?of=WELL-1')
  await ana.page.getByRole('grid').waitFor()
  const file = async (item: string, name: RegExp) => {
    const download = ana.page.waitForEvent('download')
    await ana.button('Export').click()
    await ana.page.getByRole('menuitem', { name: item }).click()
    expect((await download).suggestedFilename()).toMatch(name)
  }
  await file('PDF', /\.pdf$/)
  await file('Slides (PPTX)', /\.pptx$/)
  // Now, next and later of all products on one board.
  await ana.visits('/p/LEND/roadmap?of=all&view=horizons')
  await ana.page.getByText('Now', { exact: true }).first().waitFor()
  await ana.sees('Lendwell Pay')
  expect(await ana.barriers()).toEqual([])
  await file('Picture (PNG)', /\.png$/)
})
