import { useMemo } from 'react'

import type { Data } from '@/data/data'
import { useData } from '@/data/hooks'
import type { Member } from '@/data/types'

import type { EditorProps } from './RichEditor'
import { put, type Item } from './item'

interface Hit {
  id: string
  key: string
  kind: string
  title: string
}

const most = 8

/** People whose name or handle begins with what was typed, a word of the name included. */
export function peopleFor(members: readonly Member[], query: string): Item[] {
  const words = query.toLowerCase()
  return members
    .filter((p) => p.handle && p.status !== 'deactivated')
    .filter((p) => p.handle.startsWith(words) || p.name.toLowerCase().split(/\s+/).some((w) => w.startsWith(words)))
    .slice(0, most)
    .map((p) => ({ id: p.id, person: p.id, label: p.name, hint: `@${p.handle}`, run: put(`@${p.handle}`) }))
}

interface Page {
  items: Hit[]
}

/** By the beginning of a key the nearest first, by words the best; a verdict is nothing one speaks of. */
export async function recordsFor(data: Pick<Data, 'client'>, query: string): Promise<Item[]> {
  const list = async (q: string, limit: number) => (await data.client.get<Page>(`/records?${new URLSearchParams({ q, limit: String(limit) })}`)).items
  const key = /^[a-z][a-z0-9]{1,9}-\d+$/i.test(query) ? query.toUpperCase() : undefined
  const found = key ? (await Promise.all([list(`key:${key}`, 1), list(`key:${key}*`, most)])).flat() : query ? await data.client.get<Hit[]>(`/search?${new URLSearchParams({ q: query, limit: String(most * 2) })}`) : await list('sort:-updated', most * 2)
  return found
    .filter((r, i) => r.kind !== 'verdict' && found.findIndex((x) => x.id === r.id) === i)
    .slice(0, most)
    .map((r) => ({ id: r.id, kind: r.kind, label: r.title, hint: r.key, run: put(r.key) }))
}

/** What an editor completes with, and what it knows of keys and people. */
export function useSources(): Pick<EditorProps, 'people' | 'records' | 'titleOf' | 'isPerson'> {
  const data = useData()
  return useMemo(
    () => ({
      people: (q) => peopleFor(data.session.members, q),
      records: (q) => recordsFor(data, q).catch(() => []),
      titleOf: (key) => data.cache.get(key)?.title,
      isPerson: (handle) => data.session.members.some((p) => p.handle === handle),
    }),
    [data],
  )
}
