import { useMe } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { LeadsNow } from '@/record/growth/Leads'
import { RecordPanel } from '@/record/page/RecordPanel'
import { useToday } from '@/record/screen/today'
import { screenAddress, useLink } from '@/record/screen/address'
import { VerdictPane } from '@/record/verdict/VerdictPane'
import { Button } from '@/ui/button'
import { EmptyState } from '@/ui/state'

import { ApprovalPane } from './ApprovalPane'
import { BetPane } from './BetPane'
import { DuePane } from './DuePane'
import type { Entry } from './entries'
import { NewsList } from './NewsList'
import { ProposalPane } from './ProposalPane'
import { sayReview, titleOf } from './words'

interface EntryPaneProps {
  entry: Entry
  onSettled: () => void
  onRead: () => void
}

/** What an entry is about, and what settles it. */
export function EntryPane({ entry, onSettled, onRead }: EntryPaneProps) {
  const today = useToday()
  if (entry.sort === 'verdict') return <VerdictPane id={entry.id} onSettled={onSettled} />
  if (entry.proposal) return <ProposalPane proposal={entry.proposal} onSettled={onSettled} />
  if (entry.approval) return <ApprovalPane approval={entry.approval} onSettled={onSettled} />
  if (entry.review?.why === 'settle') return <BetPane review={entry.review} onSettled={onSettled} />
  if (entry.due) return <DuePane due={entry.due} onSettled={onSettled} />
  const leads = entry.notices[0]?.kind === 'growth_lead'
  return (
    <section aria-label={titleOf(entry)} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex items-start gap-3 border-b bg-bg-sunken px-4 py-2">
        {entry.review ? <p className="min-w-0 flex-1 text-13">{sayReview(entry.review, today)}</p> : <NewsList notices={entry.notices} />}
        <Written notices={entry.notices} />
        {entry.notices.length > 0 && (
          <Button size="sm" icon="check" kbd="E" className="ml-auto" onClick={onRead}>
            {m.screens_inbox_read()}
          </Button>
        )}
      </div>
      {leads ? (
        <div className="max-w-2xl px-4 py-4 text-13">
          <LeadsNow />
        </div>
      ) : entry.record ? <RecordPanel id={entry.record} /> : <EmptyState icon="handshake" title={m.screens_inbox_settled()} text={m.screens_inbox_settled_text()} />}
    </section>
  )
}

/** The way to what was written for oneself. */
function Written({ notices }: { notices: Entry['notices'] }) {
  const link = useLink()
  const { products } = useMe()
  const n = notices.find((x) => x.reason === 'told')
  const product = products.find((p) => p.id === n?.product)
  if (!n || !product) return null
  return (
    <a {...link(screenAddress(product.key, 'updates', { at: n.entity }))} className="shrink-0 text-13 text-accent-text underline">
      {m.stake_inbox_open()}
    </a>
  )
}
