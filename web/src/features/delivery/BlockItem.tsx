import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import type { Context } from '@/record/commands'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextArea } from '@/ui/input'

interface BlockItemProps {
  context: () => Context
  close: () => void
}

/** Says what holds up what is selected. */
export function BlockItem({ context, close }: BlockItemProps) {
  const [{ records }] = useState(context)
  const [before] = useState(() => document.activeElement)
  const act = useAct()
  const [reason, setReason] = useState('')
  const done = () => {
    close()
    requestAnimationFrame(() => before instanceof HTMLElement && before.focus())
  }
  const send = async () => {
    for (const r of records) if (!(await act('POST', `/items/${r.id}/block`, { reason: reason.trim() }, m.delivery_blocked_done({ what: r.key })))) return
    done()
  }
  return (
    <Ask title={m.delivery_block_title({ what: records.map((r) => r.key).join(', ') })} action={m.delivery_block()} ready={reason.trim() !== ''} onSend={send} onClose={done}>
      <TextArea label={m.delivery_block_why()} hint={m.delivery_block_hint()} value={reason} onChange={setReason} rows={2} autoGrow maxLength={1000} />
    </Ask>
  )
}
