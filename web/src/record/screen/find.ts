import { address } from '@/data/client'
import { useData } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import type { Option, Search } from '@/ui/combobox'
import { kindIcons } from '@/ui/icon'

interface Hit {
  id: string
  key: string
  kind: string
  title: string
  state: string
}

const optionOf = (h: Hit): Option => ({ value: h.id, label: h.title, hint: h.key, icon: kindIcons[h.kind], words: `${h.key} ${h.state}`, group: kindName(h.kind as KindName) })

/** The kinds side by side, the best of each first; what is found twice stands once. */
export function merged(lists: readonly (readonly Hit[])[], most: number): Hit[] {
  const seen = new Set<string>()
  return lists.flatMap((hits) => hits.slice(0, most)).filter((h) => !seen.has(h.id) && seen.add(h.id))
}

/**
 * Finds records of some kinds by their words, for a picker; without words, those
 * that were touched last and are open.
 */
export function useFind(kinds: readonly KindName[], product: string | undefined): Search {
  const { client } = useData()
  return async (text) => {
    if (!text.trim()) {
      const recent = await client.get<{ items: Hit[] }>(address('/records', { q: `type:${kinds.join(',')} is:open sort:-updated`, product, limit: 30 }))
      return recent.items.map((h) => ({ ...optionOf(h), group: m.screens_recent() }))
    }
    const lists = await Promise.all(kinds.map((kind) => client.get<Hit[]>(address('/search', { q: text, product, kind, limit: 12 }))))
    return merged(lists, Math.max(4, Math.floor(30 / kinds.length))).map(optionOf)
  }
}
