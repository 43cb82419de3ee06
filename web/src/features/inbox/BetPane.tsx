import { useState } from 'react'

import { useAsk, useRecord, useRight } from '@/data/hooks'
import { proposes } from '@/record/fields/editor-options'
import type { Shown } from '@/record/bet/bet'
import { SettleBet } from '@/record/bet/SettleBet'
import { m } from '@/locales/gen/messages.js'
import { RecordPanel } from '@/record/page/RecordPanel'
import { screenKeys } from '@/record/screen/keys'
import { Button } from '@/ui/button'
import { Callout } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import type { Review } from './entries'

/** A bet of one's own whose day has come: what the number says, settled by a key, with the feature below. */
export function BetPane({ review, onSettled }: { review: Review; onSettled: () => void }) {
  const asked = useAsk<Shown>(`/features/${review.id}/bet`, ['feature', 'metric', 'metric_point'])
  const right = useRight(useRecord(review.id), 'title')
  const [settling, setSettling] = useState(false)
  const bet = asked.value
  const may = bet !== undefined && right.may !== 'no'
  return (
    <section ref={screenKeys({ y: () => may && setSettling(true) })} aria-label={review.title} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="border-b px-4 py-3">
        <Callout
          tone="amber"
          title={review.title}
          actions={
            <Button size="sm" variant="primary" kbd="Y" disabled={!may} {...tip(proposes(right))} onClick={() => setSettling(true)}>
              {m.bets_settle()}
            </Button>
          }
        >
          {bet?.says.why}
        </Callout>
      </div>
      <RecordPanel id={review.id} />
      {settling && bet && <SettleBet bet={bet} proposes={proposes(right)} onSettled={onSettled} onClose={() => setSettling(false)} />}
    </section>
  )
}
