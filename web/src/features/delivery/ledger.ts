/** The ledger's rows about a sprint's work, from its first day on. */
import { use, useDeferredValue } from 'react'

import { address, type Client } from '@/data/client'
import { useData } from '@/data/hooks'
import { problemOf, type Problem, type Rec } from '@/data/types'
import type { Row } from '@/lib/sprint'
import { momentOf } from '@/lib/when'

const kinds = ['story', 'bug', 'task', 'spike'] as const
const page = 200
/** More pages than this of one kind are the history of a company, not of a sprint. */
const mostPages = 15

interface Page {
  items: Row[]
  next: number | null
}

export type Got = { rows: Row[]; whole: boolean; error?: undefined } | { error: Problem; rows?: undefined }

/** All pages of the rows of one kind in a stretch of time. */
async function pagesOf(client: Pick<Client, 'get'>, ask: Record<string, string | undefined>): Promise<{ rows: Row[]; whole: boolean }> {
  const rows: Row[] = []
  let before: number | null | undefined
  for (let n = 0; n < mostPages && before !== null; n++) {
    const got: Page = await client.get<Page>(address('/ledger', { ...ask, before: before ?? undefined, limit: page }))
    rows.push(...got.items)
    before = got.next
  }
  return { rows, whole: before === null }
}

/** What happened to work of all kinds; a refusal is an answer too. */
export async function gather(client: Pick<Client, 'get'>, ask: { product?: string; since: string; until?: string }): Promise<Got> {
  try {
    const all = await Promise.all(kinds.map((kind) => pagesOf(client, { ...ask, kind })))
    return { rows: all.flatMap((a) => a.rows), whole: all.every((a) => a.whole) }
  } catch (e) {
    return { error: problemOf(e) }
  }
}

const held = new Map<string, Promise<Got>>()

/** Kept by what it was asked for, so that a screen that is shown again need not ask. */
function once(key: string, ask: () => Promise<Got>): Promise<Got> {
  let got = held.get(key)
  if (!got) {
    if (held.size > 20) held.clear()
    held.set(key, (got = ask()))
  }
  return got
}

/** The items that were in a sprint during it and are no longer. */
export function leftOf(rows: readonly Row[], sprint: string, items: readonly { id: string }[]): string[] {
  const here = new Set(items.map((i) => i.id))
  const left = new Set<string>()
  for (const r of rows) if (!here.has(r.entity) && (r.diff.sprint?.[0] === sprint || r.diff.sprint?.[1] === sprint)) left.add(r.entity)
  return [...left]
}

export interface ScopeChange {
  id: string
  at: string
  came: boolean
}

/** What came into a sprint after its start and what left it, the newest first; what came and left again is not told. */
export function scopeChanges(rows: readonly Row[], sprint: string, startedAt: string | undefined): ScopeChange[] {
  const last = new Map<string, ScopeChange & { net: number }>()
  for (const r of [...rows].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const change = r.diff.sprint
    if (!change || (startedAt && r.at <= startedAt)) continue
    const net = (change[1] === sprint ? 1 : 0) - (change[0] === sprint ? 1 : 0)
    if (net === 0) continue
    last.set(r.entity, { id: r.entity, at: r.at, came: net > 0, net: (last.get(r.entity)?.net ?? 0) + net })
  }
  return [...last.values()].filter((c) => c.net !== 0).toReversed()
}

/** The rows since a sprint's first day; waits for them, and asks again when an item has changed. */
export function useSprintRows(sprint: Rec, items: readonly Rec[], zone: string): Got {
  const { client } = useData()
  const newest = items.reduce((n, i) => Math.max(n, i.version), sprint.version)
  const key = useDeferredValue(`${sprint.id} ${items.length} ${newest}`)
  const until = typeof sprint.closedAt === 'string' ? new Date(Date.parse(sprint.closedAt) + 1000).toISOString() : undefined
  return use(once(key, () => gather(client, { product: sprint.product ?? undefined, since: momentOf(String(sprint.startOn), zone), until })))
}
