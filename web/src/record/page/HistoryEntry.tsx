import { memo, useState } from 'react'

import { useData } from '@/data/hooks'
import { problemOf, type Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { toast } from '@/ui/toast'
import { tip } from '@/ui/tooltip'

import { exactly } from './exactly'
import { circumstances, said, type Entry, type Names } from './history'
import { TextDiff } from './TextDiff'

interface HistoryEntryProps {
  entry: Entry
  names: Names
  zone: string
  onUndone: () => void
}

/** One thing that somebody did, as a sentence; long texts with what changed in them. */
export const HistoryEntry = memo(function HistoryEntry({ entry: e, names, zone, onUndone }: HistoryEntryProps) {
  const [open, setOpen] = useState(false)
  const [why, setWhy] = useState<string>()
  const undo = useUndo(e, onUndone, setWhy)
  const changes = e.clauses.flatMap((c) => c.changes)
  const who = e.actor ? names.person(e.actor) : m.record_did_itself()
  const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'short', timeZone: zone }).format(new Date(e.at))
  return (
    <li className="group/row flex gap-2 py-1">
      <Avatar id={e.actor ?? undefined} name={who} size={20} plain className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="text-13 wrap-anywhere">
          <span className="font-medium">{who}</span> {said(e)}
          <span className="text-text-faint">
            {circumstances(e, names).map((c) => `, ${c}`)}
            {' · '}
            <time dateTime={e.at} {...tip(exactly(e.at))} className="tabular">
              {time}
            </time>
          </span>
          {changes.length > 0 && (
            <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)} className="ml-1 !h-6 !px-1 align-middle text-text-muted">
              {open ? m.record_history_hide() : m.record_history_show()}
            </Button>
          )}
        </p>
        {open && (
          <div className="mt-1 flex flex-col gap-2 border-l-2 border-line pl-3">
            {changes.map((c) => (
              <div key={`${c.field} ${c.after}`}>
                <p className="text-12 text-text-faint">{c.label}</p>
                <TextDiff before={c.before} after={c.after} />
              </div>
            ))}
          </div>
        )}
        {why && (
          <p role="alert" className="text-12 text-red-text">
            {why}
          </p>
        )}
      </div>
      {e.canUndo && <IconButton size="sm" icon="undo-2" label={m.record_history_undo({ what: said(e) })} onClick={() => void undo()} className="opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100" />}
    </li>
  )
})

/** Takes back what the entry did here, the newest first; what the same call did elsewhere stays. */
function useUndo(entry: Entry, onUndone: () => void, onRefused: (why: string | undefined) => void) {
  const data = useData()
  return async () => {
    onRefused(undefined)
    try {
      for (const seq of entry.seqs) {
        const answer = await data.call<{ proposed?: Proposal }>('POST', '/changes/undo', { seq })
        if (answer.proposed) return void toast({ text: m.record_proposed({ what: answer.proposed.title }) })
      }
      toast({ text: m.record_history_undone({ what: said(entry) }) })
      onUndone()
    } catch (error) {
      onRefused(whyRefused(problemOf(error)))
    }
  }
}
