import { memo } from 'react'

import { useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { sayProposed } from '@/record/screen/proposed'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'

import type { Entry } from './entries'
import { did, sayReview, titleOf } from './words'

const icons: Record<string, string> = { proposal: 'handshake', verdict: 'badge-check', approval: 'thumbs-up', review: 'gavel', due: 'clock' }

/** One entry: who did what, to which record, when. */
export const EntryRow = memo(function EntryRow({ entry }: { entry: Entry }) {
  const newest = entry.notices[0]
  const today = useToday()
  const actor = useMember(entry.proposal?.createdBy ?? entry.approval?.askedBy ?? (entry.review || entry.due ? undefined : newest?.actor) ?? undefined)
  return (
    <span className="flex min-w-0 items-start gap-2.5">
      <span className="relative mt-0.5 shrink-0">
        {actor ? <Avatar id={actor.id} name={actor.name} size={24} /> : <Icon name={entry.review?.why === 'settle' ? 'flask-conical' : (icons[entry.sort] ?? 'bell')} size={20} className="m-0.5 text-text-faint" />}
        {entry.unread && <span role="img" aria-label={m.screens_inbox_is_unread()} className="absolute -top-0.5 -left-1 size-2 rounded-full bg-accent ring-2 ring-bg" />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={cx('min-w-0 flex-1 truncate', entry.unread && 'font-medium')}>{titleOf(entry)}</span>
          {!entry.review && !entry.due && <span className="tabular shrink-0 text-12 text-text-faint">{sayAge(entry.at)}</span>}
        </span>
        <span className="flex items-baseline gap-1.5 text-12 text-text-muted">
          {entry.key && <span className="keyed shrink-0">{entry.key}</span>}
          <span className="min-w-0 truncate">{sayEntry(entry, actor?.name, today)}</span>
        </span>
      </span>
    </span>
  )
})

/** What happened, in one line. */
function sayEntry(entry: Entry, actor: string | undefined, today: string): string {
  if (entry.review) return sayReview(entry.review, today)
  if (entry.due) return entry.due.says
  if (entry.sort === 'verdict') return m.screens_inbox_verdict()
  if (entry.sort === 'proposal') return m.screens_inbox_proposes({ who: actor ?? m.screens_somebody(), what: entry.proposal ? sayProposed(entry.proposal) : '' })
  if (entry.approval) return m.screens_inbox_approval({ who: actor ?? m.screens_somebody() })
  const what = entry.notices.find((n) => n.reason === entry.reason) ?? entry.notices[0]!
  const said = `${actor ?? m.screens_somebody()} ${did(what)}`
  return entry.notices.length > 1 ? m.screens_inbox_and_more({ said, count: entry.notices.length - 1 }) : said
}
