import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { TextArea } from '@/ui/input'

import type { Trade } from './types'

/** Says afterwards what a trade was for, where an item came or went by hand. */
export function ExplainTrade({ trade, onClose }: { trade: Trade; onClose: () => void }) {
  const act = useAct()
  const [why, setWhy] = useState('')
  const send = async () => {
    if (await act('POST', `/trades/${trade.id}/explain`, { why: why.trim() }, m.delivery_trade_explained())) onClose()
  }
  return (
    <Ask title={m.delivery_trade_explain_title({ what: [...trade.came, ...trade.went].map((i) => i.key).join(', ') })} action={m.delivery_trade_explain_save()} ready={why.trim() !== ''} onSend={send} onClose={onClose}>
      <TextArea autoFocus label={trade.came.length > 0 ? m.delivery_trade_why_no_out() : m.delivery_trade_why()} value={why} onChange={setWhy} rows={2} autoGrow maxLength={2000} required />
    </Ask>
  )
}
