/** A condition as a chip: its field, how it compares, and with what. */
import { type Node, type Op, parse, print, printNode, type Value } from '@/lib/query'
import { chipsOf, withChips } from '@/lib/query-edit'

import { docOf, type FieldDoc } from './docs'

/** How a chip compares; `set` and `unset` take no value. */
export type How = 'is' | 'not' | 'exactly' | '<' | '<=' | '>' | '>=' | 'set' | 'unset'

export type Chip =
  | { is: 'term'; doc: FieldDoc; how: How; values: readonly Value[] }
  | { is: 'predicate'; name: string; not: boolean }
  | { is: 'text'; text: string; not: boolean; node: Node }
  | { is: 'other'; text: string; node: Node }

export function chipOf(node: Node, docs: readonly FieldDoc[]): Chip {
  const not = node.is === 'not'
  const inner = not ? node.node : node
  if (inner.is === 'state') return { is: 'predicate', name: inner.name, not }
  if (inner.is === 'text') return { is: 'text', text: inner.text + (inner.prefix ? '*' : ''), not, node: inner }
  if (inner.is === 'has' || inner.is === 'no') {
    const doc = docOf(docs, inner.name)
    if (doc) return { is: 'term', doc, how: (inner.is === 'has') === not ? 'unset' : 'set', values: [] }
  }
  if (inner.is === 'term') {
    const doc = docOf(docs, inner.field)
    const how = doc && howOf(inner.op, not, doc)
    if (doc && how) return { is: 'term', doc, how, values: inner.values }
  }
  return { is: 'other', text: printNode(node), node }
}

function howOf(op: Op, not: boolean, doc: FieldDoc): How | undefined {
  if (op === ':') return not ? 'not' : 'is'
  if (op === '!=') return not ? 'is' : 'not'
  if (op === '=') return not ? 'not' : doc.type === 'text' || doc.type === 'search' ? 'exactly' : 'is'
  return not ? undefined : op
}

export function nodeOf(chip: Chip): Node {
  if (chip.is === 'predicate') return negate({ is: 'state', name: chip.name }, chip.not)
  if (chip.is === 'text') return negate(chip.node, chip.not)
  if (chip.is === 'other') return chip.node
  const { doc, how, values } = chip
  if (how === 'set') return { is: 'has', name: doc.name }
  if (how === 'unset') return { is: 'no', name: doc.name }
  const ops: Record<Exclude<How, 'set' | 'unset'>, Op> = { is: ':', not: '!=', exactly: '=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' }
  return { is: 'term', field: doc.name, op: ops[how], values: how.startsWith('<') || how.startsWith('>') ? values.slice(0, 1) : [...values] }
}

const negate = (node: Node, not: boolean): Node => (not ? { is: 'not', node } : node)

/** How a field can be compared, the usual first. */
export function howsOf(doc: FieldDoc): How[] {
  const hows: How[] = ['is']
  if (doc.operators.includes('!=')) hows.push('not')
  if (doc.type === 'text') hows.push('exactly')
  for (const op of ['<', '<=', '>', '>='] as const) if (doc.operators.includes(op)) hows.push(op)
  if (doc.type !== 'search' && doc.type !== 'key' && doc.type !== 'category' && doc.name !== 'kind') hows.push('set', 'unset')
  return hows
}

/** Takes no value, or has one: else there is nothing yet to ask for. */
export const isWhole = (chip: Chip): boolean => chip.is !== 'term' || chip.how === 'set' || chip.how === 'unset' || chip.values.length > 0

export interface Split {
  chips: readonly Node[]
  /** What is typed and no chip yet. */
  draft: string
  /** sort: and group:, shown elsewhere. */
  rest: string
}

/** A query as chips; one that cannot be read is all draft. */
export function split(q: string): Split {
  const { query } = parse(q)
  if (!query) return { chips: [], draft: q, rest: '' }
  return { chips: chipsOf(query), draft: '', rest: print({ sort: query.sort, group: query.group }) }
}

/** The query of the chips with what is typed; where the draft begins in it, from 0. */
export function joined({ chips, draft, rest }: Split): { q: string; draftAt: number } {
  const typed = draft.trim()
  const before = typed ? chips.map((c) => (c.is === 'or' ? `(${printNode(c)})` : printNode(c))).join(' ') : print(withChips({ sort: [] }, chips))
  const again = rest && !/\b(sort|group):/.test(typed) ? rest : ''
  return { q: [before, typed, again].filter(Boolean).join(' '), draftAt: before ? before.length + 1 : 0 }
}
