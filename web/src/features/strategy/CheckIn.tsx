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

/** What is sent of a check-in: what changed of it, and the note; nothing when nothing did. */
export function bodyOf(kr: Pick<ScoredKeyResult, 'id' | 'current' | 'confidence' | 'work'>, value: number | null, sure: number | null, note: string): Record<string, unknown> | undefined {
  const body = {
    ...(!kr.work && value !== null && value !== kr.current ? { current: value } : {}),
    ...(sure !== null && sure !== kr.confidence ? { confidence: sure } : {}),
    ...(note ? { note } : {}),
  }
  return Object.keys(body).length > 0 ? { keyResult: kr.id, ...body } : undefined
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
      const body = bodyOf(kr, value, sure, note.trim())
      if (!body) return 'same'
      return data.call('POST', `/objectives/${objective}/checkin`, body, { label: m.screens_kr_checked({ name: kr.title }) })
    })
    if (!done) return
    if (done !== 'same') {
      const proposed = typeof done === 'object' && done !== null && 'proposed' in done
      toast({ text: (proposed ? m.screens_proposed({ what: kr.title }) : m.screens_kr_checked({ name: kr.title })), action: proposed ? undefined : { label: m.screens_undo(), run: () => void data.undo() } })
    }
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
        <NumberInput disabled={Boolean(kr.work)} hint={kr.work ? m.kr_follows_work() : undefined} label={kr.unit ? m.screens_kr_value_in({ unit: kr.unit }) : m.screens_kr_value()} value={value} onChange={setValue} error={atField(refusal, 'current', m.screens_kr_value())} />
        <NumberInput label={m.screens_kr_confidence()} value={sure} onChange={setSure} min={0} max={100} error={atField(refusal, 'confidence', m.screens_kr_confidence())} />
        <TextInput label={m.kr_said_note()} value={note} onChange={setNote} hint={m.kr_note()} maxLength={500} />
        {elsewhere(refusal, ['current', 'confidence']).map((text) => (
          <Callout key={text} tone="red">
            {text}
          </Callout>
        ))}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
