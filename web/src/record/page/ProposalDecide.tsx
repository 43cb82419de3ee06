import { useState } from 'react'

import { useData } from '@/data/hooks'
import type { Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { TextArea } from '@/ui/input'

import { useCall } from './call'
import { editableInput, type Say } from './proposal'
import { ProposalChange } from './ProposalChange'
import { tell } from './proposalTold'

interface ProposalDecideProps {
  proposal: Proposal
  say: Say
  deciders: readonly string[] | undefined
  onAnswer: (proposal: Proposal) => void
}

/** What one may do about a proposal, done where it stands. */
export function ProposalDecide({ proposal: p, say, deciders, onAnswer }: ProposalDecideProps) {
  const [asking, setAsking] = useState<'decline' | 'change'>()
  const [busy, setBusy] = useState<string>()
  const data = useData()
  const call = useCall()
  const settle = async (verb: string, body: object = {}) => {
    if (busy) return false
    setBusy(verb)
    const done = await call<Proposal>('POST', `/proposals/${p.id}/${verb}`, body)
    setBusy(undefined)
    if ('refused' in done) return false
    const next = 'done' in done ? done.done : done.proposed
    tell(data, verb, next)
    onAnswer(next)
    return true
  }
  if (asking === 'decline') return <Decline busy={busy !== undefined} onSend={(answer) => settle('decline', { answer })} onClose={() => setAsking(undefined)} />
  if (asking === 'change') return <ProposalChange proposal={p} busy={busy !== undefined} onSend={(input) => settle('take', { input })} onClose={() => setAsking(undefined)} />
  const renewable = say.mine && (p.state === 'outdated' || p.state === 'declined' || p.state === 'withdrawn')
  const waits = p.state === 'open' && !say.decides && deciders && deciders.length > 0
  if (!say.decides && !(say.mine && p.state === 'open') && !renewable && !waits) return null
  return (
    <footer className="mt-3 flex flex-wrap items-center gap-2">
      {say.decides && (
        <>
          <Button size="sm" variant="primary" icon="check" busy={busy === 'take'} onClick={() => void settle('take')}>
            {m.record_proposal_take()}
          </Button>
          {editableInput(p) && (
            <Button size="sm" onClick={() => setAsking('change')}>
              {m.record_proposal_change()}
            </Button>
          )}
          <Button size="sm" onClick={() => setAsking('decline')}>
            {m.record_proposal_decline()}
          </Button>
        </>
      )}
      {say.mine && p.state === 'open' && (
        <Button size="sm" variant="ghost" busy={busy === 'withdraw'} onClick={() => void settle('withdraw')}>
          {m.record_proposal_withdraw()}
        </Button>
      )}
      {renewable && (
        <Button size="sm" icon="refresh-cw" busy={busy === 'renew'} onClick={() => void settle('renew')}>
          {m.record_proposal_renew()}
        </Button>
      )}
      {waits && <span className="text-12 text-text-faint">{say.agreed ? m.record_proposal_also({ who: deciders.join(', ') }) : m.record_proposal_decides({ who: deciders.join(', ') })}</span>}
    </footer>
  )
}

/** A decline needs a word, which stays when it was refused. */
function Decline({ busy, onSend, onClose }: { busy: boolean; onSend: (answer: string) => Promise<boolean>; onClose: () => void }) {
  const [answer, setAnswer] = useState('')
  const send = async () => answer.trim() !== '' && (await onSend(answer.trim())) && onClose()
  return (
    <form
      className="mt-3 flex flex-col gap-2"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Escape') onClose()
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void send()
      }}
    >
      <TextArea autoFocus autoGrow rows={2} label={m.record_proposal_why()} value={answer} onChange={setAnswer} />
      <div className="flex gap-2">
        <Button size="sm" type="submit" variant="primary" kbd="mod+enter" busy={busy} disabled={answer.trim() === ''}>
          {m.record_proposal_decline_send()}
        </Button>
        <Button size="sm" onClick={onClose}>
          {m.record_cancel()}
        </Button>
      </div>
    </form>
  )
}
