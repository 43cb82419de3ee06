import { address } from '@/data/client'
import { useData } from '@/data/hooks'
import { KINDS, type KindInfo, type KindName } from '@/data/kinds.gen'
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
  product: string | null
}

const optionOf = (h: Hit): Option => ({ value: h.id, label: h.title, hint: h.key, icon: kindIcons[h.kind], words: `${h.key} ${h.state}`, group: kindName(h.kind as KindName) })

/** The kinds side by side, the best of each first; what is found twice stands once. */
export function merged(lists: readonly (readonly Hit[])[], most: number): Hit[] {
  const seen = new Set<string>()
  return lists.flatMap((hits) => hits.slice(0, most)).filter((h) => !seen.has(h.id) && seen.add(h.id))
}

const either = (kind: KindName): boolean => {
  const k: KindInfo = KINDS[kind]
  return k.inProduct && k.inWorkspace
}

/**
 * Finds records of some kinds by their words, for a picker; without words, those
 * that were touched last and are open. Those of a product, and with them those
 * that belong to the workspace as a whole.
 */
export function useFind(kinds: readonly KindName[], product: string | undefined): Search {
  const { client, session } = useData()
  const own = session.me?.products.find((p) => p.id === product || p.key === product)
  const wide = own && kinds.some(either)
  return async (text) => {
    if (!text.trim()) {
      const q = `type:${kinds.join(',')} is:open ${wide ? `(product:${own.key} or no:product) ` : ''}sort:-updated`
      const recent = await client.get<{ items: Hit[] }>(address('/records', { q, product: wide ? undefined : product, limit: 30 }))
      return recent.items.map((h) => ({ ...optionOf(h), group: m.screens_recent() }))
    }
    const lists = await Promise.all(
      kinds.map(async (kind) => {
        if (!wide || !either(kind)) return client.get<Hit[]>(address('/search', { q: text, product, kind, limit: 12 }))
        const [here, everywhere] = await Promise.all([product, undefined].map((of) => client.get<Hit[]>(address('/search', { q: text, product: of, kind, limit: 12 }))))
        return [...here!, ...everywhere!.filter((h) => h.product === null)]
      }),
    )
    return merged(lists, Math.max(4, Math.floor(30 / kinds.length))).map(optionOf)
  }
}
