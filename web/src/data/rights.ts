/**
 * May I, or do I propose, and to whom. It follows the server's table and says
 * beforehand what the server will do; the server has the last word.
 */
import type { Data } from './data'
import { KINDS, LINKS, type KindField, type KindInfo, type KindName, type LinkType } from './kinds.gen'
import type { Rec, State } from './types'

export type May = 'act' | 'propose' | 'no'

export interface Right {
  may: May
  /** Names of the people or roles that decide; absent where one decides oneself, or it is not known yet. */
  decides?: string[]
  /** Why it cannot be done at all, where there is a reason to give. */
  why?: string
}

const nobody: Right = { may: 'no' }
/** More people than this are called by their role. */
const byName = 2
/** What others rely on takes the word of both jobs. */
const bothJobs = 'scope.change'

/** What one may do about a decision on a product. */
export function rightTo(data: Data, decision: string, product: string | null | undefined): Right {
  const { session } = data
  const table = session.me?.abilities[session.productId(product) ?? (product ? '' : 'workspace')]
  const may = table?.[decision]
  if (may === 'act') return { may }
  if (may !== 'propose') return nobody
  const decides = deciders(data, decision, product)
  return decides ? { may, decides } : { may }
}

/** Who decides, by name where they are few. */
function deciders(data: Data, decision: string, product: string | null | undefined): string[] | undefined {
  const { session } = data
  const rule = session.rules(product)?.find((r) => r.decision === decision)
  if (!rule) return undefined
  const id = session.productId(product)
  const names = rule.roles.flatMap((role) => {
    const people = session.members.filter((m) => m.status === 'active' && m.roles.some((r) => r.role === role && (!id || r.product === id)))
    return people.length > 0 && people.length <= byName ? people.map((p) => p.name) : [role]
  })
  return [...new Set(names)]
}

/** All of several decisions: the least of them, and everybody who decides. */
export function rightToAll(data: Data, decisions: readonly string[], product: string | null | undefined): Right {
  const rights = decisions.map((d) => rightTo(data, d, product))
  if (rights.length === 0 || rights.some((r) => r.may === 'no')) return nobody
  const proposing = rights.filter((r) => r.may === 'propose')
  if (proposing.length === 0) return { may: 'act' }
  const decides = [...new Set(proposing.flatMap((r) => r.decides ?? []))]
  return decides.length > 0 ? { may: 'propose', decides } : { may: 'propose' }
}

/** What one may do about a field of a record; for states, about a move to one. */
export function rightToField(data: Data, record: Rec | undefined, field: string, to?: unknown): Right {
  if (!record || record.archivedAt) return nobody
  const kind = KINDS[record.kind] as KindInfo | undefined
  const name = field.split('.')[0]!
  if (name === 'rank') return mayRank(data, record)
  const f = kind?.fields[name]
  if (!kind || !f?.editable) return nobody
  if (name === 'state' && typeof to === 'string') return rightToMove(data, record, to)
  const decision = decisionOf(data, kind, f, record)
  if (decision) return rightTo(data, decision, record.product)
  // Any of them may be it: as much as the best of them allows.
  const rights = f.decisions.map((d) => rightTo(data, d, record.product))
  return rights.find((r) => r.may === 'act') ?? rights.find((r) => r.may === 'propose') ?? nobody
}

/** The one decision that setting a field of this record takes, where it is clear. */
function decisionOf(data: Data, kind: KindInfo, f: KindField, record: Rec): string | undefined {
  if (f.decisions.length <= 1) return f.decisions[0]
  const { definedBy } = kind
  const own = definedBy?.decisions[String(record[definedBy.field])]
  if (own && f.decisions.includes(own)) return own
  if (!f.decisions.includes(bothJobs)) return undefined
  if (committed(data, record)) return bothJobs
  const others = f.decisions.filter((d) => d !== bothJobs)
  return others.length === 1 ? others[0] : undefined
}

/** Whether others rely on it: it is in progress, or ships in something that is. */
function committed(data: Data, record: Rec): boolean {
  if (record.category === 'doing') return true
  const releases = data.cache.links(record.id)?.filter((l) => l.type === 'ships in' && l.from === record.id) ?? []
  return releases.some((l) => data.cache.get(l.to)?.category === 'doing')
}

function rightToMove(data: Data, record: Rec, to: string): Right {
  const states = data.session.workflow(record.product, record.kind)
  const target = states.find((s) => s.name === to)
  if (!target) return nobody
  if (to === record.state) return { may: 'act' }
  const from = states.find((s) => s.name === record.state) ?? { name: record.state, category: record.category }
  const decision = moveDecision(record.kind, from, target)
  if (decision) return rightTo(data, decision, record.product)
  const why = KINDS[record.kind].moveRefusals?.[meant(target)]
  return why ? { may: 'no', why } : nobody
}

const meant = (s: State) => s.meaning || s.name

/** The decision that a move by hand takes; undefined where it is not made by hand. */
export function moveDecision(kind: KindName, from: State, to: State): string | undefined {
  const k: KindInfo = KINDS[kind]
  const moves = k.moveDecisions?.[meant(from)]
  if (!k.moveDecisions) return k.createDecisions[0]
  if (meant(from) !== meant(to)) return moves?.[meant(to)] ?? undefined
  // Two of the team's own states that mean the same: as any move that stays in their category.
  const near = k.states.find((s) => s.category === to.category && moves?.[s.name])
  return (near && moves?.[near.name]) ?? k.createDecisions[0]
}

/** Whether one may make a record of a kind. */
export function mayCreate(data: Data, kind: KindName, product: string | null | undefined, fields: Record<string, unknown> = {}): Right {
  const k: KindInfo = KINDS[kind]
  if (!k.verbs.includes('create')) return nobody
  const own = k.definedBy?.decisions[String(fields[k.definedBy.field])]
  if (own) return rightTo(data, own, product)
  const rights = k.createDecisions.map((d) => rightTo(data, d, product))
  return rights.find((r) => r.may === 'act') ?? rights.find((r) => r.may === 'propose') ?? nobody
}

/** Whether one may archive a record, or bring it back. */
export function mayArchive(data: Data, record: Rec): Right {
  const k: KindInfo = KINDS[record.kind]
  const own = k.definedBy?.decisions[String(record[k.definedBy.field])]
  return rightToAll(data, own ? [own] : k.archiveDecisions, record.product)
}

/** Whether one may put a record elsewhere in its order. */
export function mayRank(data: Data, record: Rec): Right {
  const { rankDecision } = KINDS[record.kind]
  return rankDecision ? rightTo(data, rankDecision, record.product) : nobody
}

/** Whether one may join two records by a link. */
export function mayLink(data: Data, type: string, from: End, to: End): Right {
  const rule = LINKS[type as LinkType]?.rules.find((r) => fits(r.from, from.kind) && fits(r.to, to.kind))
  if (!rule) return nobody
  return rightTo(data, type === 'ships in' && to.category === 'doing' ? bothJobs : rule.decision, from.product ?? to.product)
}

/** What of a link's end says who decides. */
type End = Pick<Rec, 'kind' | 'product'> & Partial<Pick<Rec, 'category'>>

const fits = (kinds: readonly KindName[], kind: KindName) => kinds.length === 0 || kinds.includes(kind)
