import { useMemo } from 'react'

import type { Data } from '@/data/data'
import { useData } from '@/data/hooks'
import type { Member } from '@/data/types'

import type { EditorProps } from './RichEditor'
import { put, type Item } from './suggest'

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

async function recordsFor(data: Data, query: string): Promise<Item[]> {
  const found = query ? await data.client.get<Hit[]>(`/search?q=${encodeURIComponent(query)}&limit=${most}`) : await recent(data)
  return found.map((r) => ({ id: r.id, kind: r.kind, label: r.title, hint: r.key, run: put(r.key) }))
}

const recent = async (data: Data): Promise<Hit[]> => (await data.client.get<{ items: Hit[] }>(`/records?q=sort:-updated&limit=${most}`)).items

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
