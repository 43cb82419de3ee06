/** Acceptance and releases: verdicts with evidence from the keyboard alone, and a release that is held. */
import { describe, expect, test } from 'vitest'

import { type Person, visitors } from './person'

const here = visitors()

interface Made {
  id: string
  key: string
  title: string
  state: string
}

interface Verdict extends Made {
  outcome: string
  reason: string
  reasonKind: string
  results: { criterion: string; met: boolean; evidence: string; proofs: { sort: string; url: string }[] }[]
}

const criteria = [{ text: 'The draft is saved' }, { text: 'It opens again' }]

/** A finished story that stands alone in the queue, and its place there. */
async function finished(tom: Person, title: string): Promise<Made> {
  return tom.does<Made>('POST', '/stories', { product: 'LEND', title, state: 'done', criteria })
}

const verdictOn = async (p: Person, item: Made): Promise<Verdict> => {
  const q = encodeURIComponent(`type:verdict item:${item.key} sort:-created`)
  const { items } = await p.asks<{ items: { id: string }[] }>(`/records?product=LEND&q=${q}`)
  return p.asks<Verdict>(`/verdicts/${items[0]!.id}`)
}

describe('the acceptance queue', () => {
  test('accepts with evidence, from the keyboard alone', async () => {
    const tom = await here('tom')
    const story = await finished(tom, 'Save what I began')
    await tom.visits(`/p/LEND/acceptance?at=${story.id}`)
    await tom.page.getByRole('heading', { name: 'Save what I began' }).waitFor()
    await tom.presses('1', 'e')
    await tom.types('Tried with three drafts')
    await tom.presses('Escape', '2', 'y')
    await expect.poll(() => tom.asks<Made>(`/stories/${story.id}`).then((s) => s.state)).toBe('accepted')
    const verdict = await verdictOn(tom, story)
    expect(verdict).toMatchObject({ outcome: 'accepted', results: [{ criterion: '1', met: true, evidence: 'Tried with three drafts' }, { criterion: '2', met: true }] })
  })

  test('rejects with the reason, and the work is in progress again', async () => {
    const tom = await here('tom')
    const story = await finished(tom, 'Open what I saved')
    await tom.visits(`/p/LEND/acceptance?at=${story.id}`)
    await tom.page.getByRole('heading', { name: 'Open what I saved' }).waitFor()
    await tom.presses('1', '2', '2', 'e')
    await tom.types('It is empty')
    await tom.presses('Escape', 'r')
    await tom.dialog().waitFor()
    await tom.presses('ControlOrMeta+Enter')
    await expect.poll(() => tom.asks<Made>(`/stories/${story.id}`).then((s) => s.state)).toBe('in progress')
    expect(await verdictOn(tom, story)).toMatchObject({ outcome: 'rejected', reasonKind: 'criterion', reason: 'It opens again: It is empty' })
  })

  test('shows what the tests say, and takes it as evidence', async () => {
    const tom = await here('tom')
    const story = await finished(tom, 'Send what I saved')
    await tom.does('POST', '/testruns', { product: 'LEND', name: 'CI of the journey', cases: [{ name: `${story.key}/1 saved` }, { name: `${story.key}/2 opens`, outcome: 'failed', message: 'nothing came' }] })
    await tom.visits(`/p/LEND/acceptance?at=${story.id}`)
    await tom.page.getByRole('img', { name: 'Tests fail' }).waitFor()
    await tom.presses('1')
    await tom.button('Use the test run').click()
    await tom.presses('2', 'y')
    await expect.poll(() => tom.asks<Made>(`/stories/${story.id}`).then((s) => s.state)).toBe('accepted')
    expect((await verdictOn(tom, story)).results[0]!.proofs[0]!.sort).toBe('test')
  })
})

describe('a release', () => {
  test('is held by an open rejection, and goes out with a reason', async () => {
    const [ana, tom] = [await here('ana'), await here('tom')]
    const release = await ana.does<Made>('POST', '/releases', { product: 'LEND', title: 'Held for a while' })
    const bug = await tom.does<Made>('POST', '/bugs', { product: 'LEND', title: 'The sum is one cent off', state: 'done' })
    await tom.does('POST', '/links', { type: 'ships in', from: bug.id, to: release.id })
    await tom.does('POST', `/items/${bug.id}/reject`, { reason: 'Still one cent.' })
    await tom.visits(`/p/LEND/releases/${release.key}`)
    await tom.sees('Sent back and not accepted since: 1')
    await tom.button('Give the go').click()
    const dialog = tom.dialog()
    const send = dialog.getByRole('button', { name: /Give the go/ })
    await dialog.getByText(bug.key).waitFor()
    expect(await send.isDisabled()).toBe(true)
    await dialog.getByRole('textbox', { name: /despite/ }).fill('It only shows in the old report.')
    await send.click()
    await tom.sees(/Went out despite/)
    await tom.sees('It only shows in the old report.')
    const out = await tom.asks<Made & { despite: string; heldBy: string[] }>(`/releases/${release.id}`)
    expect(out).toMatchObject({ state: 'released', despite: 'It only shows in the old report.', heldBy: [bug.key] })
  })

  test('has its notes drafted from what was accepted', async () => {
    const [ana, tom] = [await here('ana'), await here('tom')]
    const release = await ana.does<Made>('POST', '/releases', { product: 'LEND', title: 'Told well' })
    const story = await tom.does<Made>('POST', '/stories', { product: 'LEND', title: 'See all loans at once', state: 'done' })
    await tom.does('POST', '/links', { type: 'ships in', from: story.id, to: release.id })
    await tom.does('POST', `/items/${story.id}/accept`, {})
    await tom.visits(`/p/LEND/releases/${release.key}`)
    await tom.button('Draft from what was accepted').click()
    await expect.poll(() => tom.asks<{ notes: string }>(`/releases/${release.id}`).then((r) => r.notes)).toBe('## What is new\n\n- See all loans at once')
  })

  test('is read by whoever has the link of the changelog, and by nobody without', async () => {
    const ana = await here('ana')
    const { token } = await ana.does<{ token: string }>('POST', '/changelogs', { product: 'LEND', title: 'New at Lendwell' })
    const stranger = await here()
    await stranger.page.goto(`/changelog/${token}`)
    await stranger.page.getByRole('heading', { name: 'New at Lendwell' }).waitFor()
    expect(await stranger.barriers()).toEqual([])
    await stranger.page.goto(`/changelog/${token.slice(0, -1)}0`)
    await stranger.sees('There is no changelog here')
  })
})

describe.each([
  ['light', {}],
  ['dark', { dark: true }],
])('nothing is in the way of anybody, in %s', (name, look) => {
  test.each([
    ['acceptance', '/p/LEND/acceptance'],
    ['changelog', '/p/LEND/changelog'],
    ['sessions', '/p/LEND/sessions'],
    ['repositories', '/settings/repositories?product=LEND'],
  ])('%s', async (what, path) => {
    const tom = await here('tom', look)
    await tom.visits(path)
    await tom.takesPicture(`accept-${what}-${name}`)
    expect(await tom.barriers()).toEqual([])
  })

  test('a release and an item with all there is', async () => {
    const tom = await here('tom', look)
    const { items } = await tom.asks<{ items: Made[] }>(`/records?product=LEND&q=${encodeURIComponent('type:release category:done sort:-releasedon')}&limit=1`)
    for (const path of [`/p/LEND/releases/${items[0]!.key}`, '/p/LEND/acceptance']) {
      await tom.visits(path)
      expect(await tom.barriers()).toEqual([])
    }
    const queue = await tom.asks<{ items: Made[] }>('/acceptance/queue?product=LEND&limit=1')
    await tom.visits(`/r/${queue.items[0]!.key}`)
    await tom.takesPicture(`accept-item-${name}`)
    expect(await tom.barriers()).toEqual([])
  })
})
