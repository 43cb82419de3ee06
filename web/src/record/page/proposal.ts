/** A proposal as people read it: what it would change, and what one may do about it. */
import type { Me, Preview, Proposal, Row } from '@/data/types'
import type { Rule } from '@/data/session'
import { m } from '@/locales/gen/messages.js'

import { changesOf, type Change, type Names } from './history'
import { linkWord } from './links'

export interface Effect {
  kind: string
  id: string
  key: string
  title: string
  act: Preview['act']
  changes: Change[]
  /** In place of changes, where a sentence says more. */
  sentence?: string
}

/** What a new record begins with by itself, which nobody proposed. */
const given = new Set(['rank', 'state', 'category', 'kind', 'title'])

/** What a proposal would do, record by record. */
export function effectsOf(p: Proposal, names: Names): Effect[] {
  return p.preview.map((x) => {
    const base = { kind: x.kind, id: x.record ?? x.entity, key: x.key, title: x.title, act: x.act }
    if (x.kind === 'link') return { ...base, changes: [], sentence: linkSentence(x, names) }
    // The lines that it moves say what it does; of itself there is only that it is done then.
    if (p.operation === 'scenario.take' && x.kind === 'roadmap_scenario') return { ...base, changes: [], sentence: m.record_proposal_scenario() }
    if (p.operation === 'record.rank') return { ...base, changes: [], sentence: rankSentence(p.input, names) }
    const diff = x.act === 'create' ? Object.fromEntries(Object.entries(x.diff).filter(([f]) => !given.has(f))) : x.diff
    return { ...base, changes: changesOf({ diff }, names), sentence: x.act === 'create' ? m.record_proposal_creates() : x.act === 'delete' ? m.record_proposal_deletes() : undefined }
  })
}

function linkSentence(x: Preview, names: Names): string {
  const side = x.act === 'delete' ? 0 : 1
  const of = (field: string) => String(x.diff[field]?.[side] ?? '')
  const words = { from: names.record(of('from')), what: linkWord(of('type'), 'out'), to: names.record(of('to')) }
  return x.act === 'delete' ? m.record_proposal_unlinks(words) : m.record_proposal_links(words)
}

function rankSentence(input: unknown, names: Names): string {
  const to = input as { after?: string; before?: string; position?: number }
  if (to.position) return m.record_proposal_ranks_to({ position: to.position })
  if (to.after) return m.record_proposal_ranks_after({ record: names.record(to.after) })
  if (to.before) return m.record_proposal_ranks_before({ record: names.record(to.before) })
  return m.record_proposal_ranks()
}

/** The diffs whose ids need names. */
export function diffsOf(p: Proposal): Row['diff'][] {
  const { after, before } = (p.input ?? {}) as { after?: string; before?: string }
  return [...p.preview.map((x) => x.diff), { from: [after ?? null, before ?? null] }]
}

export interface Say {
  decides: boolean
  mine: boolean
  /** One has agreed; others have to, too. */
  agreed: boolean
}

/** What one may say to a proposal: whoever holds a role that any of its decisions asks for decides. */
export function sayIn(p: Proposal, me: Me, rules: readonly Rule[] | undefined): Say {
  const abilities = me.abilities[p.product ?? 'workspace'] ?? {}
  const mine = p.createdBy === me.member.id
  const agreed = p.agreed.includes(me.member.id)
  const roles = me.products.find((x) => x.id === p.product)?.roles ?? []
  const has = (decision: string) => abilities[decision] === 'act' || (rules?.find((r) => r.decision === decision)?.roles.some((r) => roles.includes(r)) ?? false)
  return { decides: p.state === 'open' && !agreed && p.decisions.some(has), mine, agreed }
}

/** What can be taken changed: the fields of a patch or of a new record. */
export function editableInput(p: Proposal): { key: 'patch' | 'fields'; values: Record<string, unknown> } | undefined {
  const input = p.input as { patch?: Record<string, unknown>; fields?: Record<string, unknown> } | null
  if (p.preview.length !== 1 || !input) return undefined
  const key = input.patch ? 'patch' : input.fields ? 'fields' : undefined
  if (!key) return undefined
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input[key]!)) {
    if (name === 'id' || name === 'product') continue
    if (name === 'custom' && value && typeof value === 'object') for (const [c, v] of Object.entries(value)) values[`custom.${c}`] = v
    else values[name] = value
  }
  return { key, values }
}

/** The input with other values in place of those proposed. */
export function changedInput(p: Proposal, values: Record<string, unknown>): unknown {
  const of = editableInput(p)
  if (!of) return p.input
  const input = p.input as Record<string, Record<string, unknown>>
  const plain: Record<string, unknown> = {}
  const custom: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith('custom.')) custom[name.slice(7)] = value
    else plain[name] = value
  }
  return { ...input, [of.key]: { ...input[of.key], ...plain, ...(Object.keys(custom).length > 0 ? { custom } : {}) } }
}
