import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { GroupLabel } from '@/record/list/GroupLabel'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Menu } from '@/ui/menu'
import { tip } from '@/ui/tooltip'

import { type Column, isOver } from './columns'

interface Props {
  column: Column
  field: Field
  count: number
  folded: boolean
  onFold: () => void
  onLimit: () => void
  onAdd?: () => void
}

/** What a column is, how many cards it has, and how many it should have at most. */
export function ColumnHead({ column, field, count, folded, onFold, onLimit, onAdd }: Props) {
  if (folded)
    return (
      <button type="button" onClick={onFold} aria-expanded={false} className="flex min-h-32 flex-1 items-start justify-center rounded-sm py-2 text-text-muted hover:bg-bg-hover" {...tip(m.views_board_unfold())}>
        <span className="flex items-center gap-2 text-13 [writing-mode:vertical-rl]">
          <GroupLabel field={field} value={column.key} category={column.category} />
          <span className="tabular text-12 text-text-faint">{count}</span>
        </span>
      </button>
    )
  const over = isOver(column, count)
  return (
    <div className="flex h-9 min-w-0 items-center gap-1.5">
      <h2 className="flex min-w-0 items-center text-13 font-medium">
        <GroupLabel field={field} value={column.key} category={column.category} />
      </h2>
      <span
        className={cx('tabular inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1 text-12', over ? 'bg-red-soft font-medium text-red-text' : 'text-text-faint')}
        {...tip(column.limit ? (over ? m.views_board_over({ count, limit: column.limit }) : m.views_board_limit_is({ limit: column.limit })) : undefined)}
      >
        {over && <Icon name="triangle-alert" size={12} label={m.views_board_over({ count, limit: column.limit! })} />}
        {column.limit ? m.views_board_count_of({ count, limit: column.limit }) : count}
      </span>
      <span className="ml-auto flex opacity-0 transition-opacity group-focus-within/column:opacity-100 group-hover/column:opacity-100">
        {onAdd && <IconButton icon="plus" size="sm" label={m.views_board_add()} onClick={onAdd} />}
        <Menu
          align="end"
          trigger={<IconButton icon="ellipsis" size="sm" label={m.views_board_column_menu()} />}
          items={[
            { label: m.views_board_limit(), icon: 'gauge', onSelect: onLimit },
            { label: m.views_board_fold(), icon: 'chevrons-down-up', onSelect: onFold },
          ]}
        />
      </span>
    </div>
  )
}
