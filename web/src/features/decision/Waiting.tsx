import { useMember, useRecord, type ListState } from '@/data/hooks'
import { sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { text } from '@/record/decision/decision'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

/** Decisions whose day has come or is near, each with who decides. */
export function Waiting({ title, list, field }: { title: string; list: ListState; field: 'dueOn' | 'reviewOn' }) {
  return (
    <Part title={title} note={list.more ? `${list.ids.length}+` : list.ids.length}>
      <ul>
        {list.ids.map((id) => (
          <One key={id} id={id} field={field} />
        ))}
      </ul>
    </Part>
  )
}

function One({ id, field }: { id: string; field: 'dueOn' | 'reviewOn' }) {
  const record = useRecord(id)
  const today = useToday()
  const [, open] = useAddressed('open')
  const approver = useMember(text(record?.approver))
  const day = text(record?.[field])
  if (!record || !day) return <li className="h-8" />
  const late = day < today
  return (
    <li>
      <button type="button" onClick={() => open(record.key)} className="flex min-h-8 w-full min-w-0 items-center gap-2 rounded px-1 text-left text-13 hover:bg-bg-hover">
        <span className="keyed min-w-18 shrink-0 text-text-faint">{record.key}</span>
        <span className="min-w-0 flex-1 truncate">{record.title}</span>
        {approver && <Avatar id={approver.id} name={m.daci_who_decides({ who: approver.name })} size={18} />}
        <span className={cx('flex shrink-0 items-center gap-1 text-12', late ? 'text-red-text' : 'text-text-muted')}>
          {late && <Icon name="circle-alert" size={12} />}
          {sayDistance(day, today)}
        </span>
      </button>
    </li>
  )
}
