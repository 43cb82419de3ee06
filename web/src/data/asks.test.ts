// @vitest-environment node
import { expect, test } from 'vitest'

import { Asks } from './asks'
import type { Client } from './client'
import { Signal } from './signal'
import { HandClock, settled } from './testing'

test('an answer in pages is read as one, and more of it is shown beside what was there', async () => {
  const asked: string[] = []
  const get = async (path: string) => {
    asked.push(path)
    const at = Number(/cursor=(\d+)/.exec(path)?.[1] ?? 0)
    return { items: [at], next: at < 3 ? String(at + 1) : null }
  }
  const asks = new Asks({ reachable: true, reach: new Signal(), get } as unknown as Client, new HandClock())
  const two = asks.open<{ items: number[]; next: string | null }>('/x?limit=1', [], 2)
  expect(await two.value()).toEqual({ items: [0, 1], next: '2' })
  const three = asks.open<{ items: number[]; next: string | null }>('/x?limit=1', [], 3)
  expect(three.shown.value).toEqual({ items: [0, 1], next: '2' })
  three.on(() => undefined)
  await settled()
  expect(three.shown.value).toEqual({ items: [0, 1, 2], next: '3' })
  expect(await asks.open('/x?limit=1', [], 50).value()).toEqual({ items: [0, 1, 2, 3], next: null })
  expect(asked.filter((a) => a.includes('cursor=3'))).toHaveLength(1)
})

/** A client whose answers come when the test says so. */
function slow() {
  const waiting: ((value: string) => void)[] = []
  const client = { reachable: true, reach: new Signal(), get: () => new Promise((done) => waiting.push(done)) } as unknown as Client
  const answer = async (value: string) => {
    waiting.shift()!(value)
    await settled()
  }
  return { waiting, answer, asks: new Asks(client, new HandClock()) }
}

test('asked again, it is over when an answer is there that was asked for after it', async () => {
  const { waiting, answer, asks } = slow()
  const ask = asks.open<string>('/x')
  ask.on(() => undefined)
  let over = false
  void ask.retry().then(() => (over = true))
  await answer('from before')
  expect(ask.shown.value).toBe('from before')
  expect(over).toBe(false)
  expect(waiting).toHaveLength(1)
  await answer('from after')
  expect(ask.shown.value).toBe('from after')
  expect(over).toBe(true)
})

test('two who ask again at once wait for the one answer that is asked for after both', async () => {
  const { waiting, answer, asks } = slow()
  const ask = asks.open<string>('/x')
  ask.on(() => undefined)
  const over: string[] = []
  void ask.retry().then(() => over.push('first'))
  void ask.retry().then(() => over.push('second'))
  await answer('from before')
  expect(over).toEqual([])
  expect(waiting).toHaveLength(1)
  await answer('from after')
  expect(over.toSorted()).toEqual(['first', 'second'])
  expect(waiting).toHaveLength(0)
})

test('whoever wants the value while it is asked for gets that one', async () => {
  const { waiting, answer, asks } = slow()
  const ask = asks.open<string>('/x')
  ask.on(() => undefined)
  const got = ask.value()
  await answer('one')
  expect(await got).toBe('one')
  expect(waiting).toHaveLength(0)
})

test('what is touched while it is asked is asked once more', async () => {
  const { waiting, answer, asks } = slow()
  const ask = asks.open<string>('/x', ['story'])
  ask.on(() => undefined)
  asks.touchAll()
  await answer('one')
  expect(waiting).toHaveLength(0)
  await (asks.clock as HandClock).run(100)
  await answer('two')
  expect(ask.shown.value).toBe('two')
  expect(waiting).toHaveLength(0)
})
