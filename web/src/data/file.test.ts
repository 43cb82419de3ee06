import { afterEach, expect, it, vi } from 'vitest'

import { fetchFile, nameIn } from './file'
import { Problem } from './types'

afterEach(() => vi.unstubAllGlobals())

const answers = (answer: Response | Error) => vi.stubGlobal('fetch', () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)))

it.each([
  ['attachment; filename="risks.csv"', 'risks.csv'],
  ['attachment; filename=roadmap.pdf', 'roadmap.pdf'],
  [String.raw`attachment; filename="a \"b\".pdf"`, 'a "b".pdf'],
  [`attachment; filename*=utf-8''F%C3%BCr%20alle.pdf`, 'Für alle.pdf'],
  [`attachment; filename="F_r alle.pdf"; filename*=UTF-8''F%C3%BCr%20alle.pdf`, 'Für alle.pdf'],
  ['inline', undefined],
  [null, undefined],
])('reads the name in %s', (header, name) => {
  expect(nameIn(header)).toBe(name)
})

it('gives the file with its name, or that of its address', async () => {
  answers(new Response('a,b', { headers: { 'Content-Disposition': 'attachment; filename="risks.csv"' } }))
  const { name, blob } = await fetchFile('/risks.csv?days=30')
  expect([name, blob.size]).toEqual(['risks.csv', 3])
  answers(new Response('a,b'))
  expect((await fetchFile('/some/records.csv?q=a/b')).name).toBe('records.csv')
})

it('says why there is none', async () => {
  answers(Response.json({ kind: 'invalid', detail: 'Leave the query out.', fields: [{ field: 'q', message: 'must be shorter' }] }, { status: 400 }))
  await expect(fetchFile('/roadmap/file')).rejects.toMatchObject({ status: 400, kind: 'invalid', detail: 'Leave the query out.', fields: [{ field: 'q' }] })
  answers(new Response('<html>', { status: 500 }))
  await expect(fetchFile('/roadmap/file')).rejects.toMatchObject({ status: 500, kind: 'internal' })
  answers(new TypeError('Failed to fetch'))
  const gone = await fetchFile('/roadmap/file').catch((e: unknown) => e)
  expect(gone).toBeInstanceOf(Problem)
  expect(gone).toMatchObject({ status: 0, kind: 'offline' })
})
