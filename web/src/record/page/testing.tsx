/** For tests of the page's parts: a data layer over answers that the test gives, and a router around them. */
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { vi } from 'vitest'

import type { Request, Response } from '@/data/client'
import { Data } from '@/data/data'
import { DataProvider } from '@/data/hooks'
import { MemoryStore } from '@/data/queue'
import type { Me, Member, Rec } from '@/data/types'

export type Answer = { status: number; body: unknown }
/** Answers a call; undefined goes on to what every test has. */
export type Answers = (method: string, path: string, body: unknown) => Answer | undefined

const product = '01product00000000000000000'

export const person = (id: string, name: string, roles: string[] = []): Member => ({ id, name, email: `${id}@x.example`, handle: id, role: 'member', status: 'active', zone: '', roles: roles.map((role) => ({ product, role })) })

export const tom = person('tom', 'Tom Okafor', ['product owner'])
export const ana = person('ana', 'Ana Ribeiro', ['product manager'])

export const me = (abilities: Record<string, 'act' | 'propose'>, who: Member = tom): Me => ({
  member: who,
  login: null,
  through: 'web',
  workspace: { id: 'w', slug: 'w', name: 'W', prefix: 'W', zone: 'Europe/Berlin' },
  workspaces: [],
  products: [{ id: product, key: 'LEND', title: 'Lendwell', roles: who.roles.map((r) => r.role) }],
  abilities: { [product]: abilities, workspace: abilities },
})

export const story = (more: Partial<Rec> = {}): Rec => ({
  id: '01stry00000000000000000001', key: 'LEND-1', kind: 'story', title: 'A story', state: 'ready', category: 'todo', owner: null, product, rank: 'a', tags: [], version: 1,
  createdAt: '2026-10-07T11:00:00Z', createdBy: 'tom', updatedAt: '2026-11-20T11:00:00Z', archivedAt: null, custom: {}, body: '', asA: '', iWant: '', soThat: '', criteria: [], estimate: null, sprint: null, priority: '', dueOn: null, parent: null, doneAt: null,
  ...more,
})

export interface World {
  data: Data
  view: RenderResult
  /** Calls that change something, in their order. */
  calls: { method: string; path: string; body: unknown }[]
}

interface Given {
  abilities?: Record<string, 'act' | 'propose'>
  who?: Member
  records?: Rec[]
  rights?: unknown
  answers?: Answers
}

// A machine that has much else to do takes its time to draw a dialog.
vi.setConfig({ testTimeout: 20_000 })
// Not there without a browser.
window.scrollTo = () => undefined

/** Renders a part for somebody with these rights, over these records. */
export async function show(part: ReactNode, { abilities = {}, who, records = [], rights = [], answers }: Given = {}): Promise<World> {
  const calls: World['calls'] = []
  const held = new Map(records.map((r) => [r.id, r]))
  const usual = (method: string, path: string, body: unknown): Answer => {
    const rec = [...held.values()].find((r) => path.startsWith(`/records/${r.id}`) || path === `/records/${r.key}`)
    if (path === '/me') return { status: 200, body: me(abilities, who) }
    if (path.startsWith('/members')) return { status: 200, body: { items: [tom, ana], next: null } }
    if (path.startsWith('/rights')) return { status: 200, body: rights }
    if (path.startsWith('/fields') || path.startsWith('/workflows')) return { status: 200, body: [] }
    if (path.startsWith('/records/some')) return { status: 200, body: { items: [] } }
    if (rec && method === 'PATCH') {
      const next = { ...rec, ...(body as object), version: rec.version + 1 } as Rec
      held.set(rec.id, next)
      return { status: 200, body: next }
    }
    if (rec && /^\/records\/[^/?]+$/.test(path)) return { status: 200, body: rec }
    if (rec) return { status: 200, body: /comments|history/.test(path) ? { items: [], next: null } : [] }
    return { status: 404, body: { kind: 'notfound', detail: `no answer for ${method} ${path}` } }
  }
  const transport = async ({ method, path, body }: Request): Promise<Response> => {
    if (method !== 'GET') calls.push({ method, path, body })
    const { status, body: said } = answers?.(method, path, body) ?? usual(method, path, body)
    return { status, header: () => null, body: structuredClone(said) }
  }
  const data = new Data({ transport, source: () => ({ close: () => undefined }), store: () => new MemoryStore() })
  await data.start()
  for (const r of records) data.cache.put(r, true)
  const root = createRootRoute({ component: () => <DataProvider data={data}>{part}</DataProvider> })
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ['/'] }) })
  await router.load()
  const view = render(<RouterProvider router={router as never} />)
  await act(async () => undefined)
  return { data, view, calls }
}
