/** What a release contains, and what is in its way. */
import type { Link } from '@/data/types'

export const work = ['story', 'bug', 'task', 'spike']

/** What ships in a release directly: its features, and work that belongs to none of them. */
export function shipped(links: readonly Link[] | undefined, release: string): { features: string[]; items: string[] } {
  const inside = (links ?? []).filter((l) => l.type === 'ships in' && l.to === release)
  return { features: inside.filter((l) => l.fromKind === 'feature').map((l) => l.from), items: inside.filter((l) => work.includes(l.fromKind)).map((l) => l.from) }
}

/** The work of a release: what ships in it, and what delivers its features. */
export function scopeQuery(release: string, features: readonly string[]): string {
  const parts = [`release:${release}`, ...(features.length > 0 ? [`feature:${features.join(',')}`] : [])]
  return `type:${work.join(',')} ${parts.length > 1 ? `(${parts.join(' or ')})` : parts[0]} sort:rank`
}
