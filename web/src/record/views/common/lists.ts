import { useMemo, useSyncExternalStore } from 'react'

import type { Asked } from '@/data/asks'
import type { Data } from '@/data/data'
import { useData, useRows } from '@/data/hooks'
import type { Shown } from '@/data/lists'
import type { Link, ListSpec, Rec } from '@/data/types'

interface Store<T> {
  on: (fn: () => void) => () => void
  read: () => T
}

/** Several things at once, as one that changes when one of them does. */
function together<T>(parts: readonly { on: (fn: () => void) => () => void; read: () => T }[]): Store<readonly T[]> {
  let last: readonly T[] = []
  return {
    on: (fn) => {
      const offs = parts.map((p) => p.on(fn))
      return () => offs.forEach((off) => off())
    },
    read: () => {
      if (last.length === parts.length && parts.every((p, i) => p.read() === last[i])) return last
      return (last = parts.map((p) => p.read()))
    },
  }
}

const recsOf = (data: Data, ids: readonly string[]): Store<readonly (Rec | undefined)[]> =>
  together(ids.map((id) => ({ on: (fn: () => void) => data.cache.on(id, fn), read: () => data.cache.get(id) })))

/** Several records, for what is computed from all of them. They are asked for where they are not there. */
export function useRecs(ids: readonly string[]): readonly (Rec | undefined)[] {
  const data = useData()
  useRows(ids)
  const store = useMemo(() => recsOf(data, ids), [data, ids])
  return useSyncExternalStore(store.on, store.read)
}

const linksOf = (data: Data, ids: readonly string[]): Store<readonly (readonly Link[] | undefined)[]> =>
  together(ids.map((id) => ({ on: (fn: () => void) => data.cache.on(id, fn), read: () => data.cache.links(id) })))

/** The links of several records, as far as they are held. */
export function useLinksOf(ids: readonly string[]): readonly (readonly Link[] | undefined)[] {
  const data = useData()
  const store = useMemo(() => linksOf(data, ids), [data, ids])
  return useSyncExternalStore(store.on, store.read)
}

const answersOf = <T,>(data: Data, paths: readonly string[], on: readonly string[]): Store<readonly Asked<T>[]> =>
  together(
    paths.map((path) => {
      const ask = data.asks.open<T>(path, [...on])
      return { on: ask.on, read: () => ask.shown }
    }),
  )

/** Several answers that are no lists, of which there may be more or fewer the next time. */
export function useAnswers<T>(paths: readonly string[], on: readonly string[]): readonly Asked<T>[] {
  const data = useData()
  const [key, kinds] = [paths.join('\n'), on.join()]
  const store = useMemo(() => answersOf<T>(data, key === '' ? [] : key.split('\n'), kinds.split(',')), [data, key, kinds])
  return useSyncExternalStore(store.on, store.read)
}

const shownOf = (data: Data, specs: readonly ListSpec[]): Store<readonly Shown[]> =>
  together(
    specs.map((spec) => {
      const list = data.lists.open('order', spec)
      return { on: list.on, read: () => list.shown }
    }),
  )

/** The orders of several lists, of which there may be more or fewer the next time. */
export function useOrders(specs: readonly ListSpec[]): readonly Shown[] {
  const data = useData()
  const key = JSON.stringify(specs)
  const store = useMemo(() => shownOf(data, JSON.parse(key) as ListSpec[]), [data, key])
  return useSyncExternalStore(store.on, store.read)
}

export function retryAll(data: Data, specs: readonly ListSpec[]): void {
  for (const spec of specs) data.lists.open('order', spec).retry()
}
