import { useState } from 'react'

import type { KindName } from '@/data/kinds.gen'
import type { Proposal } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import type { Field } from '@/record/fields/field'
import { useFields } from '@/record/fields/fields'
import { Button } from '@/ui/button'

import { DraftField, canDraft } from './DraftField'
import { changedInput, editableInput } from './proposal'

interface ProposalChangeProps {
  proposal: Proposal
  busy: boolean
  onSend: (input: unknown) => Promise<boolean>
  onClose: () => void
}

/** Takes a proposal with other values than those proposed. */
export function ProposalChange({ proposal: p, busy, onSend, onClose }: ProposalChangeProps) {
  const kind = p.preview[0]!.kind as KindName
  const fields = useFields(p.product ?? undefined, [kind])
  const [values, setValues] = useState(() => editableInput(p)?.values ?? {})
  const of = Object.keys(values).flatMap((name) => fields.find((f) => f.name === name && canDraft(f)) ?? [])
  const send = async () => (await onSend(changedInput(p, values))) && onClose()
  return (
    <form
      className="mt-3 flex flex-col gap-3"
      onSubmit={(e) => {
        e.preventDefault()
        void send()
      }}
      onKeyDown={(e) => {
        e.stopPropagation()
        if (e.key === 'Escape' && !e.defaultPrevented) onClose()
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) void send()
      }}
    >
      {of.map((f: Field) => (
        <DraftField key={f.name} field={f} value={values[f.name]} product={p.product ?? undefined} kind={kind} onChange={(v) => setValues({ ...values, [f.name]: v })} />
      ))}
      <div className="flex gap-2">
        <Button size="sm" type="submit" variant="primary" kbd="mod+enter" busy={busy}>
          {m.record_proposal_change_send()}
        </Button>
        <Button size="sm" onClick={onClose}>
          {m.record_cancel()}
        </Button>
      </div>
    </form>
  )
}
