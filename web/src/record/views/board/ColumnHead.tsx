import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { GroupLabel } from '@/record/list/GroupLabel'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon, StateIcon } from '@/ui/icon'
import { Markdown } from '@/ui/markdown'
import { Menu } from '@/ui/menu'
import { tip } from '@/ui/tooltip'

import { type Column, isOver } from './columns'

interface Props {
  column: Column
  field: Field
  count: number
  folded: boolean
  onFold: () => void
  onLimit?: () => void
  onAdd?: () => void
}

/** What a column is, how many cards it has, and how many it should have at most. */
export function ColumnHead({ column, field, count, folded, onFold, onLimit, onAdd }: Props) {
  if (folded)
    return (
      <button type="button" onClick={onFold} aria-expanded={false} className="flex min-h-32 flex-1 items-start justify-center rounded-sm py-2 text-text-muted hover:bg-bg-hover" {...tip(m.views_board_unfold())}>
        <span className="flex items-center gap-2 text-13 [writing-mode:vertical-rl]">
          <Name column={column} field={field} />
          <span className="tabular text-12 text-text-faint">{count}</span>
        </span>
      </button>
    )
  const over = isOver(column, count)
  const held = column.shape?.holds ?? count
  return (
    <>
    <div className="flex h-9 min-w-0 shrink-0 items-center gap-1.5">
      <h2 className="flex min-w-0 items-center text-13 font-medium">
        <Name column={column} field={field} />
      </h2>
      <span
        className={cx('tabular inline-flex h-5 shrink-0 items-center gap-1 rounded-sm px-1 text-12', over ? 'bg-red-soft font-medium text-red-text' : 'text-text-faint')}
        {...tip(column.limit ? (over ? m.views_board_over({ count: held, limit: column.limit }) : m.views_board_limit_is({ limit: column.limit })) : undefined)}
      >
        {over && <Icon name="triangle-alert" size={12} label={m.views_board_over({ count: held, limit: column.limit! })} />}
        {column.limit ? m.views_board_count_of({ count: held, limit: column.limit }) : count}
      </span>
      {column.shape?.note && <span className="tabular truncate text-12 text-text-faint">{column.shape.note}</span>}
      <span className="ml-auto flex opacity-0 transition-opacity group-focus-within/column:opacity-100 group-hover/column:opacity-100">
        {onAdd && <IconButton icon="plus" size="sm" label={m.views_board_add()} onClick={onAdd} />}
        <Menu
          align="end"
          trigger={<IconButton icon="ellipsis" size="sm" label={m.views_board_column_menu()} />}
          items={[
            ...(onLimit ? [{ label: m.views_board_limit(), icon: 'gauge', onSelect: onLimit }] : []),
            { label: m.views_board_fold(), icon: 'chevrons-down-up', onSelect: onFold },
          ]}
        />
      </span>
    </div>
    {column.shape?.policy && (
      <div tabIndex={0} role="note" aria-label={m.views_board_policy({ column: column.shape.name })} className="quiet-scroll mb-1 max-h-16 shrink-0 overflow-y-auto rounded-sm border-l-2 border-line-strong pl-2 text-12 text-text-muted">
        <Markdown text={column.shape.policy} dense />
      </div>
    )}
    </>
  )
}

/** A column is called as its value is, or as whoever made it has named it. */
function Name({ column, field }: { column: Column; field: Field }) {
  if (!column.shape) return <GroupLabel field={field} value={column.key} category={column.category} />
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      {column.category !== undefined && <StateIcon category={column.category} />}
      <span className="truncate first-letter:uppercase">{column.shape.name}</span>
    </span>
  )
}
