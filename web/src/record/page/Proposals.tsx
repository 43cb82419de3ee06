import { useProposals } from '@/data/hooks'
import type { Rec } from '@/data/types'

import { ProposalCard } from './ProposalCard'

/** What is proposed about a record, above everything else of it. */
export function Proposals({ record }: { record: Rec }) {
  const open = useProposals(record.id)
  return open.map((p) => <ProposalCard key={p.id} proposal={p} at={record.id} />)
}
