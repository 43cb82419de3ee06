import { KINDS, type KindName } from '@/data/kinds.gen'
import type { Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { fieldsOf, kindName, words } from '@/record/fields/fields'

/** Fields that only follow from others. */
const follows = new Set(['category', 'updatedAt', 'doneAt', 'rank', 'version'])

/** What a proposal would do, in a few words: "a new bug", "Start, End", "a link". */
export function sayProposed(p: Pick<Proposal, 'preview' | 'operation'>): string {
  const x = p.preview.find((one) => one.kind in KINDS) ?? p.preview[0]
  if (!x) return p.operation
  if (x.kind === 'link') return x.act === 'delete' ? m.screens_proposed_unlink() : m.screens_proposed_link()
  if (x.act === 'create') return m.screens_proposed_new({ kind: kindName(x.kind).toLowerCase() })
  if (x.act === 'delete') return m.screens_proposed_gone()
  if (p.operation === 'record.rank') return m.screens_proposed_rank()
  const labels = new Map(x.kind in KINDS ? fieldsOf(x.kind as KindName).map((f) => [f.name, f.label]) : [])
  const changed = Object.keys(x.diff).filter((f) => !follows.has(f))
  return changed.map((f) => labels.get(f) ?? words(f.replace(/^custom\./, ''))).join(', ')
}
