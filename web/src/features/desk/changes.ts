/** What changed on the roadmap, read from the ledger. */
import type { Row } from '@/data/types'

const told = ['horizon', 'startOn', 'endOn', 'state', 'dueOn', 'title'] as const
export type Told = (typeof told)[number]

export interface Move {
  seq: number
  at: string
  actor: string | null
  record: string
  act: Row['act']
  changes: { field: Told; before: unknown; after: unknown }[]
}

const decisions = /\b(roadmap\.place|scope\.change|release\.date|release\.content|feature\.define)\b/

/** The moves on the roadmap, the newest first; what was only ranked or reworded is left out, and a record stands there once, with its last move. */
export function movesOf(rows: readonly Row[], most: number): Move[] {
  const out: Move[] = []
  for (const r of [...rows].sort((a, b) => b.seq - a.seq)) {
    if (!r.record || r.entity !== r.record || (r.decision && !decisions.test(r.decision))) continue
    const changes = r.act === 'update' ? told.flatMap((field) => (field !== 'title' && r.diff[field] ? [{ field, before: r.diff[field][0], after: r.diff[field][1] }] : [])) : []
    if (r.act === 'update' && changes.length === 0) continue
    if (out.some((o) => o.record === r.record)) continue
    out.push({ seq: r.seq, at: r.at, actor: r.actor, record: r.record, act: r.act, changes })
    if (out.length === most) break
  }
  return out
}
