/**
 * The inbox as one list: proposals to decide, approvals asked for, decisions, risks and bets whose day has come, what launches and products' ends wait for, verdicts awaited, and what
 * happened to records one cares about, a record's news standing together.
 */
import type { Proposal } from '@/data/types'
import type { AskedAbout } from '@/record/approval/about'

import type { Due } from './due'

export interface Notice {
  id: string
  seq: number
  reason: string
  at: string
  readAt: string | null
  actor: string | null
  product: string | null
  record: string | null
  key: string
  title: string
  kind: string
  entity: string
  act: string
  /** Of a trade: how likely the sprint is done, 0 to 1, before and after. */
  odds?: { before: number | null; after: number | null } | null
}

/** One's own word, asked for by name. */
export interface Approval extends AskedAbout {
  id: string
  record: string
  product: string | null
  note: string
  askedAt: string
  askedBy: string | null
}

/** A decision, a risk or a bet that waits for one: to be decided, brought to a decision, looked at again, or settled. */
export interface Review {
  id: string
  kind: string
  key: string
  title: string
  why: 'decide' | 'drive' | 'review' | 'settle'
  on: string | null
}

export type Sort = 'proposal' | 'approval' | 'review' | 'due' | 'verdict' | 'news'

export interface Entry {
  id: string
  sort: Sort
  at: string
  unread: boolean
  /** Of all the news the one that matters most. */
  reason: string
  title: string
  key: string
  record?: string
  proposal?: Proposal
  approval?: Approval
  review?: Review
  due?: Due
  /** The newest first. */
  notices: Notice[]
}

// What is said to one counts for more than what one happens to hear.
const weight = ['mention', 'question', 'answer', 'decide', 'decided', 'informed', 'alarm', 'told', 'assigned', 'comment', 'watched', 'heard']
const weightOf = (reason: string) => (weight.indexOf(reason) + weight.length + 1) % (weight.length + 1)

/** Everything in one list, the newest first; what awaits one's word stands first. */
export function entriesOf(proposals: readonly Proposal[], verdicts: readonly { id: string; key: string; title: string; since: string }[], notices: readonly Notice[], approvals: readonly Approval[] = [], reviews: readonly Review[] = [], dues: readonly Due[] = []): Entry[] {
  const open = new Set([...proposals.map((p) => p.id), ...approvals.map((a) => a.id), ...reviews.map((r) => r.id), ...dues.map((d) => d.entity)])
  const newsOf = (id: string) => {
    const own = notices.filter((n) => n.entity === id)
    return { notices: own, unread: own.length === 0 || own.some((n) => !n.readAt) }
  }
  const toDecide: Entry[] = proposals.map((p) => ({ id: p.id, sort: 'proposal', at: p.createdAt, reason: 'decide', title: p.title, key: p.preview[0]?.key ?? '', record: p.record ?? undefined, proposal: p, ...newsOf(p.id) }))
  const toApprove: Entry[] = approvals.map((a) => ({ id: a.id, sort: 'approval', at: a.askedAt, reason: 'decide', title: a.aboutName || a.title, key: a.key, record: a.record, approval: a, ...newsOf(a.id) }))
  // What one decides comes before what one looks at again; each in the order in which they came, what is longest due first.
  const toReview: Entry[] = reviews.toSorted((a, b) => Number(a.why !== 'decide') - Number(b.why !== 'decide')).map((r) => ({ id: `${r.why} ${r.id}`, sort: 'review', at: r.on ? `${r.on}T00:00:00Z` : '', reason: r.why, title: r.title, key: r.key, record: r.id, review: r, ...newsOf(r.id) }))
  const toDo: Entry[] = dues.map((d) => ({ id: `due ${d.id}`, sort: 'due', at: d.on ? `${d.on}T00:00:00Z` : '', reason: 'due', title: d.title, key: d.key, record: d.record, due: d, ...newsOf(d.entity) }))
  const toJudge: Entry[] = verdicts.map((v) => ({ id: v.id, sort: 'verdict', at: v.since, unread: true, reason: 'verdict', title: v.title, key: v.key, record: v.id, notices: [] }))
  const news = new Map<string, Entry>()
  for (const n of notices) {
    if (open.has(n.entity)) continue
    const about = n.record ?? n.entity
    const e = news.get(about)
    if (!e) {
      news.set(about, { id: `news ${about}`, sort: 'news', at: n.at, unread: !n.readAt, reason: n.reason, title: n.title, key: n.key, record: n.record ?? undefined, notices: [n] })
      continue
    }
    e.notices.push(n)
    e.unread ||= !n.readAt
    if (weightOf(n.reason) < weightOf(e.reason)) e.reason = n.reason
    if (n.at > e.at) e.at = n.at
  }
  const newest = (a: Entry, b: Entry) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)
  for (const e of news.values()) e.notices.sort((a, b) => b.seq - a.seq)
  return [...[...toDecide, ...toApprove].sort(newest), ...toReview, ...toDo, ...toJudge.sort((a, b) => newest(b, a)), ...[...news.values()].sort(newest)]
}

export const tabs = ['all', 'decide', 'mentions', 'news'] as const
export type Tab = (typeof tabs)[number]

/** What a tab shows. */
export function inTab(e: Entry, tab: Tab): boolean {
  if (tab === 'decide') return e.sort !== 'news'
  if (tab === 'mentions') return e.sort === 'news' && ['mention', 'question', 'answer', 'assigned', 'comment', 'decided', 'informed', 'told'].includes(e.reason)
  return tab === 'all' || e.sort === 'news'
}

/** The notices that are marked as read with an entry. */
export const unreadOf = (e: Entry): string[] => e.notices.filter((n) => !n.readAt).map((n) => n.id)
