import { useMemo, useState, useSyncExternalStore } from 'react'

import { useData, useMe, useMember } from '@/data/hooks'
import type { KindName } from '@/data/kinds.gen'
import { KINDS } from '@/data/kinds.gen'
import { rightToAll } from '@/data/rights'
import type { Proposal } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { Icon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { exactly } from './exactly'
import { useNames } from './names'
import { diffsOf, effectsOf, sayIn } from './proposal'
import { ProposalDecide } from './ProposalDecide'
import { ProposalEffect } from './ProposalEffect'

interface ProposalCardProps {
  proposal: Proposal
  /** The record that it is shown on, which then needs no name. */
  at?: string
  /** Called when it is taken, declined or withdrawn. */
  onSettled?: () => void
}

const settled = {
  taken: { tone: 'green', icon: 'circle-check', say: m.record_proposal_taken },
  declined: { tone: 'red', icon: 'circle-x', say: m.record_proposal_declined },
  withdrawn: { tone: 'neutral', icon: 'undo-2', say: m.record_proposal_withdrawn },
  outdated: { tone: 'amber', icon: 'clock', say: m.record_proposal_outdated },
} as const

/** A proposal as before and after, with who, why, and what one may do about it. */
export function ProposalCard({ proposal: given, at, onSettled }: ProposalCardProps) {
  // What became of it shows at once, also where nobody asks for it again.
  const [answered, setAnswered] = useState<Proposal>()
  const p = answered && answered.version >= given.version ? answered : given
  const data = useData()
  const me = useMe()
  const by = useMember(p.createdBy)
  const decider = useMember(p.decidedBy)
  const kinds = [...new Set(p.preview.flatMap((x) => (x.kind in KINDS ? [x.kind as KindName] : [])))]
  const diffs = useMemo(() => diffsOf(p), [p])
  const names = useNames(kinds.length > 0 ? kinds : 'story', p.product, at ?? p.record ?? '', diffs)
  const rules = useSyncExternalStore(data.session.signal.on, () => data.session.rules(p.product))
  const say = sayIn(p, me, rules)
  const became = p.state === 'open' || p.state === '' ? undefined : settled[p.state]
  const deciders = rightToAll(data, p.decisions, p.product).decides
  return (
    <article aria-label={m.record_proposal_of({ person: by?.name ?? m.record_nobody(), title: p.title })} className="rounded border border-line border-l-2 border-l-blue px-3 py-2.5">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 text-13">
        <Avatar id={p.createdBy ?? undefined} name={by?.name ?? m.record_nobody()} size={20} plain />
        <span>
          <span className="font-medium">{say.mine ? m.record_proposal_you() : m.record_proposal_by({ person: by?.name ?? m.record_nobody() })}</span>
        </span>
        <time dateTime={p.createdAt} {...tip(exactly(p.createdAt))} className="text-12 text-text-faint">
          {sayAge(p.createdAt)}
        </time>
        {became && (
          <span className="ml-auto flex items-center gap-2">
            <Badge tone={became.tone} icon={became.icon}>
              {became.say()}
            </Badge>
            {decider && <span className="text-12 text-text-muted">{decider.name}</span>}
          </span>
        )}
      </header>
      {p.reason && <p className="mt-1.5 text-13 text-text-muted">“{p.reason}”</p>}
      <div className="mt-2 flex flex-col gap-2">
        {effectsOf(p, names).map((e) => (
          <ProposalEffect key={`${e.id} ${e.kind}`} effect={e} here={e.id === at} />
        ))}
      </div>
      {p.answer && (
        <p className="mt-2 flex gap-1.5 text-13 text-text-muted">
          <Icon name="corner-down-left" size={14} className="mt-0.5 -scale-x-100" />
          {p.answer}
        </p>
      )}
      <ProposalDecide
        proposal={p}
        say={say}
        deciders={deciders}
        onAnswer={(next) => {
          setAnswered(next)
          if (next.state !== 'open') onSettled?.()
        }}
      />
    </article>
  )
}
