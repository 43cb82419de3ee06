import { useState } from 'react'

import { useData, useMe, useMember } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { aboutAddress, aboutName } from '@/record/approval/about'
import { RecordPanel } from '@/record/page/RecordPanel'
import { useAct } from '@/record/screen/act'
import { useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { screenKeys } from '@/record/screen/keys'
import { Button } from '@/ui/button'
import { TextArea } from '@/ui/input'
import { Callout, EmptyState } from '@/ui/state'

import type { Approval } from './entries'
import { approvalsPath } from './useEntries'

interface ApprovalPaneProps {
  approval: Approval
  onSettled: () => void
}

/** The way to what was kept of a roadmap or a strategy: it opens as it was when it was asked about. */
function Kept({ of: a }: { of: Approval }) {
  const link = useLink()
  const home = useMe().products.find((p) => p.id === a.product)
  return (
    <EmptyState
      icon="bookmark"
      title={aboutName(a)}
      text={a.title}
      action={
        home && (
          <a {...link(aboutAddress(a, home.key))} className="text-13 underline">
            {m.accept_approvals_open_kept()}
          </a>
        )
      }
    />
  )
}

/** A feature on which one's word is asked for: given or declined by a key, with the feature itself below. */
export function ApprovalPane({ approval: a, onSettled }: ApprovalPaneProps) {
  const act = useAct()
  const data = useData()
  const who = useMember(a.askedBy)
  const [busy, setBusy] = useState(false)
  const [declining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const say = async (approved: boolean, said: string) => {
    setBusy(true)
    const done = await act('POST', `/approvals/${a.id}/answer`, { approved, reason: reason.trim() }, said, { final: true })
    setBusy(false)
    if (!done) return
    onSettled()
    data.asks.open(approvalsPath).touch()
  }
  const yes = () => !busy && void say(true, m.accept_approvals_said_yes())
  return (
    <section ref={screenKeys({ y: yes, d: () => setDeclining(true) })} aria-label={a.title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="border-b px-4 py-3">
        <Callout
          tone="blue"
          title={m.screens_inbox_approval_title({ who: who?.name ?? m.screens_somebody(), title: a.aboutName || a.title })}
          actions={
            <>
              <Button size="sm" variant="primary" icon="check" kbd="Y" busy={busy} onClick={yes}>
                {m.accept_approvals_yes()}
              </Button>
              <Button size="sm" kbd="D" onClick={() => setDeclining(true)}>
                {m.accept_approvals_no()}
              </Button>
            </>
          }
        >
          {a.note}
        </Callout>
      </div>
      {a.about ? <Kept of={a} /> : <RecordPanel id={a.record} />}
      {declining && (
        <Ask title={m.accept_approvals_no_title({ title: a.title })} text={m.accept_approvals_no_text()} action={m.accept_approvals_no()} ready={reason.trim() !== ''} onSend={() => say(false, m.accept_approvals_said_no())} onClose={() => setDeclining(false)}>
          <TextArea autoFocus label={m.accept_approvals_reason()} value={reason} onChange={setReason} rows={3} autoGrow required />
        </Ask>
      )}
    </section>
  )
}
