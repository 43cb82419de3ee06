/** Decisions: who drives, who decides, who has a voice and who is told; and what is still missing. */
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'

export interface Option {
  id: string
  title: string
  pros: string
  cons: string
}

export const optionsOf = (record: Rec): Option[] => (Array.isArray(record.options) ? (record.options as Option[]) : [])

export const peopleOf = (record: Rec, field: 'contributors' | 'informed'): string[] => (Array.isArray(record[field]) ? (record[field] as string[]) : [])

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What a decision needs before it can be taken well: one who drives, one who decides, a day, two options at least. */
export function missingOf(record: Rec): string[] {
  const out: string[] = []
  if (!text(record.driver)) out.push(m.daci_needs_driver())
  if (!text(record.approver)) out.push(m.daci_needs_approver())
  if (!text(record.dueOn)) out.push(m.daci_needs_day())
  if (optionsOf(record).length < 2) out.push(m.daci_needs_options())
  return out
}

export type Stands = 'overdue' | 'due' | 'open' | 'review' | 'decided' | 'superseded'

/** Where it stands on a day: a week ahead it is due. */
export function standsOf(record: Rec, today: string, soon: string): Stands {
  if (record.category === 'closed') return 'superseded'
  if (record.category === 'done') {
    const review = text(record.reviewOn)
    return review && review <= today ? 'review' : 'decided'
  }
  const due = text(record.dueOn)
  if (due && due < today) return 'overdue'
  return due && due <= soon ? 'due' : 'open'
}

/** Lines of a text, without the marks of lists that people type. */
export const linesOf = (value: string): string[] =>
  value
    .split('\n')
    .map((l) => l.replace(/^\s*[-*+]\s+/, '').trim())
    .filter(Boolean)
