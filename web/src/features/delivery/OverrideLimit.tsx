import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import type { Refused } from '@/record/views/board/shape'
import { TextArea } from '@/ui/input'

/** A move that a limit has stopped: it goes on with a reason, which stays with the item. */
export function OverrideLimit({ move, onClose }: { move: Refused; onClose: () => void }) {
  const act = useAct()
  const [reason, setReason] = useState('')
  const id = move.ids[0]!
  const record = useRecord(id)
  const { state, ...fields } = move.patch
  const send = async () => {
    const body = { state: typeof state === 'string' ? state : undefined, ...(Object.keys(fields).length > 0 ? { fields } : {}), ...move.place, override: reason.trim() }
    for (const one of move.ids) {
      const done = await act('POST', `/items/${one}/move`, body, m.delivery_override_done({ what: record?.key ?? '' }))
      if (!done) return
    }
    onClose()
  }
  return (
    <Ask title={m.delivery_override_title({ what: record?.key ?? '' })} text={move.problem.detail} action={m.delivery_override()} ready={reason.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea label={m.delivery_override_why()} hint={m.delivery_override_hint()} value={reason} onChange={setReason} rows={2} autoGrow maxLength={500} />
    </Ask>
  )
}
