/** The lines of the timeline from top to bottom: headings of groups, and a line for each record. */
import { useMemo } from 'react'

import { useGroups, useOrder } from '@/data/hooks'
import type { ListSpec, Problem } from '@/data/types'
import { join } from '@/lib/query-edit'
import type { Field } from '@/record/fields/field'
import { useOrders, useRecs } from '@/record/views/common/lists'

export interface Section {
  key: string
  /** undefined: the lines have no heading. */
  label?: string
  count: number
  ids: readonly string[]
  open: boolean
}

export type Line = { is: 'head'; key: string; section: Section } | { is: 'item'; key: string; id: string; section: Section }

export interface Lines {
  lines: readonly Line[]
  /** The first line of each record. */
  at: ReadonlyMap<string, number>
  status: 'loading' | 'ready' | 'error'
  error?: Problem
  specs: readonly ListSpec[]
}

export function linesOf(sections: readonly Section[]): Pick<Lines, 'lines' | 'at'> {
  const lines: Line[] = []
  const at = new Map<string, number>()
  for (const section of sections) {
    if (section.label !== undefined) lines.push({ is: 'head', key: `${section.key}|`, section })
    if (!section.open) continue
    for (const id of section.ids) {
      if (!at.has(id)) at.set(id, lines.length)
      lines.push({ is: 'item', key: `${section.key}|${id}`, id, section })
    }
  }
  return { lines, at }
}

/** Fields by which lines can be put in groups: those the server can count, and links to few records. */
export const groupFields = (fields: readonly Field[]): Field[] =>
  fields.filter((f) => f.query && (f.groupable || (f.type === 'link' && f.link?.direction === 'out' && f.refs?.length)))

interface Plan {
  key: string
  label?: string
  spec: ListSpec
  count?: number
}

/** The groups that the records at the other end of a link make, and the one of those without. */
function useLinked(q: string, product: string | undefined, field: Field | undefined, rest: string): Plan[] | undefined {
  const targets = useOrder(field && { q: `type:${field.refs!.join(',')} is:open`, product })
  const records = useRecs(targets.ids)
  return useMemo(() => {
    if (!field) return undefined
    const plans = records.flatMap((r) => (r ? [{ key: r.id, label: r.title || r.key, spec: { q: join(q, `${field.query}:${r.key}`).q, product } }] : []))
    return [...plans, { key: '', label: rest, spec: { q: join(q, `no:${field.query}`).q, product } }]
  }, [records, field, q, product, rest])
}

function useCounted(q: string, product: string | undefined, field: Field | undefined, rest: string): { plans?: Plan[]; error?: Problem } {
  const { groups, error } = useGroups(field && { q: join(q, `group:${field.query}`).q, product })
  const plans = useMemo(
    () => groups?.map((g) => ({ key: g.value, label: g.label || rest, count: g.count, spec: { q: g.q, product } })),
    [groups, product, rest],
  )
  return field ? { plans, error } : {}
}

/** All lines of a query, in groups where a field is given. Groups that are closed are not asked for. */
export function useLines(q: string, product: string | undefined, group: Field | undefined, closed: ReadonlySet<string>, extra: readonly string[], rest: string): Lines {
  const linked = useLinked(q, product, group?.type === 'link' ? group : undefined, rest)
  const counted = useCounted(q, product, group && group.type !== 'link' ? group : undefined, rest)
  const plans = useMemo<Plan[] | undefined>(() => (group ? (linked ?? counted.plans) : [{ key: '', spec: { q, product } }]), [group, linked, counted.plans, q, product])
  const asked = useMemo(() => (plans ?? []).filter((p) => !closed.has(p.key) || p.count === undefined), [plans, closed])
  const specs = useMemo(() => asked.map((p) => p.spec), [asked])
  const orders = useOrders(specs)
  return useMemo(() => {
    const of = new Map(asked.map((p, i) => [p.key, orders[i]]))
    const sections = (plans ?? []).map((p) => {
      const ids = of.get(p.key)?.ids ?? []
      return { key: p.key, label: p.label, ids, count: of.has(p.key) ? ids.length : (p.count ?? 0), open: !closed.has(p.key) }
    })
    const held = new Set(sections.flatMap((s) => s.ids))
    const fresh = extra.filter((id) => !held.has(id))
    const first: Section[] = fresh.length > 0 ? [{ key: '+', ids: fresh, count: fresh.length, open: true }] : []
    const shown = sections.filter((s) => s.label === undefined || s.count > 0)
    const error = counted.error ?? orders.find((o) => o.status === 'error')?.error
    const waiting = !plans || orders.some((o) => o.status === 'loading')
    const made = linesOf([...first, ...shown])
    return { ...made, specs, error, status: made.lines.length > 0 ? 'ready' : error ? 'error' : waiting ? 'loading' : 'ready' }
  }, [plans, asked, orders, closed, extra, specs, counted.error])
}
