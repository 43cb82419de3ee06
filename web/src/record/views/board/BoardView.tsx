/**
 * The board: cards in columns by any field, in lanes by another, moved by hand or
 * by key. What a move means is in move.ts, where one goes by key in control.ts.
 */
import { useId, useMemo, useState } from 'react'

import { useData, useKnowsWorkflow, useOrder, useRows } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useKept } from '@/record/list/kept'
import type { ListViewProps } from '@/record/list/props'
import { RecordMenu } from '@/record/list/RecordMenu'
import { SelectionStore } from '@/record/list/selection'
import { BulkBar } from '@/record/views/table/BulkBar'
import { groupField } from '@/record/views/table/groups'
import { Failed, isRanked } from '@/record/views/table/TableView'
import { EmptyState } from '@/ui/state'
import { SkeletonRows } from '@/ui/skeleton'

import { useBuckets } from './buckets'
import { BoardControl } from './control'
import { Cells } from './Cells'
import { type ColumnField, Facts } from './shape'

/** More cards than a board can tell apart. */
const MOST = 2000

const none: readonly string[] = []
const noFacts = new Map<string, never>()

export function BoardView(props: ListViewProps) {
  const { q, product, fields, options } = props
  const { shape } = props
  const field = groupField(fields, shape?.field ?? options.group) ?? groupField(fields, 'state')
  const columns = shape?.columns
  const column = useMemo((): ColumnField | undefined => (field && columns ? { ...field, columns } : field), [field, columns])
  const asked = useOrder({ q, product })
  const all = useKept(asked.ids, asked.status === 'ready')
  const ids = useMemo(() => (all.length > MOST ? all.slice(0, MOST) : all), [all])
  if (asked.status === 'error' && all.length === 0) return <Failed error={asked.error} retry={asked.retry} />
  if (asked.status === 'loading' && all.length === 0) return <SkeletonRows count={8} />
  if (all.length === 0) return <>{props.empty ?? <EmptyState icon="square-kanban" title={m.views_table_empty()} />}</>
  if (!column) return <EmptyState icon="square-kanban" title={m.views_board_no_columns()} />
  return <Columns {...props} ids={ids} column={column} cut={all.length > MOST} />
}

function Columns({ ids, column, cut, ...props }: ListViewProps & { ids: readonly string[]; column: ColumnField; cut: boolean }) {
  const { q, product, fields, options, kinds } = props
  const data = useData()
  const prefix = useId()
  const [own] = useState(() => new SelectionStore())
  const selection = props.selection instanceof SelectionStore ? props.selection : own
  const board = useMemo(() => new BoardControl(data, selection, `${prefix}card-`), [data, selection, prefix])
  const lane = groupField(fields, options.lanes)
  useRows(ids)
  const lanes = lane?.name === column.name ? undefined : lane
  const buckets = useBuckets(ids, column, lanes)
  const settled = useKnowsWorkflow(product) && buckets.missing < ids.length
  const ranked = isRanked(q, product)
  if (!settled) return <SkeletonRows count={8} />
  const order = () => board.shown?.columns.flatMap((c) => board.shown!.lanes.flatMap((l) => board.shown!.cell(l, c.key))) ?? none
  return (
    <RecordMenu selection={selection} product={product} open={props.open} order={order} ranked={ranked}>
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        {cut && <p className="border-b bg-amber-soft px-4 py-1.5 text-12 text-amber-text">{m.views_board_cut({ count: MOST.toLocaleString() })}</p>}
        <Facts value={props.shape?.facts ?? noFacts}>
          <Cells props={props} board={board} buckets={buckets} column={column} lane={lanes} ranked={ranked} />
        </Facts>
        <BulkBar selection={selection} fields={fields} kinds={kinds} product={product} order={order} ranked={false} />
      </div>
    </RecordMenu>
  )
}
