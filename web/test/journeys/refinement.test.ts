/** Two people at once: a round of poker whose votes nobody sees before the reveal; and a story mapped across a slice by key. */
import { expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
}

const story = (p: Person, title: string) => p.does<Made>('POST', '/stories', { product: 'LEND', title, criteria: [{ text: 'It works' }] })

test('a round of poker: private until the reveal, then the same for both, live', async () => {
  const tom = await here('tom')
  const lena = await here('lena')
  const item = await story(tom, 'pokerjourney story')
  const refinement = await tom.does<Made>('POST', '/refinements', { product: 'LEND', items: [item.key] })
  await tom.visits('/p/LEND/refinement')
  await lena.visits('/p/LEND/poker')
  await lena.sees('No item has its turn yet.')

  // Whoever moderates gives the item its turn; it is in front of everybody.
  await tom.button(`Give ${item.key} its turn`).click()
  await lena.sees('pokerjourney story')
  await lena.button('Join to vote').click()
  await tom.button('Join to vote').click()
  await tom.button('Open a round').click()
  await lena.sees('Round 1')

  // The first vote shows that it was cast, and not what.
  const heard: string[] = []
  tom.page.on('response', (r) => void r.text().then((t) => heard.push(t)).catch(() => undefined))
  await lena.button('Vote 13').click()
  await lena.sees(/You voted 13/)
  await tom.sees('1 of 2 have voted')
  await tom.sees('has voted')
  const now = await tom.asks<{ mine: string; rounds: { round: { voted: string[]; votes: unknown[] }; result: unknown }[] }>(`/refinements/${refinement.id}/now`)
  expect(now.mine).toBe('')
  expect(now.rounds[0]).toMatchObject({ round: { votes: [] }, result: null })
  expect(now.rounds[0]!.round.voted).toHaveLength(1)
  expect(await tom.page.getByRole('img', { name: '13', exact: true }).count()).toBe(0)
  expect(heard.filter((t) => t.includes('"value":"13"') || t.includes('"mine":"13"'))).toEqual([])

  // Changed, and still nobody's business; the last vote reveals.
  await lena.button('Vote 5').click()
  await lena.sees(/You voted 5/)
  await tom.button('Vote 3').click()
  await lena.sees('3 to 5')
  await tom.sees('The lowest and the highest explain, then vote again.')
  await lena.page.getByText('Lowest: Tom Okafor').waitFor()

  // Again, and agreed; the developer takes it.
  await tom.button('Vote again').click()
  await lena.sees('Round 2')
  await tom.button('Vote 5').click()
  await lena.button('Vote 5').click()
  await tom.sees('Consensus: 5')
  expect(await tom.barriers()).toEqual([])
  await lena.button('Take 5').click()
  await expect.poll(async () => (await tom.asks<{ estimate: number | null }>(`/stories/${item.id}`)).estimate).toBe(5)
  await tom.sees('5 points')

  await tom.button('Close the refinement').click()
  await tom.page.getByRole('alertdialog').getByRole('button', { name: 'Close the refinement' }).click()
  await lena.sees('No refinement is going on.')
})

test('the screens of refining have no barriers, light and dark', async () => {
  for (const dark of [false, true]) {
    const tom = await here('tom', { dark })
    for (const path of ['refinement', 'poker', 'sizing', 'storymap?tray=1']) {
      await tom.visits(`/p/LEND/${path}`)
      expect(await tom.barriers(), `${path} ${dark ? 'dark' : 'light'}`).toEqual([])
    }
  }
})

test('a story goes under a step and across a slice by key, and back by undo', async () => {
  const tom = await here('tom')
  const item = await story(tom, 'mapjourney story')
  const map = await tom.asks<{ activities: { title: string; steps: { id: string; title: string }[] }[]; slices: { id: string; title: string }[] }>('/storymap?product=LEND')
  const step = map.activities[0]!.steps[0]!
  const last = map.slices.at(-1)!
  const later = { name: new RegExp(`^${item.key} mapjourney story\\. ${step.title}, Later`) }
  await tom.does('POST', '/storymap/place', { items: [item.id], step: step.id })
  await tom.visits('/p/LEND/storymap')
  // From what is for later, up past what stands there, into the last release.
  const release = async () => (await tom.asks<{ cards: { id: string; release: string | null }[] }>('/storymap?product=LEND')).cards.find((c) => c.id === item.id)?.release
  expect(await release()).toBeNull()
  const first = await tom.asks<{ cards: { id: string; key: string; step: string; release: string | null }[] }>('/storymap?product=LEND')
  const above = first.cards.filter((c) => c.step === step.id && c.release === null).length - 1
  await tom.page.getByRole('group', { name: 'Story map' }).evaluate((box) => box.scrollTo(0, box.scrollHeight))
  await tom.page.getByRole('listitem', later).focus()
  for (let n = 0; n < above; n++) {
    await tom.presses('ControlOrMeta+ArrowUp')
    await tom.page.getByRole('listitem', { name: new RegExp(`^${item.key} .*Later, ${above - n} of`) }).waitFor()
  }
  await tom.presses('ControlOrMeta+ArrowUp')
  await tom.page.getByRole('listitem', { name: new RegExp(`^${item.key} .*${last.title}, `) }).waitFor()
  await expect.poll(release).toBe(last.id)
  const links = await tom.asks<{ type: string; record: { id: string } }[]>(`/records/${item.id}/links`)
  expect(links.filter((l) => l.type === 'ships in').map((l) => l.record.id)).toEqual([last.id])

  await tom.presses('ControlOrMeta+z')
  await expect.poll(release).toBeNull()
  await tom.page.getByRole('listitem', later).waitFor()
})

test('an item is sized by key, and that is undone', async () => {
  const lena = await here('lena')
  const tom = await here('tom')
  const item = await story(tom, 'sizejourney story')
  await tom.does('POST', '/records/rank', { ids: [item.id], top: true })
  await lena.visits('/p/LEND/sizing')
  const card = (place: string) => lena.page.getByRole('listitem', { name: new RegExp(`^${item.key} sizejourney story\\. ${place}`) })
  await card('Not sized').focus()
  for (const size of ['Size 0', 'Size ½', 'Size 1']) {
    await lena.presses('ControlOrMeta+ArrowRight')
    await card(`${size},`).waitFor()
  }
  await expect.poll(async () => (await lena.asks<{ estimate: number | null }>(`/stories/${item.id}`)).estimate).toBe(1)
  await lena.presses('ControlOrMeta+z')
  await expect.poll(async () => (await lena.asks<{ estimate: number | null }>(`/stories/${item.id}`)).estimate).not.toBe(1)
})
