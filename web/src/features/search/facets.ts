/** What a search found, by kind. */
export interface Hit {
  id: string
  key: string
  kind: string
  title: string
  state: string
  product: string | null
  updatedAt: string
  excerpt: string
  inTitle: boolean
}

export interface Facet {
  kind: string
  count: number
}

/** How many were found of each kind, the most first. */
export function facetsOf(hits: readonly Pick<Hit, 'kind'>[]): Facet[] {
  const counts = new Map<string, number>()
  for (const h of hits) counts.set(h.kind, (counts.get(h.kind) ?? 0) + 1)
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind))
}
