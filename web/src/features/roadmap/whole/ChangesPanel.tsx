import { m } from '@/locales/gen/messages.js'
import { useMembers } from '@/data/hooks'
import { sayAge, sayDay } from '@/lib/when'
import { useRecordLink } from '@/record/page/opener'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { List, Side } from './EffectPanel'
import type { Changed, Changes } from './plan'

interface ChangesPanelProps {
  changes: Changes | undefined
  error: string | undefined
  retry: () => void
  /** Compared with one's last look, and not with a day or snapshot. */
  looked: boolean
  onSeen: () => void
  onClose: () => void
}

/** What became of the roadmap since one looked last, or since a day or snapshot. */
export function ChangesPanel({ changes, error, retry, looked, onSeen, onClose }: ChangesPanelProps) {
  const never = changes && looked && !changes.since
  return (
    <Side title={m.plan_changes()} onClose={onClose}>
      {!changes && (error ? <ErrorState title={m.plan_changes_failed()} text={error} onRetry={retry} /> : <Skeleton width="100%" height={160} />)}
      {changes?.since && <p className="text-12 text-text-muted">{looked ? m.plan_since_look({ age: sayAge(changes.since) }) : m.plan_since({ age: sayAge(changes.since) })}</p>}
      {never && <EmptyState icon="history" title={m.plan_never()} text={m.plan_never_text()} />}
      {changes && !never && changes.items.length === 0 && <EmptyState icon="check" title={m.plan_no_changes()} />}
      {changes && changes.items.length > 0 && (
        <List title={m.plan_changed({ count: changes.items.length })}>
          {changes.items.map((c) => (
            <ChangeRow key={c.id} change={c} />
          ))}
        </List>
      )}
      {changes?.more && <p className="text-12 text-text-muted">{m.plan_changes_more()}</p>}
      {changes && looked && (
        <div className="sticky bottom-0 -mx-4 border-t bg-bg px-4 py-3">
          <Button icon="check" onClick={onSeen}>
            {m.plan_seen()}
          </Button>
        </div>
      )}
    </Side>
  )
}

/** What is said of a change, in a word or two. */
export const changeWords: Record<string, () => string> = {
  added: m.plan_what_added, gone: m.plan_what_gone, dropped: m.plan_what_dropped, released: m.plan_what_released, moved: m.plan_what_moved,
  state: m.plan_what_state, horizon: m.plan_what_horizon, release: m.plan_what_release, title: m.plan_what_title, waits: m.plan_what_waits,
}

function ChangeRow({ change: c }: { change: Changed }) {
  const link = useRecordLink()
  const today = useToday()
  const by = useMembers().find((p) => p.id === c.by)
  const days = (f: Changed['before']) => (f ? [f.startOn, f.endOn].filter((d) => d !== null).map((d) => sayDay(d, today)).join(' – ') || m.plan_undated() : '')
  const told = c.what.map((w) => {
    const said = changeWords[w]?.() ?? w
    switch (w) {
      case 'moved':
        return `${said}: ${days(c.before)} → ${days(c.after)}`
      case 'state':
        return `${said}: ${c.before?.state} → ${c.after?.state}`
      case 'horizon':
        return `${said}: ${c.before?.horizon || '–'} → ${c.after?.horizon || '–'}`
      case 'release':
        return `${said}: ${c.before?.release.join(', ') || '–'} → ${c.after?.release.join(', ') || '–'}`
      case 'waits':
        return `${said}: ${c.before?.waits.join(', ') || '–'} → ${c.after?.waits.join(', ') || '–'}`
      case 'title':
        return `${said}: ${c.before?.title}`
      default:
        return said
    }
  })
  return (
    <li className="py-1.5 text-13">
      <a {...link(c.key)} className="hover:underline">
        <span className="text-text-muted">{c.key}</span> {c.title}
      </a>
      <p className="text-12">{told.join(' · ')}</p>
      <p className="text-12 text-text-muted">{[by?.name, sayAge(c.at)].filter(Boolean).join(' · ')}</p>
    </li>
  )
}
