import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { RadioGroup, TextArea } from '@/ui/input'

import { reasonKinds, type ReasonKind } from './verdict'

interface RejectProps {
  title: string
  reason: string
  kind: ReasonKind
  onClose: () => void
  /** False when it was refused: what was typed stays. */
  onReject: (kind: ReasonKind, reason: string) => Promise<boolean>
}

const names: Record<ReasonKind, () => string> = {
  criterion: m.screens_reason_criterion,
  defect: m.screens_reason_defect,
  misunderstanding: m.screens_reason_misunderstanding,
  quality: m.screens_reason_quality,
  other: m.screens_reason_other,
}

/** Sends an item back, with why. */
export function Reject({ title, reason, kind, onClose, onReject }: RejectProps) {
  const [why, setWhy] = useState(reason)
  const [sort, setSort] = useState(kind)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!why.trim() || busy) return
    setBusy(true)
    const done = await onReject(sort, why.trim())
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.screens_reject_title({ title })}
      description={m.screens_reject_text()}
      footer={
        <>
          <Button onClick={onClose}>{m.screens_cancel()}</Button>
          <Button variant="danger" kbd="mod+enter" busy={busy} disabled={!why.trim()} onClick={() => void send()}>
            {m.screens_reject()}
          </Button>
        </>
      }
    >
      <div
        className="flex flex-col gap-4"
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) void send()
        }}
      >
        <TextArea label={m.screens_reject_reason()} value={why} onChange={setWhy} rows={4} autoGrow required />
        <RadioGroup label={m.screens_reject_kind()} value={sort} onChange={setSort} options={reasonKinds.map((value) => ({ value, label: names[value]() }))} row />
      </div>
    </Dialog>
  )
}
