import { useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { useToday } from '@/record/screen/today'
import { StateBadge } from '@/ui/badge'

import { Sentiment } from './Sentiment'

const weights = [m.screens_importance_0, m.screens_importance_1, m.screens_importance_2, m.screens_importance_3]

/** Who said it, for whom, where and when: what the words weigh. */
export function Speaker({ record: r }: { record: Rec }) {
  const contact = useRecord(typeof r.contact === 'string' ? r.contact : undefined)
  const account = useRecord(typeof r.account === 'string' ? r.account : undefined)
  const link = useLink()
  const today = useToday()
  const worth = account && typeof account.revenue === 'number' ? money(account.revenue, String(account.currency ?? '')) : ''
  return (
    <header className="flex flex-col gap-1">
      <div className="flex flex-wrap items-baseline gap-x-2 text-14">
        <a {...link(recordAddress(r.key))} className="keyed rounded text-text-faint hover:underline">
          {r.key}
        </a>
        {contact && (
          <a {...link(recordAddress(contact.key))} className="rounded font-semibold hover:underline">
            {contact.title}
          </a>
        )}
        {typeof contact?.role === 'string' && contact.role && <span className="text-text-muted">{contact.role}</span>}
        {account && (
          <a {...link(recordAddress(account.key))} className="rounded hover:underline">
            {account.title}
          </a>
        )}
        {!contact && !account && <span className="text-text-muted">{m.screens_feedback_nobody()}</span>}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-text-muted">
        <StateBadge state={r.state} category={r.category} />
        {typeof r.saidOn === 'string' && <span className="tabular">{sayDay(r.saidOn, today)}</span>}
        {typeof r.source === 'string' && r.source && <span>{r.source}</span>}
        <Sentiment value={r.sentiment} words />
        {typeof r.importance === 'number' && <span>{weights[r.importance]?.()}</span>}
        {account && [account.segment, account.plan, worth && m.screens_account_worth({ money: worth })].filter(Boolean).map((x) => <span key={String(x)}>{String(x)}</span>)}
        {typeof r.url === 'string' && r.url && (
          <a href={r.url} target="_blank" rel="noreferrer noopener" className="underline">
            {m.screens_feedback_source()}
          </a>
        )}
      </div>
    </header>
  )
}
