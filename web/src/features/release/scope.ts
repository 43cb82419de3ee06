/** What a release contains, and what is in its way. */
import type { Link, Rec } from '@/data/types'

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

export interface Check {
  name: 'accepted' | 'rejections' | 'blocked' | 'features' | 'unsized' | 'notes'
  ok: boolean
  /** How many are in the way. */
  count: number
  /** The records in the way, as a query. */
  q: string
}

const keys = (records: readonly Rec[]) => `key:${records.map((r) => r.key).join(',')}`

interface Facts {
  release: Readonly<Record<string, unknown>>
  features: readonly Rec[]
  items: readonly Rec[]
  /** Ids of the items whose last verdict rejected them. */
  rejected: ReadonlySet<string>
  blocked: readonly string[]
  /** Features that nothing delivers. */
  bare: readonly Rec[]
}

/** What must hold before a release goes out, and whether it does. */
export function checksOf({ release, items, rejected, blocked, bare }: Facts): Check[] {
  const live = items.filter((i) => !(i.category === 'closed' && !i.doneAt))
  const open = live.filter((i) => i.category !== 'closed')
  const again = open.filter((i) => rejected.has(i.id) && i.category !== 'done')
  const stuck = open.filter((i) => blocked.includes(i.id))
  const unsized = open.filter((i) => typeof i.estimate !== 'number')
  return [
    { name: 'features', ok: bare.length === 0, count: bare.length, q: keys(bare) },
    { name: 'accepted', ok: open.length === 0 && live.length > 0, count: open.length, q: keys(open) },
    { name: 'rejections', ok: again.length === 0, count: again.length, q: keys(again) },
    { name: 'blocked', ok: stuck.length === 0, count: stuck.length, q: keys(stuck) },
    { name: 'unsized', ok: unsized.length === 0, count: unsized.length, q: keys(unsized) },
    { name: 'notes', ok: typeof release.notes === 'string' && release.notes.trim() !== '', count: 0, q: '' },
  ]
}

/** The items whose newest verdict rejected them; verdicts come newest first. */
export function rejectedOf(verdicts: readonly Readonly<Record<string, unknown>>[]): Set<string> {
  const judged = new Set<string>()
  const out = new Set<string>()
  for (const v of verdicts) {
    const item = String(v.item)
    if (!judged.has(item) && v.outcome === 'rejected') out.add(item)
    judged.add(item)
  }
  return out
}
