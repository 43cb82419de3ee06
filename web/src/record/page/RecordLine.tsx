import { memo, type ReactNode } from 'react'

import { useMember, useRecord } from '@/data/hooks'
import { SaidValue } from '@/record/fields/cell-parts'
import { kindName, saidOf } from '@/record/fields/fields'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/cx'
import { KindIcon, StateIcon } from '@/ui/icon'
import { Skeleton } from '@/ui/skeleton'
import { tip } from '@/ui/tooltip'

import { useRecordLink } from './opener'

/** Another record in one line, as a link to it, with what can be done to the line at its end. */
export const RecordLine = memo(function RecordLine({ id, actions }: { id: string; actions?: ReactNode }) {
  const record = useRecord(id)
  const link = useRecordLink()
  const owner = useMember(record?.owner)
  if (!record)
    return (
      <li className="flex h-8 items-center px-2">
        <Skeleton width="60%" />
      </li>
    )
  const said = saidOf(record, { name: 'state' })
  const closed = record.category === 'closed' || record.archivedAt !== null
  return (
    <li className="group/row flex h-8 items-center gap-1 rounded px-2 hover:bg-bg-hover/60">
      <a {...link(record.key)} className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-sm">
        <KindIcon kind={record.kind} size={14} label={kindName(record.kind)} />
        <span className="keyed min-w-18 shrink-0 text-text-faint">{record.key}</span>
        {record.category && !said && (
          <span {...tip(record.state)} className="flex">
            <StateIcon category={record.category} label={record.state} />
          </span>
        )}
        <span className={cx('min-w-0 truncate', closed && 'text-text-muted')}>{record.title}</span>
        {said && <SaidValue of={said} />}
      </a>
      {actions}
      {owner && <Avatar id={owner.id} name={owner.name} size={18} />}
    </li>
  )
})
