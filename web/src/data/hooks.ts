/**
 * The data layer as React sees it, and the only file here that knows React. A
 * component renders again only when what it reads has changed.
 */
import { createContext, createElement, useCallback, useContext, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react'

import type { Data } from './data'
import type { Status } from './lists'
import { rightToField, type Right } from './rights'
import { Problem, type Group, type Link, type ListSpec, type Me, type Member, type Person, type Proposal, type Rec, type State } from './types'
import type { Connection } from './feed'
import type { Op } from './queue'
import type { Told } from './mutate'

const Context = createContext<Data | undefined>(undefined)

export function DataProvider({ data, children }: { data: Data; children: ReactNode }): ReactNode {
  return createElement(Context.Provider, { value: data }, children)
}

export function useData(): Data {
  const data = useContext(Context)
  if (!data) throw new Error('no data layer above')
  return data
}

const never = (): (() => void) => () => {}

/** The person who is signed in. Without one it throws to the boundary, which shows the sign-in. */
export function useMe(): Me {
  const { session } = useData()
  const me = useSyncExternalStore(session.signal.on, () => (session.status === 'in' ? session.me : undefined))
  if (!me) throw new Problem(401, 'unauthenticated', session.error?.detail ?? '')
  return me
}

export function useSession(): { status: Data['session']['status']; error?: Problem } {
  const { session } = useData()
  const status = useSyncExternalStore(session.signal.on, () => session.status)
  return { status, error: session.error }
}

/** A record as one sees it, own changes included; read when it is missing. */
export function useRecord(ref: string | undefined): Rec | undefined {
  const data = useData()
  return useSyncExternalStore(
    useCallback(
      (fn: () => void) => {
        if (!ref) return never()
        const off = data.cache.on(ref, fn)
        if (!data.cache.get(ref)) wanted(data, ref)
        return off
      },
      [data, ref],
    ),
    () => (ref ? data.cache.get(ref) : undefined),
  )
}

const isId = (ref: string) => /^[0-9a-hjkmnp-tv-z]{26}$/.test(ref)

function wanted(data: Data, ref: string): void {
  if (isId(ref)) data.loader.want([ref])
  else data.loader.whole(ref)
}

export interface RecordState {
  record?: Rec
  status: 'loading' | 'ready' | 'missing' | 'refused' | 'error'
  error?: Problem
  retry: () => void
}

/** A whole record, its body included, and how it stands with it. */
export function useRecordState(ref: string | undefined): RecordState {
  const data = useData()
  const subscribe = useCallback(
    (fn: () => void) => {
      if (!ref) return never()
      const heard = () => {
        data.loader.whole(data.cache.idOf(ref) ?? ref)
        fn()
      }
      const off = data.cache.on(ref, heard)
      data.loader.whole(ref)
      return off
    },
    [data, ref],
  )
  const record = useSyncExternalStore(subscribe, () => (ref ? data.cache.get(ref) : undefined))
  const error = useSyncExternalStore(subscribe, () => (ref ? data.cache.problem(ref) : undefined))
  return useMemo(() => {
    const retry = () => ref && data.loader.retry(ref)
    if (error && (!record || error.status === 404)) return { status: why(error), error, retry }
    if (!record) return { status: 'loading', retry }
    return { record, status: record.body === undefined ? 'loading' : 'ready', retry }
  }, [data, ref, record, error])
}

function why(p: Problem): RecordState['status'] {
  if (p.status === 404) return 'missing'
  return p.status === 403 ? 'refused' : p.offline ? 'loading' : 'error'
}

/** The links of a record in both directions. */
export function useLinks(ref: string | undefined): readonly Link[] | undefined {
  const data = useData()
  return useSyncExternalStore(
    useCallback(
      (fn: () => void) => {
        if (!ref) return never()
        const off = data.cache.on(ref, fn)
        if (!data.cache.links(ref)) void data.loader.links(data.cache.idOf(ref) ?? ref)
        return off
      },
      [data, ref],
    ),
    () => (ref ? data.cache.links(ref) : undefined),
  )
}

export interface ListState {
  ids: readonly string[]
  status: Status
  error?: Problem
  total?: number
  more: boolean
  loadMore: () => void
  retry: () => void
}

const noIds: readonly string[] = []
const nothing = async () => {}

function useShown(sort: 'page' | 'order' | 'groups', spec: ListSpec | undefined) {
  const { lists } = useData()
  const { q, product, limit } = spec ?? {}
  const list = useMemo(() => (q === undefined ? undefined : lists.open(sort, { q, product, limit })), [lists, sort, q, product, limit])
  const shown = useSyncExternalStore(list?.on ?? never, () => list?.shown)
  return { list, shown }
}

/** A list of records by pages. Without a spec it is empty and waits. */
export function useList(spec: ListSpec | undefined): ListState {
  const { list, shown } = useShown('page', spec)
  return useMemo(
    () => ({
      ids: shown?.ids ?? noIds, status: shown?.status ?? 'loading', error: shown?.error, total: shown?.total, more: shown?.more ?? false,
      loadMore: list?.loadMore ?? nothing, retry: list?.retry ?? nothing,
    }),
    [list, shown],
  )
}

export interface OrderState {
  ids: readonly string[]
  complete: boolean
  status: Status
  error?: Problem
  retry: () => void
}

/** All ids of a list in their order, for views that know their length. */
export function useOrder(spec: ListSpec | undefined): OrderState {
  const { list, shown } = useShown('order', spec)
  return useMemo(
    () => ({ ids: shown?.ids ?? noIds, complete: shown?.complete ?? false, status: shown?.status ?? 'loading', error: shown?.error, retry: list?.retry ?? nothing }),
    [list, shown],
  )
}

/** Sees that the records of the rows in sight are there. */
export function useRows(ids: readonly string[]): void {
  const data = useData()
  useSyncExternalStore(
    useCallback(
      () => {
        data.loader.want(ids)
        return never()
      },
      [data, ids],
    ),
    () => 0,
  )
}

export interface GroupsState {
  groups: Group[] | undefined
  status: Status
  error?: Problem
  retry: () => void
}

/** How many records each group of a query has. */
export function useGroups(spec: ListSpec | undefined): GroupsState {
  const { list, shown } = useShown('groups', spec)
  return useMemo(
    () => ({ groups: shown?.groups, status: shown?.status ?? 'loading', error: shown?.error, retry: list?.retry ?? nothing }),
    [list, shown],
  )
}

export interface AskState<T> {
  value?: T
  status: Status
  error?: Problem
  /** Over when an answer is there that was asked for after the call. */
  retry: () => Promise<void>
}

/** Anything else that can be read; read again when the feed brings something of the kinds in `on`. */
export function useAsk<T>(path: string | undefined, on?: string[], pages = 1): AskState<T> {
  const { asks } = useData()
  const kinds = on?.join()
  const ask = useMemo(() => (path === undefined ? undefined : asks.open<T>(path, kinds?.split(','), pages)), [asks, path, kinds, pages])
  const shown = useSyncExternalStore(ask?.on ?? never, () => ask?.shown)
  return useMemo(() => ({ ...(shown ?? { status: 'loading' as const }), retry: ask?.retry ?? nothing }), [ask, shown])
}

/** A question whose answer stays the same value as long as it says the same: what was made of it holds, and nothing is drawn anew. Not where a view drops its drafts when an answer is there. */
export function useSteady<T>(path: string | undefined, on?: string[]): AskState<T> {
  const asked = useAsk<T>(path, on)
  const [held, hold] = useState({ told: asked.value, value: asked.value })
  const value = held.told === asked.value || (held.value !== undefined && JSON.stringify(held.value) === JSON.stringify(asked.value)) ? held.value : asked.value
  if (held.told !== asked.value) hold({ told: asked.value, value })
  return useMemo(() => ({ ...asked, value }) as AskState<T>, [asked, value])
}

/** Pages beyond which even those who want all are told that there is more. */
const allPages = 50

export interface PagesState<T> extends Omit<AskState<never>, 'value'> {
  items: readonly T[] | undefined
  /** There is more than is shown. */
  more: boolean
}

/** What comes in pages, read as one list: all of it, or so many pages. */
export function usePages<T>(path: string | undefined, on?: string[], pages = allPages): PagesState<T> {
  const { value, status, error, retry } = useAsk<{ items: T[]; next: string | null }>(path, on, pages)
  return useMemo(() => ({ items: value?.items, more: Boolean(value?.next), status, error, retry }), [value, status, error, retry])
}

export function useMember(id: string | null | undefined): Member | undefined {
  const { session } = useData()
  return useSyncExternalStore(session.signal.on, () => session.member(id))
}

export function useMembers(): readonly Member[] {
  const { session } = useData()
  return useSyncExternalStore(session.signal.on, () => session.members)
}

export function useCustomFields(): Data['session']['fields'] {
  const { session } = useData()
  return useSyncExternalStore(session.signal.on, () => session.fields)
}

/** The states of a kind in a product, the team's own where it has them. */
export function useWorkflow(product: string | null | undefined, kind: string): readonly State[] {
  const { session } = useData()
  return useSyncExternalStore(session.signal.on, () => session.workflow(product, kind))
}

/** Whether the states of a product's kinds are known yet. */
export function useKnowsWorkflow(product: string | null | undefined): boolean {
  const { session } = useData()
  return useSyncExternalStore(session.signal.on, () => session.knowsWorkflow(product))
}

export function useConnection(): Connection {
  const data = useData()
  return useSyncExternalStore(
    useCallback((fn: () => void) => both(data.feed.signal.on(fn), data.client.reach.on(fn)), [data]),
    () => (data.client.reachable ? data.feed.connection : 'offline'),
  )
}

const both = (a: () => void, b: () => void) => () => {
  a()
  b()
}

/** How many changes wait or are under way. */
export function usePending(): number {
  const { changes } = useData()
  return useSyncExternalStore(changes.signal.on, () => changes.pending)
}

/** Changes that could not be done any more. */
export function useStuck(): readonly Op[] {
  const { changes } = useData()
  return useSyncExternalStore(changes.signal.on, () => changes.stuck)
}

/** The last thing that the person should be told of. */
export function useTold(): Told | undefined {
  const data = useData()
  return useSyncExternalStore(data.told.on, () => data.lastTold)
}

/** Who else is at a place, a record's id or the name of a screen; says that one is there oneself. */
export function usePresence(at: string): readonly Person[] {
  const { presence } = useData()
  return useSyncExternalStore(
    useCallback((fn: () => void) => both(presence.signals.on(at, fn), presence.enter(at)), [presence, at]),
    () => presence.at(at),
  )
}

const noProposals: Proposal[] = []

/** The open proposals about a record. */
export function useProposals(recordId: string | undefined): Proposal[] {
  const product = useRecord(recordId)?.product
  const path = recordId ? `/proposals?state=open&limit=200${product ? `&product=${product}` : ''}` : undefined
  const { items } = usePages<Proposal>(path, ['proposal'])
  return useMemo(() => {
    const mine = items?.filter((p) => p.record === recordId || p.preview.some((x) => x.record === recordId)) ?? []
    return mine.length > 0 ? mine : noProposals
  }, [items, recordId])
}

/** What one may do about a field of a record, for a state about a move to one. */
export function useRight(record: Rec | undefined, field: string, to?: unknown): Right {
  const data = useData()
  const text = useSyncExternalStore(data.session.signal.on, () => JSON.stringify(rightToField(data, record, field, to)))
  return useMemo(() => JSON.parse(text) as Right, [text])
}
