import { useMemo } from 'react'

import { useData, useLinks, useList } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { useRecords } from '@/record/screen/records'

import { scopeQuery, shipped } from './scope'

export interface Scope {
  features: readonly Rec[]
  items: readonly Rec[]
  /** The items that ship in it themselves. */
  direct: readonly string[]
  /** The work that delivers each feature. */
  of: ReadonlyMap<string, ReadonlySet<string>>
  ready: boolean
}

/** What a release contains, live. */
export function useScope(release: Rec): Scope {
  const { cache } = useData()
  const product = release.product ?? undefined
  const links = useLinks(release.id)
  const { features: ids, items: direct } = useMemo(() => shipped(links, release.id), [links, release.id])
  const features = useRecords(ids)
  const q = links && features.length === ids.length ? scopeQuery(release.key, features.map((f) => f.key)) : undefined
  const list = useList(q === undefined ? undefined : { q, product, limit: 200 })
  const items = useRecords(list.ids)
  return useMemo(() => {
    const of = new Map(ids.map((f) => [f, new Set<string>()]))
    // Each item comes with its links, so that no feature need be asked for its own.
    for (const i of items) for (const l of cache.links(i.id) ?? []) if (l.type === 'delivers' && l.from === i.id) of.get(l.to)?.add(i.id)
    return { features, items, direct, of, ready: list.status === 'ready' }
  }, [cache, features, ids, items, direct, list.status])
}
