import type { Data } from '@/data/data'
import type { Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { toast } from '@/ui/toast'

/** Says in the corner what became of a proposal that one decided; what was taken can be taken back at once. */
export function tell(data: Pick<Data, 'undo'>, verb: string, next: Proposal): void {
  if (verb === 'take' && next.state === 'outdated') toast({ text: m.record_proposal_too_late({ why: next.answer }), tone: 'amber' })
  else if (verb === 'take' && next.state === 'open') toast({ text: m.record_proposal_noted() })
  else if (verb === 'take') toast({ text: m.record_proposal_done({ what: next.title }), tone: 'green', action: { label: m.screens_undo(), run: () => void data.undo() } })
  else if (verb === 'decline') toast({ text: m.record_proposal_declined_done() })
  else if (verb === 'withdraw') toast({ text: m.record_proposal_withdrawn_done() })
}
