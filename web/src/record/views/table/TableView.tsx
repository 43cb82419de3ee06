/**
 * The table: a list of any length as rows, in groups or in one piece, edited where
 * it is read. What it does is in control.ts, where things stand in layout.ts; the
 * parts here only draw.
 */
import { useId, useMemo, useState, type ReactNode } from 'react'

import { useData } from '@/data/hooks'
import { sortOf } from '@/lib/query-edit'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { RecordMenu } from '@/record/list/RecordMenu'
import type { ListViewProps } from '@/record/list/props'
import { SelectionStore } from '@/record/list/selection'
import { EmptyState, ErrorState } from '@/ui/state'
import { SkeletonRows } from '@/ui/skeleton'

import { BulkBar } from './BulkBar'
import { chosenColumns } from './columns'
import { TableControl } from './control'
import { Grid } from './Grid'
import { groupField, useGrouped } from './groups'

/** The list stands in the order made by hand, so that it can be changed by hand. */
export function isRanked(q: string, product: string | undefined): boolean {
  const sort = sortOf(q)
  return sort.length === 0 ? product !== undefined : sort.length === 1 && sort[0]!.field === 'rank' && !sort[0]!.desc
}

const plainTitle: Field = { name: 'title', label: 'Title', type: 'text', editable: true, decisions: [] }

export function TableView(props: ListViewProps) {
  const { q, product, fields, options, marks, kinds } = props
  const data = useData()
  const prefix = useId()
  const [own] = useState(() => new SelectionStore())
  const selection = props.selection instanceof SelectionStore ? props.selection : own
  const table = useMemo(() => new TableControl(data, selection, `${prefix}row-`), [data, selection, prefix])
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const by = groupField(fields, options.group)
  const found = useGrouped(q, product, by, folded, marks)
  const columns = useMemo(() => chosenColumns(fields, options.cols), [fields, options.cols])
  const categories = useMemo(() => new Map(by?.type === 'state' ? kinds.flatMap((k) => data.session.workflow(product, k).map((s) => [s.name, s.category] as const)) : []), [data, by, kinds, product])
  const title = fields.find((f) => f.name === 'title') ?? plainTitle
  const fold = (key: string, open: boolean) => setFolded((before) => (open ? new Set([...before].filter((k) => k !== key)) : new Set([...before, key])))

  if (found.status === 'error' && found.layout.count === 0) return <Failed error={found.error} retry={found.retry} />
  if (found.status === 'loading') return <SkeletonRows count={12} />
  if (found.layout.count === 0) return <>{props.empty ?? <EmptyState icon="inbox" title={m.views_table_empty()} />}</>
  return (
    <RecordMenu selection={selection} product={product} open={props.open} order={() => table.shown.layout.order} ranked={isRanked(q, product)}>
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <Grid
          table={table}
          layout={found.layout}
          groups={found.groups}
          categories={categories}
          by={by}
          title={title}
          columns={columns}
          q={q}
          ranked={isRanked(q, product)}
          open={props.open}
          fold={fold}
          onQ={props.onQ}
          onColumns={(cols) => props.setOptions({ cols })}
          create={props.create}
        />
        <BulkBar selection={selection} fields={fields} kinds={kinds} product={product} order={() => table.shown.layout.order} ranked={isRanked(q, product)} />
      </div>
    </RecordMenu>
  )
}

/** What could not be shown, and why. */
export function Failed({ error, retry }: { error: { status: number; detail: string; fields: readonly { message: string }[] } | undefined; retry: () => void }): ReactNode {
  if (error?.status === 403 || error?.status === 404) return <EmptyState icon="lock" title={m.views_list_refused()} text={m.views_list_refused_text()} />
  // What is wrong with the query is said under the filter, at its place.
  if (error?.fields.length) return <EmptyState icon="list-filter" title={m.views_list_wrong_query()} text={m.views_list_wrong_query_text()} />
  return <ErrorState text={error?.detail} onRetry={retry} />
}
