import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useRef, useState } from 'react'

import { useData } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { type Field, patchOf } from '@/record/fields/field'
import { fieldRight } from '@/record/fields/editor-right'
import { useSelection } from '@/record/list/selection'
import { announce } from '@/record/views/common/announce'
import { Frame, takeSteps, useSelectionStore } from '@/record/views/common/frame'
import { retryAll, useOrders } from '@/record/views/common/lists'
import { useRules } from '@/record/views/common/rules'
import { isRanked } from '@/record/views/table/TableView'
import { datesOf, hasField } from '@/record/views/timeline/dates'
import type { ViewProps } from '@/record/views/view'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { ColumnView } from './ColumnView'
import { cardStep, type Column, columnField, columnQuery, type Move, moved, NONE, ofKinds, valuesOf } from './columns'
import { type Horizons, HorizonsContext } from './context'

export interface HorizonsProps extends ViewProps {
  empty?: ReactNode
}

/** Records in columns by how far away they are, where no dates are promised. */
export function HorizonsView(props: HorizonsProps) {
  const field = useMemo(() => columnField(props.fields, props.options.by), [props.fields, props.options.by])
  if (!field) return <EmptyState icon="columns-3" title={m.views_horizons_no_field()} text={m.views_horizons_no_field_text()} />
  return <InColumns {...props} field={field} />
}

function InColumns({ q, product, kinds, fields, options, field, open, create, empty, ...props }: HorizonsProps & { field: Field }) {
  const data = useData()
  const selection = useSelectionStore(props.selection)
  const [moves, setMoves] = useState<readonly Move[]>([])
  const [wanted] = useState<Horizons['wanted']>(() => ({ id: undefined }))
  const values = useMemo(() => valuesOf(field), [field])
  const own = useMemo(() => ofKinds(q, kinds, kinds.filter((k) => hasField(k, field))), [q, kinds, field])
  const specs = useMemo(() => values.map((v) => ({ q: columnQuery(own, field, v), product })), [values, own, field, product])
  const orders = useOrders(specs)
  const found = useMemo(() => moved(values.map((value, i) => ({ value, ids: orders[i]?.ids ?? [] })), moves), [values, orders, moves])
  if (found.pending.length < moves.length) setMoves(found.pending)
  const columns: Column[] = useMemo(() => found.lists.map((l) => ({ ...l, label: l.value === NONE ? m.views_horizons_unplaced() : labelOf(field, l.value) })), [found.lists, field])
  const ranked = isRanked(q, product)
  useRules(product)

  const move = useCallback<Horizons['move']>(
    (id, to, beside) => {
      const record = data.cache.get(id)
      if (!record) return
      if ((record[field.name] ?? NONE) !== to && fieldRight(data, record, field).may !== 'no') {
        const own: Move = { id, to }
        setMoves((before) => [...before.filter((mv) => mv.id !== id), own])
        announce(m.views_horizons_moved({ title: record.title, column: to === NONE ? m.views_horizons_unplaced() : labelOf(field, to) }))
        void data.change(id, patchOf(field, to === NONE ? null : to)).then((o) => 'done' in o || setMoves((before) => before.filter((mv) => mv !== own)))
      }
      if (beside && ranked && beside.id !== id) void data.rank([id], beside.edge === 'top' ? { before: beside.id } : { after: beside.id })
    },
    [data, field, ranked],
  )
  const shown = useMemo(() => {
    const { start, end } = datesOf(fields, options)
    return { start, end, confidence: fields.find((f) => f.name === 'confidence'), objective: fields.find((f) => f.type === 'link' && f.refs?.includes('objective')), product: product === undefined }
  }, [fields, options, product])
  const value = useMemo<Horizons>(() => ({ data, field, selection, shown, wanted, move, open, create }), [data, field, selection, shown, wanted, move, open, create])
  const all = columns.flatMap((c) => c.ids)
  const focus = useSelection(selection, (s) => s.focus)
  const first = focus !== undefined && all.includes(focus) ? focus : all[0]

  const keys = (e: KeyboardEvent<HTMLElement>) => {
    const id = (e.target as HTMLElement).dataset.card
    if (!id || e.ctrlKey || e.metaKey) return
    const at = columns.findIndex((c) => c.ids.includes(id))
    const ids = columns[at]?.ids ?? []
    const near = cardStep(columns, id, e.key)
    if ((e.shiftKey || e.altKey) && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')) {
      const to = columns[at + (e.key === 'ArrowLeft' ? -1 : 1)]
      wanted.id = to && id
      if (to) move(id, to.value)
    } else if (e.altKey && near && (e.key === 'ArrowUp' || e.key === 'ArrowDown')) {
      wanted.id = id
      move(id, columns[at]!.value, { id: near, edge: e.key === 'ArrowUp' ? 'top' : 'bottom' })
    } else if (near !== undefined && !e.altKey) focusOn(e.currentTarget, near, wanted, ids)
    else if (e.key === 'Enter') open(id, 'page')
    else if (e.key === ' ') open(id, 'panel')
    else if (e.key === 'x') selection.toggle(id)
    else if (e.key === 'Escape') selection.clear()
    else if (!e.key.startsWith('Arrow')) return
    e.preventDefault()
    e.stopPropagation()
  }

  const order = useRef(all)
  order.current = all
  const box = useCallback(
    (element: HTMLElement | null) => {
      if (!element) return undefined
      return takeSteps(selection, (by) => {
        const at = order.current.indexOf(selection.focus ?? '')
        const id = order.current[Math.max(0, at + by)]
        if (id) focusOn(element, id, wanted, order.current)
      })
    },
    [selection, wanted],
  )

  if (orders.some((o) => o.status === 'error') && all.length === 0) return <ErrorState text={orders.find((o) => o.error)?.error?.detail} onRetry={() => retryAll(data, specs)} />
  if (orders.some((o) => o.status === 'loading') && all.length === 0) return <Waiting count={values.length} />
  if (all.length === 0) return <>{empty ?? <EmptyState icon="columns-3" title={m.views_horizons_empty()} text={m.views_horizons_empty_text()} />}</>
  return (
    <HorizonsContext value={value}>
      <Frame selection={selection} product={product} fields={fields} kinds={kinds} open={open} order={() => all}>
        <div ref={box} onKeyDown={keys} role="group" aria-label={m.views_horizons_name()} className="flex min-h-0 flex-1 gap-3 overflow-x-auto p-3 quiet-scroll">
          {columns.map((c) => (
            <ColumnView key={c.value} column={c} first={first} />
          ))}
        </div>
      </Frame>
    </HorizonsContext>
  )
}

/** The card takes the focus; one that is not drawn does once it is. */
function focusOn(box: HTMLElement, id: string, wanted: Horizons['wanted'], near: readonly string[]): void {
  const card = box.querySelector<HTMLElement>(`[data-card="${id}"]`)
  if (card) {
    card.focus()
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  } else if (near.length > 0) wanted.id = id
}

const labelOf = (field: Field, value: string): string => {
  const label = field.values?.find((v) => v.value === value)?.label ?? value
  return label.charAt(0).toLocaleUpperCase() + label.slice(1)
}

function Waiting({ count }: { count: number }) {
  return (
    <div role="status" aria-label={m.views_horizons_loading()} className="flex flex-1 gap-3 p-3">
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className="flex flex-1 flex-col gap-2 rounded bg-bg-sunken p-2 pt-10">
          {Array.from({ length: 4 - (i % 2) }, (_, j) => (
            <Skeleton key={j} height={88} />
          ))}
        </div>
      ))}
    </div>
  )
}
