import { memo, useCallback } from 'react'

import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { FieldValue } from '@/record/fields/cell'
import type { Field } from '@/record/fields/field'
import { Blocked } from '@/record/list/Blocked'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'
import { Skeleton } from '@/ui/skeleton'

import { CellEditor } from './CellEditor'
import { useRowState } from './cells'
import { alignsRight } from './columns'
import type { TableControl } from './control'
import { dragRow } from './drag'

interface Props {
  id: string
  line: number
  top: number
  /** Takes the focus when one comes to the table and nothing in it has it. */
  entry: boolean
  table: TableControl
  columns: readonly Field[]
  /** Rows can be dragged. */
  movable: boolean
}

/** One row: drawn again when its record, its selection or its editing changes. */
export const Row = memo(function Row({ id, line, top, entry, table, columns, movable }: Props) {
  const record = useRecord(id)
  const state = useRowState(table.cells, id)
  const ref = useCallback(
    (row: HTMLDivElement | null) => {
      if (!row) return undefined
      table.drawn(id, row)
      return movable ? dragRow(table, id, row, () => true) : undefined
    },
    [table, id, movable],
  )
  const tab = (column: number) => (state.focused ? state.column === column : entry && column === -1) ? 0 : -1
  return (
    <div
      ref={ref}
      role="row"
      id={table.rowId(id)}
      data-id={id}
      aria-rowindex={line + 2}
      aria-selected={state.selected}
      aria-label={record ? `${record.key} ${record.title}` : undefined}
      tabIndex={tab(-1)}
      style={{ transform: `translateY(${top}px)` }}
      className={cx(
        'group absolute inset-x-0 top-0 grid h-row grid-cols-(--columns) items-center border-b text-13 -outline-offset-2 [contain:layout_style]',
        state.selected ? 'bg-bg-selected' : 'bg-bg hover:bg-bg-hover',
        state.focused && 'shadow-[inset_2px_0_0_var(--color-accent)]',
        state.editing && 'z-10',
      )}
    >
      <div role="gridcell" aria-colindex={1} className="flex h-full items-center justify-center">
        <Checkbox
          hideLabel
          label={m.views_table_select({ what: record?.key ?? '' })}
          tabIndex={-1}
          checked={state.selected}
          onChange={() => undefined}
          className={cx('transition-opacity', !state.selected && 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100')}
        />
      </div>
      <Title record={record} table={table} field={table.shown.columns[0]!} tab={tab(0)} editing={state.editing === 'title'} />
      {columns.map((field, i) => (
        <div
          key={field.name}
          role="gridcell"
          aria-colindex={i + 3}
          data-column={i + 1}
          tabIndex={tab(i + 1)}
          className={cx('flex h-full min-w-0 items-center px-2 text-text-muted -outline-offset-2', alignsRight(field) && 'justify-end', field.editable && 'hover:shadow-[inset_0_0_0_1px_var(--color-line-strong)]')}
        >
          {record && state.editing === field.name ? <CellEditor record={record} field={field} table={table} /> : record && has(record, field) ? <FieldValue record={record} field={field} /> : !record && <Skeleton width="60%" />}
        </div>
      ))}
    </div>
  )
})

/** Kinds differ in their fields: a cell of a field that the kind lacks stays empty. */
const has = (record: Rec, field: Field) => field.type === 'link' || field.custom || field.name in record

function Title({ record, table, field, tab, editing }: { record: Rec | undefined; table: TableControl; field: Field; tab: number; editing: boolean }) {
  return (
    <div role="gridcell" aria-colindex={2} data-column={0} tabIndex={tab} className="flex h-full min-w-0 items-center gap-2 pr-2 -outline-offset-2">
      {!record && <Skeleton width="45%" />}
      {record && (
        <>
          <KindIcon kind={record.kind} size={14} className="text-text-faint" />
          <span className="keyed w-18 shrink-0 text-text-faint">{record.key}</span>
          {editing ? (
            <CellEditor record={record} field={field} table={table} />
          ) : (
            <a href={`/r/${record.key}`} data-open tabIndex={-1} className={cx('min-w-0 truncate hover:underline hover:decoration-line-strong hover:underline-offset-3', record.category === 'closed' ? 'text-text-muted' : 'text-text')}>
              {record.title}
            </a>
          )}
          <Blocked id={record.id} />
        </>
      )}
    </div>
  )
}
