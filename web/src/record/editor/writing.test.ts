// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { keepDraft, readDraft } from './drafts'
import { Writing, type Sent } from './writing'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => void vi.useRealTimers())

function writing(o: { auto?: boolean; server?: { text: string }; answer?: () => Promise<Sent> } = {}) {
  const server = o.server ?? { text: 'old' }
  const sent: string[] = []
  const w = new Writing({
    key: 'k',
    now: () => server.text,
    auto: o.auto ?? true,
    rest: 1500,
    send: async (text) => {
      sent.push(text)
      const answer = (await o.answer?.()) ?? 'saved'
      if (answer === 'saved') server.text = text
      return answer
    },
  })
  return { w, sent, server }
}

test('it is sent after a rest, once, and kept until then', async () => {
  const { w, sent } = writing()
  w.type('a')
  await vi.advanceTimersByTimeAsync(1400)
  w.type('ab')
  await vi.advanceTimersByTimeAsync(1400)
  expect(sent).toEqual([])
  expect(readDraft('k')).toEqual({ text: 'ab', base: 'old' })
  await vi.advanceTimersByTimeAsync(200)
  expect(sent).toEqual(['ab'])
  expect(w.shown.status).toBe('saved')
  expect(readDraft('k')).toBeUndefined()
})

test('leaving sends at once, and nothing where nothing changed', async () => {
  const { w, sent } = writing()
  expect(await w.flush()).toBe(true)
  w.type('new')
  expect(await w.flush()).toBe(true)
  await vi.advanceTimersByTimeAsync(5000)
  expect(sent).toEqual(['new'])
})

test('what is typed while it is sent is sent after it', async () => {
  let release: (() => void)[] = []
  const { w, sent, server } = writing({ answer: () => new Promise((r) => release.push(() => r('saved'))) })
  w.type('one')
  void w.flush()
  w.type('one two')
  const done = w.flush()
  expect(sent).toEqual(['one'])
  release.shift()!()
  await vi.advanceTimersByTimeAsync(0)
  expect(readDraft('k')?.text).toBe('one two')
  release.shift()!()
  expect(await done).toBe(true)
  expect(server.text).toBe('one two')
  expect(readDraft('k')).toBeUndefined()
})

test('refused, the text stays on the screen and in the browser, and can be sent again', async () => {
  let no = true
  const { w } = writing({ answer: async () => (no ? { refused: 'Not now.' } : 'saved') })
  w.type('mine')
  expect(await w.flush()).toBe(false)
  expect(w.shown).toMatchObject({ text: 'mine', status: 'refused', why: 'Not now.' })
  expect(readDraft('k')?.text).toBe('mine')
  no = false
  expect(await w.flush()).toBe(true)
})

test('somebody else changed it: nothing is sent over it until one has chosen', async () => {
  const { w, sent, server } = writing()
  w.type('mine')
  server.text = 'theirs'
  await vi.advanceTimersByTimeAsync(2000)
  expect(sent).toEqual([])
  expect(w.shown.status).toBe('moved')
  w.type('mine, more')
  expect(w.shown.status).toBe('moved')
  expect(await w.keepMine()).toBe(true)
  expect(server.text).toBe('mine, more')

  server.text = 'theirs again'
  w.type('x')
  await w.flush()
  w.takeTheirs()
  expect(w.shown).toMatchObject({ text: 'theirs again', status: 'still' })
  expect(readDraft('k')).toBeUndefined()
})

test('one who proposes sends on a word only, and the record stays as it is', async () => {
  const { w, sent, server } = writing({ auto: false, answer: async () => 'proposed' })
  w.type('idea')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(sent).toEqual([])
  expect(await w.flush()).toBe(true)
  expect(sent).toEqual(['idea'])
  expect(server.text).toBe('old')
  expect(w.shown.status).toBe('proposed')
})

test('what was kept from before is there again, and what moved meanwhile is known', async () => {
  keepDraft('k', { text: 'kept', base: 'old' })
  const again = writing().w
  expect(again.shown).toMatchObject({ text: 'kept', recovered: true })
  expect(again.moved).toBe(false)
  const later = writing({ server: { text: 'newer' } }).w
  expect(later.moved).toBe(true)
  keepDraft('k', { text: 'same', base: 'x' })
  expect(writing({ server: { text: 'same' } }).w.shown.recovered).toBe(false)
})
