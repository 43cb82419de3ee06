import { useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { TextArea } from '@/ui/input'

/** The vision of a product, changed where it is read. */
export function Vision({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'vision')
  const [draft, setDraft] = useState<string>()
  const vision = String(record.vision ?? '')
  const save = async () => {
    const text = draft?.trim() ?? vision
    setDraft(undefined)
    if (text !== vision) tellOutcome(await data.change(record.id, { vision: text }))
  }
  const proposes = right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined
  return (
    <Part title={m.screens_vision()} note={record.stage ? <Badge>{String(record.stage)}</Badge> : undefined}>
      {draft === undefined ? (
        <button type="button" disabled={right.may === 'no'} onClick={() => setDraft(vision)} className="-mx-2 max-w-4xl rounded px-2 py-1 text-left text-20 hover:not-disabled:bg-bg-hover">
          {vision || <span className="text-text-faint">{m.screens_vision_empty()}</span>}
        </button>
      ) : (
        <div className="flex max-w-4xl flex-col gap-2">
          <TextArea
            label={m.screens_vision_label()}
            hint={proposes}
            value={draft}
            onChange={setDraft}
            rows={2}
            autoGrow
            autoFocus
            onKeyDown={(e) => {
              if (e.key === 'Escape') setDraft(undefined)
              if (e.key === 'Enter' && (e.metaKey || e.ctrlKey)) void save()
            }}
          />
          <div className="flex gap-2">
            <Button variant="primary" kbd="mod+enter" onClick={() => void save()}>
              {right.may === 'propose' ? m.screens_propose() : m.screens_save()}
            </Button>
            <Button variant="ghost" onClick={() => setDraft(undefined)}>
              {m.screens_cancel()}
            </Button>
          </div>
        </div>
      )}
    </Part>
  )
}
