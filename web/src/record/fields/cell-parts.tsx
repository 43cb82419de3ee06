/** The parts of a value that are more than a text: people, records, tags, dates. */
import { memo } from 'react'

import { useLinks, useMe, useMember, useRecord } from '@/data/hooks'
import { dayAt, todayAt } from '@/lib/dayAt'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import { Badge, TagChip } from '@/ui/badge'
import { KindIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import type { Field, Said } from './field'

export const PersonValue = memo(function PersonValue({ id, bare }: { id: string; bare?: boolean }) {
  const name = useMember(id)?.name ?? ''
  if (bare) return <Avatar id={id} name={name} size={20} />
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar id={id} name={name} size={18} plain />
      <span className="truncate">{name}</span>
    </span>
  )
})

/** A record by its icon and title, its key where there is no title yet. */
export const RecordChip = memo(function RecordChip({ id }: { id: string }) {
  const record = useRecord(id)
  if (!record) return <span className="h-3 w-16 rounded-sm bg-bg-hover" />
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" {...tip(`${record.key} ${record.title}`)}>
      <KindIcon kind={record.kind} size={14} />
      <span className="truncate">{record.title || record.key}</span>
    </span>
  )
})

/** The records at the other end of one sort of link. */
export function linkedIds(links: readonly { type: string; from: string; to: string; fromKind: string; toKind: string }[], id: string, field: Pick<Field, 'link' | 'refs'>): string[] {
  const { type, direction } = field.link ?? {}
  const fits = (kind: string) => !field.refs?.length || (field.refs as readonly string[]).includes(kind)
  return links.flatMap((l) => {
    if (l.type !== type) return []
    if (direction !== 'in' && l.from === id && fits(l.toKind)) return [l.to]
    if (direction !== 'out' && l.to === id && fits(l.fromKind)) return [l.from]
    return []
  })
}

export function LinkedValue({ id, field }: { id: string; field: Field }) {
  const links = useLinks(id)
  const ids = links ? linkedIds(links, id, field) : []
  if (ids.length === 0) return null
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <RecordChip id={ids[0]!} />
      {ids.length > 1 && <span className="tabular shrink-0 text-12 text-text-faint">{m.views_table_more({ count: ids.length - 1 })}</span>}
    </span>
  )
}

export const TagsValue = memo(function TagsValue({ tags, room = 2 }: { tags: readonly string[]; room?: number }) {
  const shown = tags.slice(0, tags.length > room ? Math.max(1, room) : room)
  const rest = tags.slice(shown.length)
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      {shown.map((t) => (
        <TagChip key={t} tag={t} className="shrink" />
      ))}
      {rest.length > 0 && (
        <span className="tabular shrink-0 text-12 text-text-faint" {...tip(rest.join(', '))}>
          {m.views_table_more({ count: rest.length })}
        </span>
      )}
    </span>
  )
})

/** What stands in place of a value. */
export function SaidValue({ of }: { of: Said }) {
  const { zone } = useMe().workspace
  const text = [of.text, of.day && sayDay(of.day, todayAt(zone))].filter(Boolean).join(' ')
  const all = [text, of.more].filter(Boolean).join(', ')
  return (
    <span className="flex min-w-0" {...tip(all)}>
      <Badge tone={of.tone} icon={of.icon} className="shrink">
        {all}
      </Badge>
    </span>
  )
}

export function DayValue({ day }: { day: string }) {
  const { zone } = useMe().workspace
  return <time dateTime={day}>{sayDay(day, todayAt(zone))}</time>
}

export function InstantValue({ at }: { at: string }) {
  const { zone } = useMe().workspace
  return (
    <time dateTime={at} {...tip(momentIn(zone, at))}>
      {sayDay(dayAt(at, zone), todayAt(zone))}
    </time>
  )
}

const moments = new Map<string, Intl.DateTimeFormat>()

/** The moment to the minute; the formatter of a zone is made once. */
function momentIn(zone: string, at: string): string {
  let f = moments.get(zone)
  if (!f) moments.set(zone, (f = new Intl.DateTimeFormat(undefined, { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' })))
  return f.format(Date.parse(at))
}
