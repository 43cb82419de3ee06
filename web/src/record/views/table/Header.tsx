import type { ReactElement } from 'react'

import { nextSort, sortOf, withSort } from '@/lib/query-edit'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { useSelection } from '@/record/list/selection'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'
import { tip } from '@/ui/tooltip'

import { alignsRight, type Widths } from './columns'
import type { TableControl } from './control'
import { dragColumn } from './drag-column'
import { Resize } from './Resize'

interface Props {
  title: Field
  columns: readonly Field[]
  widths: Widths
  q: string
  table: TableControl
  onQ?: (change: (q: string) => string) => void
  onColumns: (cols: string) => void
  onWidth: (name: string, width: number | undefined) => void
}

export function Header({ title, columns, widths, q, table, onQ, onColumns, onWidth }: Props) {
  const sort = sortOf(q)
  const sortBy = (field: Field, add: boolean) => onQ?.((own) => withSort(own, nextSort(add ? sort : sort.filter((o) => o.field === field.query), field.query ?? '', add)))
  const cell = (field: Field, index: number, inner: ReactElement | null) => {
    const place = sort.findIndex((o) => o.field === field.query)
    const order = sort[place]
    return (
      <div
        key={field.name}
        ref={(el) => (el && index > 2 ? dragColumn(el, field.name, columns, onColumns) : undefined)}
        role="columnheader"
        aria-colindex={index}
        aria-sort={order ? (order.desc ? 'descending' : 'ascending') : undefined}
        className={cx('group/col relative flex h-full min-w-0 items-center', index > 2 && 'px-2', alignsRight(field) && 'justify-end')}
      >
        <button
          type="button"
          disabled={!field.sortable || !field.query || !onQ}
          onClick={(e) => sortBy(field, e.shiftKey)}
          {...tip(field.sortable && onQ ? m.views_table_sort_hint({ field: field.label }) : field.help)}
          className="-mx-1 flex h-6 min-w-0 items-center gap-1 rounded-sm px-1 enabled:hover:bg-bg-hover enabled:hover:text-text"
        >
          <span className="truncate">{field.label}</span>
          {order && <Icon name={order.desc ? 'arrow-down' : 'arrow-up'} size={12} className="text-accent-text" />}
          {order && sort.length > 1 && <span className="tabular text-accent-text">{place + 1}</span>}
        </button>
        {inner}
      </div>
    )
  }
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-20 grid h-8 grid-cols-(--columns) items-center border-b bg-bg text-12 font-medium text-text-faint">
      <div role="columnheader" aria-colindex={1} className="flex items-center justify-center">
        <SelectAll table={table} />
      </div>
      {cell(title, 2, null)}
      {columns.map((c, i) => cell(c, i + 3, <Resize field={c} widths={widths} columns={columns} onWidth={onWidth} />))}
    </div>
  )
}

function SelectAll({ table }: { table: TableControl }) {
  const count = useSelection(table.selection, (s) => s.ids.size)
  const all = count > 0 && count >= table.shown.layout.order.length
  return (
    <Checkbox
      hideLabel
      label={m.views_table_select_all()}
      checked={all}
      indeterminate={count > 0 && !all}
      onChange={(yes) => (yes ? table.act({ do: 'all' }) : table.selection.clear())}
    />
  )
}
