import { useMember } from '@/data/hooks'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'

import type { Notice } from './entries'
import { did } from './words'

/** What happened to a record, the newest first. */
export function NewsList({ notices }: { notices: readonly Notice[] }) {
  return (
    <ul className="min-w-0 flex-1 text-12">
      {notices.slice(0, 5).map((n) => (
        <News key={n.id} notice={n} />
      ))}
      {notices.length > 5 && <li className="text-text-faint">{m.screens_inbox_older({ count: notices.length - 5 })}</li>}
    </ul>
  )
}

function News({ notice }: { notice: Notice }) {
  const actor = useMember(notice.actor ?? undefined)
  return (
    <li className="flex gap-1.5">
      <span className="min-w-0 truncate">
        {/* A number or a promise turns by itself. */}
        {notice.reason !== 'alarm' && <span className="font-medium">{actor?.name ?? m.screens_somebody()} </span>}
        {did(notice)}
      </span>
      <span className="tabular shrink-0 text-text-faint">{sayAge(notice.at)}</span>
    </li>
  )
}
