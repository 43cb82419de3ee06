import { useAsk, useMember } from '@/data/hooks'
import { address } from '@/data/client'
import type { Proposal } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useLink } from '@/record/screen/address'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { sayProposed } from '@/record/screen/proposed'
import { Part } from '@/record/screen/Screen'
import { Avatar } from '@/ui/avatar'

/** Proposals that wait for one's word. */
export function Proposals({ product, most }: { product: string; most: number }) {
  const asked = useAsk<{ items: Proposal[] }>(address('/proposals', { product, mine: true, state: 'open', limit: 50 }), ['proposal'])
  const all = asked.value?.items ?? []
  return (
    <Part title={m.desk_proposals()} note={all.length > 0 ? <AllOf count={all.length} to="/inbox?tab=decide" /> : undefined}>
      {asked.status === 'loading' && <Waiting rows={3} />}
      {asked.status === 'error' && <Failed text={asked.error?.detail} onRetry={asked.retry} />}
      {asked.status === 'ready' && all.length === 0 && <p className="py-1.5 text-text-muted">{m.desk_proposals_none()}</p>}
      {all.slice(0, most).map((p) => (
        <One key={p.id} proposal={p} />
      ))}
    </Part>
  )
}

function One({ proposal: p }: { proposal: Proposal }) {
  const who = useMember(p.createdBy)
  const link = useLink()
  return (
    <a {...link(`/inbox?tab=decide&at=${p.id}`)} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <Avatar id={p.createdBy ?? ''} name={who?.name ?? ''} size={18} />
      <span className="min-w-0 flex-1 truncate">{p.title}</span>
      <span className="max-w-2/5 shrink-0 truncate text-12 text-text-muted">{sayProposed(p)}</span>
      <span className="tabular shrink-0 text-12 text-text-faint">{sayAge(p.createdAt)}</span>
    </a>
  )
}
