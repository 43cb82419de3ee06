import { memo } from 'react'

import type { Group } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { GroupLabel } from '@/record/list/GroupLabel'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import type { Section } from './layout'

interface Props {
  section: Section
  group: Group | undefined
  by: Field | undefined
  /** Of a state. */
  category?: string
  fold: (key: string, open: boolean) => void
  create?: (values?: Record<string, unknown>) => void
  line?: number
  top?: number
}

/** The heading of a group: it folds, counts, and takes new records. */
export const GroupHead = memo(function GroupHead({ section, group, by, category, fold, create, line, top }: Props) {
  const copy = line === undefined
  return (
    <div
      role={copy ? undefined : 'row'}
      data-group
      aria-rowindex={copy ? undefined : line + 2}
      className={cx('group/head flex h-row items-center gap-1 border-b bg-bg-sunken pr-2 pl-1.5', copy ? 'w-full' : 'absolute inset-x-0 top-0')}
      style={copy ? undefined : { transform: `translateY(${top}px)` }}
    >
      <div role={copy ? undefined : 'gridcell'} className="flex min-w-0 flex-1 items-center gap-1">
        <button
          type="button"
          tabIndex={copy ? -1 : 0}
          aria-expanded={section.open}
          onClick={() => fold(section.key, !section.open)}
          className="flex h-7 min-w-0 items-center gap-2 rounded-sm px-1.5 text-left text-13 font-medium hover:bg-bg-hover"
        >
          <Icon name="chevron-right" size={14} className={cx('text-text-faint transition-transform', section.open && 'rotate-90')} />
          <GroupLabel field={by} value={section.key} label={group?.label} category={category} />
          <span className="tabular text-12 font-normal text-text-faint">{(section.ids.length || section.count).toLocaleString()}</span>
        </button>
        {create && by && (
          <IconButton
            icon="plus"
            size="sm"
            tabIndex={copy ? -1 : 0}
            label={m.views_table_add_to({ group: group?.label || m.views_list_none() })}
            className="opacity-0 group-hover/head:opacity-100 focus-visible:opacity-100"
            onClick={() => create({ [by.name]: section.key || undefined })}
          />
        )}
      </div>
    </div>
  )
})
