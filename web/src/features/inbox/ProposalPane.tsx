import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { ProposalCard } from '@/record/page/ProposalCard'
import { tell } from '@/record/page/proposalTold'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { screenKeys } from '@/record/screen/keys'
import { TextArea } from '@/ui/input'
import { Kbd } from '@/ui/kbd'
import { ScrollArea } from '@/ui/layout'

interface ProposalPaneProps {
  proposal: Proposal
  onSettled: () => void
}

/** A proposal to decide: taken or declined by a key, or on its card. */
export function ProposalPane({ proposal: p, onSettled }: ProposalPaneProps) {
  const data = useData()
  const act = useAct()
  const [declining, setDeclining] = useState(false)
  const [answer, setAnswer] = useState('')
  const settle = async (verb: 'take' | 'decline', body: object, said: string) => {
    const done = await act<Proposal>('POST', `/proposals/${p.id}/${verb}`, body, said, { step: true })
    if (!done) return
    if ('value' in done) tell(data, verb, done.value)
    onSettled()
  }
  return (
    <ScrollArea className="flex-1">
      <div ref={screenKeys({ t: () => void settle('take', {}, m.screens_inbox_taken({ what: p.title })), d: () => setDeclining(true) })} className="mx-auto flex w-full max-w-3xl flex-col gap-3 px-6 py-6">
        <ProposalCard proposal={p} onSettled={onSettled} />
        <p aria-hidden className="flex items-center gap-1.5 text-12 text-text-faint">
          <Kbd keys="T" /> {m.screens_inbox_take()} <Kbd keys="D" className="ml-2" /> {m.screens_inbox_decline()}
        </p>
      </div>
      {declining && (
        <Ask title={m.screens_inbox_decline_title({ what: p.title })} text={m.screens_inbox_decline_text()} action={m.screens_inbox_decline_do()} ready={answer.trim() !== ''} onSend={() => settle('decline', { answer: answer.trim() }, m.screens_inbox_declined({ what: p.title }))} onClose={() => setDeclining(false)}>
          <TextArea label={m.screens_inbox_decline_why()} value={answer} onChange={setAnswer} rows={3} autoGrow />
        </Ask>
      )}
    </ScrollArea>
  )
}
