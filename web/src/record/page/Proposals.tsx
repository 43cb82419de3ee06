import { useMe, usePages, useProposals } from '@/data/hooks'
import type { Proposal, Rec } from '@/data/types'
import { addDays } from '@/lib/scale'
import { useToday } from '@/record/screen/today'

import { ProposalCard } from './ProposalCard'

/** So long one's own that came too late is offered to be renewed, in days. */
const fresh = 14

/** What is proposed about a record, above everything else of it, and one's own that no longer fits. */
export function Proposals({ record }: { record: Rec }) {
  const me = useMe().member.id
  const since = addDays(useToday(), -fresh)
  const open = useProposals(record.id)
  const late = usePages<Proposal>(`/proposals?state=outdated&limit=200${record.product ? `&product=${record.product}` : ''}`, ['proposal'])
  const mine = late.items?.filter((p) => p.createdBy === me && p.record === record.id && (p.decidedAt ?? '') >= since) ?? []
  return [...open, ...mine].map((p) => <ProposalCard key={p.id} proposal={p} at={record.id} />)
}
