import { afterEach, describe, expect, test, vi } from 'vitest'

import { check, run, Stopped } from './send'

const job = { format: 'trello' as const, product: 'TD', make: 'Test Drive', files: [new File(['{}'], 'board.json')], mapping: { kinds: { Card: 'task' } } }
const report = { source: 'trello', created: { records: 3 } }

/** An answer that comes in pieces. */
function pieces(...parts: string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(c) {
      for (const p of parts) c.enqueue(new TextEncoder().encode(p))
      c.close()
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'application/x-ndjson' } })
}

const answers = (r: Response | (() => Response)) => vi.stubGlobal('fetch', vi.fn(async () => (typeof r === 'function' ? r() : r)))
afterEach(() => vi.unstubAllGlobals())

test('a check sends the files and the mapping, and changes nothing', async () => {
  answers(Response.json(report))
  expect(await check(job)).toEqual(report)
  const [path, sent] = vi.mocked(fetch).mock.calls[0]!
  expect(path).toBe('/api/v1/imports?format=trello&product=TD&createProduct=true&title=Test+Drive&dryRun=true')
  const body = sent!.body as FormData
  expect((body.get('file') as File).name).toBe('board.json')
  expect(body.has('mapping')).toBe(true)
})

describe('a run', () => {
  test('tells how far it is, however the lines are cut', async () => {
    answers(pieces('{"stage":"items","done":100,"to', 'tal":122}\n{"stage":"items","done":122,"total":122}\n', `{"report":${JSON.stringify(report)}}`))
    const told: string[] = []
    expect(await run(job, (p) => told.push(`${p.stage} ${p.done}/${p.total}`))).toEqual(report)
    expect(told).toEqual(['items 100/122', 'items 122/122'])
  })

  test('that stops on its way says why, and what had gone in', async () => {
    answers(pieces(`{"report":${JSON.stringify(report)},"problem":{"kind":"unavailable","detail":"Run it again to go on."}}\n`))
    const e = await run(job, () => undefined).catch((x: unknown) => x)
    expect(e).toBeInstanceOf(Stopped)
    expect(e).toMatchObject({ detail: 'Run it again to go on.', kind: 'unavailable', report })
  })

  test('whose connection breaks off is not taken for done', async () => {
    answers(pieces('{"stage":"items","done":100,"total":122}\n'))
    await expect(run(job, () => undefined)).rejects.toMatchObject({ kind: 'offline' })
  })
})

test('what the server refuses keeps its words and its fields', async () => {
  answers(() => Response.json({ kind: 'invalid', detail: 'The input is not valid.', fields: [{ field: 'product', message: 'is taken' }] }, { status: 400 }))
  await expect(check(job)).rejects.toMatchObject({ status: 400, detail: 'The input is not valid.', fields: [{ field: 'product', message: 'is taken' }] })
  answers(() => new Response('<html>', { status: 502 }))
  await expect(check(job)).rejects.toMatchObject({ status: 502 })
})

test('a server that cannot be reached is said as such', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('fetch failed')))
  await expect(check(job)).rejects.toMatchObject({ kind: 'offline' })
})
