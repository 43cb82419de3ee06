import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { NumberInput } from '@/ui/input'

/** Says under which odds a promise is at risk, and how long its promiser is left alone with it. */
export function BoundDialog({ odds: was, patience: before, onClose }: { odds: number; patience: number; onClose: () => void }) {
  const act = useAct()
  const [odds, setOdds] = useState<number | null>(was)
  const [patience, setPatience] = useState<number | null>(before)
  const send = async () => {
    if (await act('POST', '/promises/bound', { odds, patience }, m.promise_bound_set())) onClose()
  }
  const ready = odds !== null && odds >= 1 && odds <= 99 && patience !== null && patience >= 0 && patience <= 30
  return (
    <Ask title={m.promise_bound()} text={m.promise_bound_text()} action={m.promise_bound_do()} ready={ready} onSend={send} onClose={onClose}>
      <NumberInput label={m.promise_bound_odds()} value={odds} onChange={setOdds} min={1} max={99} required />
      <NumberInput label={m.promise_bound_days()} value={patience} onChange={setPatience} min={0} max={30} required />
    </Ask>
  )
}
