import { m } from '@/locales/gen/messages.js'
import { RecordPanel } from '@/record/page/RecordPanel'
import { VerdictPane } from '@/record/verdict/VerdictPane'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import { ApprovalPane } from './ApprovalPane'
import type { Entry } from './entries'
import { NewsList } from './NewsList'
import { ProposalPane } from './ProposalPane'

interface EntryPaneProps {
  entry: Entry
  onSettled: () => void
  onRead: () => void
}

/** What an entry is about, and what settles it. */
export function EntryPane({ entry, onSettled, onRead }: EntryPaneProps) {
  if (entry.sort === 'verdict') return <VerdictPane id={entry.id} onSettled={onSettled} />
  if (entry.proposal) return <ProposalPane proposal={entry.proposal} onSettled={onSettled} />
  if (entry.approval) return <ApprovalPane approval={entry.approval} onSettled={onSettled} />
  return (
    <section aria-label={entry.title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex items-start gap-3 border-b bg-bg-sunken px-4 py-2">
        <NewsList notices={entry.notices} />
        <Button size="sm" icon="check" kbd="E" className="ml-auto" onClick={onRead}>
          {m.screens_inbox_read()}
        </Button>
      </div>
      {entry.record ? <RecordPanel id={entry.record} /> : <EmptyState icon="handshake" title={m.screens_inbox_settled()} text={m.screens_inbox_settled_text()} />}
    </section>
  )
}
