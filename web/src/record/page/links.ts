/**
 * Links between records: which kinds a type of link joins, what it is called
 * seen from either end, and how a record's links are put in groups.
 */
import type { KindName } from '@/data/kinds.gen'
import type { Link } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

export type Direction = 'out' | 'in'

export interface Rule {
  type: string
  from: readonly KindName[] | 'any'
  to: readonly KindName[] | 'any'
}

export const items: readonly KindName[] = ['story', 'bug', 'task', 'spike']

/** The server decides; this is what is offered. */
export const rules: readonly Rule[] = [
  { type: 'delivers', from: items, to: ['feature'] },
  { type: 'delivers', from: ['feature'], to: ['initiative'] },
  { type: 'serves', from: ['initiative', 'feature', 'metric', 'objective'], to: ['objective'] },
  { type: 'serves', from: ['objective'], to: ['pillar'] },
  { type: 'addresses', from: ['feature'], to: ['opportunity'] },
  { type: 'evidence', from: ['feedback'], to: ['insight', 'opportunity', 'feature'] },
  { type: 'evidence', from: ['insight'], to: ['opportunity', 'feature'] },
  { type: 'ships in', from: ['feature', ...items], to: ['release'] },
  { type: 'measures', from: ['metric'], to: ['objective', 'feature'] },
  { type: 'kept by', from: ['promise'], to: ['feature', 'release', ...items] },
  { type: 'drives', from: ['metric'], to: ['metric'] },
  { type: 'split from', from: items, to: items },
  { type: 'launches', from: ['launch'], to: ['release'] },
  { type: 'blocks', from: 'any', to: 'any' },
  { type: 'duplicates', from: 'any', to: 'any' },
  { type: 'relates', from: 'any', to: 'any' },
]

const words: Record<string, Record<Direction, () => string>> = {
  delivers: { out: m.record_link_delivers_out, in: m.record_link_delivers_in },
  serves: { out: m.record_link_serves_out, in: m.record_link_serves_in },
  addresses: { out: m.record_link_addresses_out, in: m.record_link_addresses_in },
  evidence: { out: m.record_link_evidence_out, in: m.record_link_evidence_in },
  'ships in': { out: m.record_link_ships_out, in: m.record_link_ships_in },
  measures: { out: m.record_link_measures_out, in: m.record_link_measures_in },
  'kept by': { out: m.promise_link_out, in: m.promise_link_in },
  drives: { out: m.metric_link_drives_out, in: m.metric_link_drives_in },
  blocks: { out: m.record_link_blocks_out, in: m.record_link_blocks_in },
  duplicates: { out: m.record_link_duplicates_out, in: m.record_link_duplicates_in },
  'split from': { out: m.story_link_split_out, in: m.story_link_split_in },
  launches: { out: m.launch_link_out, in: m.launch_link_in },
  relates: { out: m.record_link_relates, in: m.record_link_relates },
}

/** What a link is called, read from one of its ends. */
export const linkWord = (type: string, direction: Direction): string => words[type]?.[direction]() ?? type

const fits = (kinds: readonly KindName[] | 'any', kind: KindName): boolean => kinds === 'any' || kinds.includes(kind)

export interface Way {
  type: string
  direction: Direction
  /** The kinds at the other end; undefined for any. */
  kinds: readonly KindName[] | undefined
}

/** The links a record of this kind can have, what makes the thread first. */
export function waysOf(kind: KindName): Way[] {
  const found: Way[] = []
  const add = (type: string, direction: Direction, kinds: readonly KindName[] | 'any') => {
    const old = found.find((w) => w.type === type && w.direction === direction)
    if (old) old.kinds = old.kinds && kinds !== 'any' ? [...new Set([...old.kinds, ...kinds])] : undefined
    else found.push({ type, direction, kinds: kinds === 'any' ? undefined : kinds })
  }
  for (const r of rules) {
    if (fits(r.from, kind)) add(r.type, 'out', r.to)
    if (fits(r.to, kind) && r.type !== 'relates') add(r.type, 'in', r.from)
  }
  return found
}

/** The way to join two kinds along the thread; undefined where none leads from one to the other. */
export function wayBetween(kind: KindName, other: KindName): Way | undefined {
  return waysOf(kind).find((w) => w.kinds?.includes(other))
}

export interface LinkGroup {
  key: string
  type: string
  direction: Direction
  links: { link: Link; other: string }[]
}

/** A record's links by what they mean for it, in the order of the rules. */
export function groupLinks(links: readonly Link[], id: string): LinkGroup[] {
  const groups = new Map<string, LinkGroup>()
  for (const link of links) {
    const direction: Direction = link.from === id ? 'out' : 'in'
    const key = link.type === 'relates' ? 'relates' : `${link.type} ${direction}`
    const group = groups.get(key) ?? { key, type: link.type, direction, links: [] }
    group.links.push({ link, other: direction === 'out' ? link.to : link.from })
    groups.set(key, group)
  }
  const place = (g: LinkGroup) => rules.findIndex((r) => r.type === g.type) * 2 + (g.direction === 'in' ? 1 : 0)
  return [...groups.values()].sort((a, b) => place(a) - place(b))
}
