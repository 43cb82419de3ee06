/** The groups of a table and the rows of each, as one layout. */
import { useMemo } from 'react'

import { useGroups, useOrder } from '@/data/hooks'
import type { Status } from '@/data/lists'
import type { Group, Problem } from '@/data/types'
import type { Field } from '@/record/fields/field'
import { useKept } from '@/record/list/kept'
import { retryAll, useOrders } from '@/record/views/common/lists'
import { useData } from '@/data/hooks'

import { Layout, type Mark, type Section } from './layout'

export interface Grouped {
  layout: Layout
  groups: ReadonlyMap<string, Group>
  status: Status
  error?: Problem
  retry: () => void
}

/** The field by which a text groups: its name, or its name in queries. */
export const groupField = (fields: readonly Field[], name: string | undefined): Field | undefined =>
  name ? fields.find((f) => f.groupable && (f.name === name || f.query === name)) : undefined

const noGroups: readonly Group[] = []
const noMarks: readonly Mark[] = []

export function useGrouped(q: string, product: string | undefined, by: Field | undefined, folded: ReadonlySet<string>, marks: readonly Mark[] = noMarks): Grouped {
  const data = useData()
  const flat = useOrder(by ? undefined : { q, product })
  const found = useGroups(by ? { q: `${q} group:${by.query}`, product } : undefined)
  const groups = useKept(found.groups ?? noGroups, found.groups !== undefined)
  const open = useMemo(() => groups.filter((g) => !folded.has(g.value)), [groups, folded])
  const specs = useMemo(() => open.map((g) => ({ q: g.q, product })), [open, product])
  const orders = useOrders(specs)
  const ids = useKept(flat.ids, flat.status === 'ready' || flat.ids.length > 0)
  const layout = useMemo(() => {
    if (!by) return new Layout([{ key: '', head: false, open: true, ids, count: ids.length }], marks)
    const sections = groups.map((g): Section => {
      const order = orders[open.indexOf(g)]
      const ready = order !== undefined && order.status === 'ready'
      return { key: g.value, head: true, open: !folded.has(g.value), ids: order?.ids ?? [], count: ready ? order.ids.length : g.count }
    })
    return new Layout(sections)
  }, [by, ids, marks, groups, orders, open, folded])
  const byValue = useMemo(() => new Map(groups.map((g) => [g.value, g])), [groups])
  const asked = by ? found : flat
  const retry = () => {
    asked.retry()
    retryAll(data, specs)
  }
  const shown = layout.count > 0 ? 'ready' : asked.status
  return { layout, groups: byValue, status: asked.error && asked.status === 'error' ? 'error' : shown, error: asked.error, retry }
}
