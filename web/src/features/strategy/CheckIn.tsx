import { useState } from 'react'

import { useData } from '@/data/hooks'
import { measure } from '@/lib/measure'
import { atField, elsewhere, useSubmit } from '@/lib/submit'
import { m } from '@/locales/gen/messages.js'
import type { ScoredKeyResult } from '@/record/screen/score'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { NumberInput, TextInput } from '@/ui/input'
import { Callout } from '@/ui/state'
import { toast } from '@/ui/toast'

interface CheckInProps {
  objective: string
  kr: ScoredKeyResult
  onClose: () => void
}

/** What is sent of a check-in: a point where a metric is followed, and how sure one is. */
export function callsOf(objective: string, kr: Pick<ScoredKeyResult, 'id' | 'metric' | 'current' | 'confidence'>, value: number | null, sure: number | null, note: string): { path: string; body: unknown }[] {
  const calls: { path: string; body: unknown }[] = []
  const moved = value !== null && value !== kr.current
  if (kr.metric && value !== null && (moved || note)) calls.push({ path: `/metrics/${kr.metric}/enter`, body: { points: [{ value, note }] } })
  const current = !kr.metric && moved ? { current: value } : {}
  const confidence = sure !== null && sure !== kr.confidence ? { confidence: sure } : {}
  const checked = { ...current, ...confidence }
  if (Object.keys(checked).length > 0) calls.push({ path: `/objectives/${objective}/checkin`, body: { keyResult: kr.id, ...checked } })
  return calls
}

/** Says where a key result stands and how sure one is of reaching it. */
export function CheckIn({ objective, kr, onClose }: CheckInProps) {
  const data = useData()
  const [value, setValue] = useState<number | null>(kr.current)
  const [sure, setSure] = useState<number | null>(kr.confidence)
  const [note, setNote] = useState('')
  const { busy, refusal, run } = useSubmit(m.screens_failed())
  const send = async () => {
    const done = await run(async () => {
      for (const c of callsOf(objective, kr, value, sure, note.trim())) await data.call('POST', c.path, c.body)
      return true
    })
    if (!done) return
    toast({ text: m.screens_kr_checked({ name: kr.title }) })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={kr.title}
      description={m.screens_kr_from_to({ start: measure(kr.start, kr.unit), target: measure(kr.target, kr.unit) })}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>{m.screens_cancel()}</Button>
          <Button variant="primary" busy={busy} onClick={() => void send()}>
            {m.screens_kr_save()}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(e) => {
          e.preventDefault()
          void send()
        }}
      >
        <NumberInput label={kr.unit ? m.screens_kr_value_in({ unit: kr.unit }) : m.screens_kr_value()} value={value} onChange={setValue} error={atField(refusal, 'points', m.screens_kr_value())} />
        <NumberInput label={m.screens_kr_confidence()} value={sure} onChange={setSure} min={0} max={100} error={atField(refusal, 'confidence', m.screens_kr_confidence())} />
        {kr.metric && <TextInput label={m.screens_metric_note()} value={note} onChange={setNote} hint={m.screens_metric_note_hint()} />}
        {elsewhere(refusal, ['points', 'confidence']).map((text) => (
          <Callout key={text} tone="red">
            {text}
          </Callout>
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
