/** The lanes of a board that can have a limit. */
import type { Rec } from '@/data/types'

export type LaneField = 'serviceClass' | 'owner' | 'kind' | 'priority' | 'parent'

/** Lanes that are there whether anything stands in them or not. Expedite work has a limit of its own. */
const always: Partial<Record<LaneField, readonly string[]>> = { kind: ['story', 'bug', 'task', 'spike'], serviceClass: ['standard', 'fixed_date', 'intangible'] }

/** Beyond that a dialog is no place to set them. */
const most = 40

/** The values of a field that limits can be set on: what is always there, what work stands in, what has one. */
export function lanesOf(field: LaneField, items: readonly Rec[], limits: Record<string, number>): string[] {
  const fixed = always[field]
  const used = fixed ?? [...new Set(items.map((i) => String(i[field] ?? '')))].sort()
  return [...new Set([...used, ...Object.keys(limits)])].slice(0, Math.max(most, Object.keys(limits).length))
}

/** The limits with one lane's set or taken away. */
export function limited(limits: Record<string, number>, lane: string, to: number | null): Record<string, number> {
  const { [lane]: _, ...rest } = limits
  return to === null ? rest : { ...rest, [lane]: to }
}
