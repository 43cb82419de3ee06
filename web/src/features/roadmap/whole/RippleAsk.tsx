import { useState } from 'react'

import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { leastOf } from '@/record/fields/editor-right'
import { useToday } from '@/record/screen/today'
import { spanText } from '@/record/views/timeline/labels'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { Callout } from '@/ui/state'

import type { Line, Ripple } from './plan'

export interface Pending {
  line: Line
  to: { start: string | null; end: string | null }
  ripple: Ripple
}

/** What else would have to move: all of it goes along, or the line goes alone. */
export function RippleAsk({ pending, rightOn, onSend, onClose }: { pending: Pending; rightOn: (line: Line) => Right; onSend: (alone: boolean) => Promise<unknown>; onClose: () => void }) {
  const today = useToday()
  const [busy, setBusy] = useState(false)
  const { ripple, line } = pending
  const right = leastOf([line, ...ripple.moves.flatMap((x) => ripple.lines.find((l) => l.id === x.id) ?? [])].map(rightOn))
  const name = (id: string) => ripple.lines.find((l) => l.id === id)
  const send = (alone: boolean) => {
    setBusy(true)
    void onSend(alone).finally(() => setBusy(false))
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={m.plan_ripple_title({ key: line.key })}
      description={m.plan_ripple_text({ where: spanText(pending.to, today) })}
      footer={
        <>
          <Button onClick={onClose}>{m.screens_cancel()}</Button>
          <Button disabled={busy} onClick={() => send(true)}>
            {m.plan_ripple_alone()}
          </Button>
          <Button variant="primary" busy={busy} onClick={() => send(false)}>
            {m.plan_ripple_all({ count: ripple.moves.length + 1 })}
          </Button>
        </>
      }
    >
      <ul className="divide-y">
        {ripple.moves.map((move) => (
          <li key={move.id} className="flex items-baseline gap-3 py-1.5 text-13">
            <span className="min-w-0 grow">
              <span className="text-text-muted">{name(move.id)?.key}</span> {name(move.id)?.title}
              <span className="block text-12 text-text-muted">{m.plan_because({ what: move.because.map((id) => name(id)?.key ?? '…').join(', ') })}</span>
            </span>
            <span className="tabular shrink-0">{m.plan_later({ days: move.days })}</span>
          </li>
        ))}
      </ul>
      {ripple.left.length > 0 && <p className="mt-2 text-13 text-red-text">{m.plan_left({ count: ripple.left.length })}</p>}
      {right.may === 'propose' && <Callout tone="blue">{proposes(right)}</Callout>}
    </Dialog>
  )
}
