/** For tests: a real data layer over a small world in memory, and a place to render views in. */
import { act, render, type RenderResult } from '@testing-library/react'
import { type ReactNode, useCallback, useState } from 'react'
import { vi } from 'vitest'

import type { Request, Transport } from '@/data/client'
import { Data } from '@/data/data'
import { DataProvider } from '@/data/hooks'
import type { Link, Rec } from '@/data/types'
import { fieldsOfAll } from '@/record/fields/fields'
import { SelectionStore } from '@/record/list/selection'
import type { ViewProps } from '@/record/views/view'

// Whole views take their time in jsdom when the machine is busy.
vi.setConfig({ testTimeout: 30_000 })

export const PRODUCT = '01product0000000000000000p'
const ME = '01member00000000000000000m'

export const idFor = (name: string): string => `${name.toLowerCase()}z`.padEnd(26, '0').slice(0, 26)

export function record(key: string, kind: Rec['kind'], more: Partial<Rec> = {}): Rec {
  return { id: idFor(key.replace('-', '')), key, kind, title: key, state: 'planned', category: 'todo', owner: null, product: PRODUCT, rank: key, tags: [], version: 1, createdAt: '2026-01-01T00:00:00Z', createdBy: null, updatedAt: '2026-01-01T00:00:00Z', archivedAt: null, custom: {}, ...more }
}

export interface World {
  records: Rec[]
  links?: Link[]
  /** The ids that a query finds, in their order; undefined for one that cannot be answered. */
  find: (q: string, records: readonly Rec[]) => string[] | undefined
  /** What one may do, by decision; everything where it is left out. */
  may?: (decision: string) => 'act' | 'propose' | undefined
  /** Other answers. */
  answer?: (request: Request) => unknown
}

export interface Playing {
  data: Data
  /** What was written, in order. */
  sent: { method: string; path: string; body: unknown }[]
}

export async function play(world: World): Promise<Playing> {
  const sent: Playing['sent'] = []
  const data = new Data({ transport: transportOf(world, sent), source: () => ({ close: () => {} }) as never, store: () => ({ load: async () => [], save: async () => {}, put: async () => {}, drop: async () => {}, all: async () => [] }) as never })
  await data.session.load()
  return { data, sent }
}

function transportOf(world: World, sent: Playing['sent']): Transport {
  let version = 100
  const items = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const rec = world.records.find((r) => r.id === id || r.key === id)
      return rec ? [{ id: rec.id, record: rec, links: (world.links ?? []).filter((l) => l.from === rec.id || l.to === rec.id) }] : []
    })
  const read = (path: string): unknown => {
    const url = new URL(path, 'http://x')
    const q = url.searchParams.get('q') ?? ''
    const limit = Number(url.searchParams.get('limit') ?? 1e6)
    if (url.pathname === '/me') return meOf(world)
    if (url.pathname === '/members') return { items: [], next: null }
    if (url.pathname === '/fields') return []
    if (url.pathname === '/rights') return []
    if (url.pathname === '/records/ids') {
      const ids = world.find(q, world.records)
      return ids && { ids: ids.slice(0, limit), next: null, total: ids.length }
    }
    if (url.pathname === '/records/some') return { items: items(url.searchParams.get('ids')!.split(',')) }
    if (url.pathname === '/records') {
      const ids = world.find(q, world.records)
      return ids && { items: items(ids.slice(0, limit)), next: null, total: ids.length }
    }
    if (url.pathname === '/records/groups') return []
    const one = /^\/records\/([^/]+)$/.exec(url.pathname)
    return one ? items([one[1]!])[0]?.record : undefined
  }
  return async (request) => {
    const { method, path, body } = request
    const header = (name: string) => (name.toLowerCase() === 'content-type' ? 'application/json' : null)
    const own = world.answer?.(request)
    if (method !== 'GET') sent.push({ method, path, body })
    if (own !== undefined) return { status: 200, header, body: own }
    if (method === 'PATCH') {
      const id = path.split('/').at(-1)!
      const at = world.records.findIndex((r) => r.id === id)
      world.records[at] = { ...world.records[at]!, ...(body as object), version: ++version }
      return { status: 200, header, body: world.records[at] }
    }
    const found = method === 'GET' ? read(path) : {}
    return found === undefined ? { status: 404, header, body: { status: 404, kind: 'notfound', title: 'Not Found', detail: 'Nothing here.' } } : { status: 200, header, body: found }
  }
}

function meOf(world: World) {
  const may = new Proxy({}, { get: (_, decision) => (typeof decision === 'string' ? (world.may ? world.may(decision) : 'act') : undefined) })
  return {
    member: { id: ME, name: 'Ana', email: '', handle: 'ana', role: 'member', status: 'active', zone: 'Europe/Berlin', roles: [] },
    login: null,
    through: 'web',
    workspace: { id: 'w', slug: 'w', name: 'W', prefix: 'W', zone: 'Europe/Berlin' },
    workspaces: [],
    products: [{ id: PRODUCT, key: 'LEND', title: 'Lend', roles: [] }],
    abilities: { [PRODUCT]: may, workspace: may },
  }
}

/** jsdom lays nothing out: boxes get a size, so that rows are drawn. */
export function giveSizes(width = 1200, height = 800): void {
  vi.stubGlobal('ResizeObserver', class {
    observe() {}
    unobserve() {}
    disconnect() {}
  })
  for (const [name, value] of Object.entries({ offsetWidth: width, offsetHeight: height, clientWidth: width, clientHeight: height })) vi.spyOn(HTMLElement.prototype, name as 'offsetWidth', 'get').mockReturnValue(value)
}

export interface Shown extends RenderResult {
  opened: [string, string][]
  created: unknown[]
  selection: SelectionStore
  options: () => Record<string, string | undefined>
}

/** Renders a view as a screen would. */
export async function show(data: Data, View: React.ComponentType<ViewProps>, props: Partial<ViewProps> & Pick<ViewProps, 'q' | 'kinds'>, wrap: (node: ReactNode) => ReactNode = (n) => n): Promise<Shown> {
  const opened: [string, string][] = []
  const created: unknown[] = []
  const selection = new SelectionStore()
  const fields = fieldsOfAll(props.kinds)
  let now: Record<string, string | undefined> = {}
  function Screen() {
    const [options, set] = useState<Record<string, string | undefined>>(props.options ?? {})
    now = options
    const setOptions = useCallback((change: Record<string, string | undefined>) => set((o) => ({ ...o, ...change })), [])
    return <View product="LEND" fields={fields} selection={selection} open={(id, how) => opened.push([id, how])} create={(v) => created.push(v)} {...props} options={options} setOptions={setOptions} />
  }
  const result = await act(async () => render(<DataProvider data={data}>{wrap(<Screen />)}</DataProvider>))
  return Object.assign(result, { opened, created, selection, options: () => now })
}
