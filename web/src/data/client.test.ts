// @vitest-environment node
import { expect, test, vi } from 'vitest'

import { address, Client, overHttp, type Request, type Response } from './client'
import type { Problem } from './types'

const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Response => ({ status, body, header: (n) => headers[n] ?? null })
const caught = (p: Promise<unknown>) => p.then(() => undefined, (e: unknown) => e as Problem)

test('the same question asked twice at once is asked once', async () => {
  const transport = vi.fn(async () => reply(200, { n: 1 }))
  const c = new Client(transport)
  expect(await Promise.all([c.get('/a'), c.get('/a'), c.get('/b')])).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }])
  expect(transport).toHaveBeenCalledTimes(2)
  await c.get('/a')
  expect(transport).toHaveBeenCalledTimes(3)
})

test('a question that can be called off is asked by itself', async () => {
  const stop = new AbortController()
  const c = new Client((r) => new Promise((_, no) => r.signal?.addEventListener('abort', () => no(new DOMException('off', 'AbortError')))))
  const p = c.get('/a', stop.signal)
  stop.abort()
  expect((await caught(p))?.name).toBe('AbortError')
  expect(c.reachable).toBe(true)
})

test('failures are problems, with what is wrong with which field', async () => {
  const c = new Client(async () => reply(400, { kind: 'invalid', detail: 'Not valid.', fields: [{ field: 'title', message: 'is empty' }] }))
  expect(await caught(c.get('/a'))).toMatchObject({ status: 400, kind: 'invalid', detail: 'Not valid.', fields: [{ field: 'title', message: 'is empty' }], offline: false })
})

test('an answer that is no problem document is one all the same', async () => {
  expect(await caught(new Client(async () => reply(500, '<html>')).get('/a'))).toMatchObject({ status: 500, kind: 'internal' })
})

test('out of reach: the network, or a gateway that finds nobody behind it', async () => {
  let answer: () => Promise<Response> = () => Promise.reject(new TypeError('fetch failed'))
  const c = new Client(() => answer())
  const told = vi.fn()
  c.reach.on(() => told(c.reachable))
  expect((await caught(c.get('/a')))?.offline).toBe(true)
  expect((await caught(c.get('/a')))?.offline).toBe(true)
  answer = async () => reply(200, {})
  await c.get('/a')
  answer = async () => reply(502, 'Bad Gateway')
  expect((await caught(c.get('/a')))?.offline).toBe(true)
  expect(told.mock.calls).toEqual([[false], [true], [false]])
})

test('the end of a session is told, but not when signing in fails', async () => {
  const c = new Client(async () => reply(401, { kind: 'unauthenticated', detail: 'Sign in.' }))
  const ended = vi.fn()
  c.ended.on(ended)
  await caught(c.send('POST', '/sessions', {}))
  expect(ended).not.toHaveBeenCalled()
  await caught(c.get('/me'))
  expect(ended).toHaveBeenCalledTimes(1)
})

test('what goes with a change is in its headers, and its number comes back', async () => {
  const sent: Request[] = []
  const c = new Client(async (r) => (sent.push(r), reply(200, {}, { 'Throughline-Request': 'r1' })))
  expect((await c.send('PATCH', '/x', { a: 1 }, { once: 'k', match: 7, reason: 'für\nuns', propose: true })).request).toBe('r1')
  expect(sent[0]!.headers).toMatchObject({ 'Idempotency-Key': 'k', 'If-Match': '"7"', 'Throughline-Propose': 'true' })
  const bytes = Uint8Array.from(sent[0]!.headers['Throughline-Reason']!, (ch) => ch.charCodeAt(0))
  expect(new TextDecoder().decode(bytes)).toBe('für uns')
})

test('a repeated answer has no number, because it belongs to another call', async () => {
  const c = new Client(async () => reply(200, {}, { 'Throughline-Request': 'r2', 'Idempotency-Replayed': 'true' }))
  expect((await c.send('PATCH', '/x')).request).toBe('')
})

test('over HTTP, JSON goes as JSON and files as they are', async () => {
  const calls: RequestInit[] = []
  vi.stubGlobal('fetch', vi.fn(async (_: string, init: RequestInit) => (calls.push(init), new globalThis.Response('{"a":1}', { headers: { 'Content-Type': 'application/json' } }))))
  expect((await overHttp({ method: 'POST', path: '/x', body: { b: 2 }, headers: {} })).body).toEqual({ a: 1 })
  await overHttp({ method: 'POST', path: '/x', body: new Blob(['x']), headers: {} })
  await overHttp({ method: 'GET', path: '/x', headers: {} })
  expect(calls.map((c) => [c.body instanceof Blob ? 'blob' : c.body, (c.headers as Record<string, string>)['Content-Type']])).toEqual([['{"b":2}', 'application/json'], ['blob', undefined], [undefined, undefined]])
  vi.unstubAllGlobals()
})

test('addresses carry what is set', () => {
  expect(address('/records', { q: 'type:story "a b"', product: undefined, full: true, total: false, limit: 5 })).toBe('/records?q=type%3Astory+%22a+b%22&full=true&limit=5')
  expect(address('/records', {})).toBe('/records')
})
