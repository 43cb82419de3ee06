/**
 * May I, or do I propose, and to whom. It follows the server's table and says
 * beforehand what the server will do; the server has the last word.
 */
import type { Data } from './data'
import { KINDS, type KindName } from './kinds.gen'
import type { Rec, State } from './types'

export type May = 'act' | 'propose' | 'no'

export interface Right {
  may: May
  /** Names of the people or roles that decide; absent where one decides oneself, or it is not known yet. */
  decides?: string[]
}

const nobody: Right = { may: 'no' }
/** More people than this are called by their role. */
const byName = 2

/** What one may do about a decision on a product. */
export function rightTo(data: Data, decision: string, product: string | null | undefined): Right {
  const { session } = data
  const table = session.me?.abilities[session.productId(product) ?? 'workspace']
  const may = table?.[decision]
  if (may === 'act') return { may }
  if (may !== 'propose') return nobody
  return { may, decides: deciders(data, decision, product) }
}

/** Who decides, by name where they are few. */
function deciders(data: Data, decision: string, product: string | null | undefined): string[] | undefined {
  const { session } = data
  const rule = session.rules(product)?.find((r) => r.decision === decision)
  if (!rule) return undefined
  const id = session.productId(product)
  return rule.roles.flatMap((role) => {
    const people = session.members.filter((m) => m.status === 'active' && m.roles.some((r) => r.role === role && (!id || r.product === id)))
    return people.length > 0 && people.length <= byName ? people.map((p) => p.name) : [role]
  })
}

/** All of several decisions: the least of them, and everybody who decides. */
export function rightToAll(data: Data, decisions: readonly string[], product: string | null | undefined): Right {
  const rights = decisions.map((d) => rightTo(data, d, product))
  if (rights.some((r) => r.may === 'no')) return nobody
  const proposing = rights.filter((r) => r.may === 'propose')
  if (proposing.length === 0) return { may: rights.length > 0 ? 'act' : 'no' }
  const decides = [...new Set(proposing.flatMap((r) => r.decides ?? []))]
  return { may: 'propose', ...(decides.length > 0 ? { decides } : {}) }
}

/** What one may do about a field of a record; for states, about a move to one. */
export function rightToField(data: Data, record: Rec | undefined, field: string, to?: unknown): Right {
  if (!record) return nobody
  if (record.archivedAt) return nobody
  const name = field.split('.')[0]!
  const f = KINDS[record.kind]?.fields[name]
  if (!f?.editable) return nobody
  if (name === 'state' && typeof to === 'string') return rightToMove(data, record, to)
  if (f.decisions.length <= 1) return rightToAll(data, f.decisions, record.product)
  // What others rely on takes the word of both jobs; else it is the other decision.
  const committed = f.decisions.includes('scope.change') && record.category === 'doing'
  const fits = f.decisions.filter((d) => (d === 'scope.change') === committed)
  // Any of them may be it: as much as the best of them allows.
  const rights = (fits.length > 0 ? fits : f.decisions).map((d) => rightTo(data, d, record.product))
  return rights.find((r) => r.may === 'act') ?? rights.find((r) => r.may === 'propose') ?? nobody
}

function rightToMove(data: Data, record: Rec, to: string): Right {
  const states = data.session.workflow(record.product, record.kind)
  const target = states.find((s) => s.name === to)
  const from = states.find((s) => s.name === record.state) ?? { name: record.state, category: record.category }
  if (!target || target.name === from.name) return target ? { may: 'act' } : nobody
  const decision = moveDecision(record.kind, from, target)
  return decision ? rightToAll(data, [decision], record.product) : nobody
}

const meant = (s: State) => s.meaning || s.name

/** The decision that a move by hand takes; undefined where it is not made by hand. */
export function moveDecision(kind: KindName, from: State, to: State): string | undefined {
  switch (kind) {
    case 'story':
    case 'bug':
    case 'task':
    case 'spike':
      if (meant(to) === 'accepted') return undefined // by a verdict
      if (meant(from) === 'accepted') return 'work.reject'
      return to.category === 'closed' || from.category === 'closed' ? 'story.write' : 'work.move'
    case 'feature':
      if (to.category === 'done' && from.category !== 'closed') return 'release.content'
      if (from.category === 'doing' && to.category !== 'doing') return 'scope.change'
      return to.category === 'doing' || meant(to) === 'planned' ? 'roadmap.place' : 'feature.define'
    case 'release':
      if (meant(to) === 'released') return undefined // by the go
      if (meant(to) === 'dropped' && from.category === 'doing') return 'scope.change'
      return meant(to) === 'dropped' || meant(from) === 'dropped' ? 'release.date' : 'release.content'
    case 'sprint':
      return undefined // started and closed
    case 'feedback':
      return ['linked', 'answered', 'set aside'].includes(meant(to)) ? undefined : 'insight.draw'
    default:
      return KINDS[kind]?.fields.state?.decisions[0] ?? KINDS[kind]?.fields.title?.decisions[0]
  }
}

/** Whether one may make a record of a kind. */
export function mayCreate(data: Data, kind: KindName, product: string | null | undefined): Right {
  const own = KINDS[kind]?.fields.title?.decisions ?? []
  if (own.length > 0) return rightToAll(data, own.slice(0, 1), product)
  return nobody
}
