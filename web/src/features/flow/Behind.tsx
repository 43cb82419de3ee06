import { useMe } from '@/data/hooks'
import { number } from '@/lib/measure'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useToday } from '@/record/screen/today'
import { IconButton } from '@/ui/button'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import type { Behind as Answer } from './answers'
import { Rows } from './Rows'
import { readFigure, type Scope, useFlow } from './scope'

interface BehindProps {
  scope: Scope
  figure: string
  onClose: () => void
}

/** The items behind a figure, beside the report. */
export function Behind({ scope, figure: text, onClose }: BehindProps) {
  const today = useToday()
  const { zone } = useMe().workspace
  const { figure, over } = readFigure(text)
  const asked = useFlow<Answer>('items', { ...scope, ...over }, { figure, on: over.on, state: over.state, objective: over.objective })
  const got = asked.value
  return (
    <aside aria-label={m.flow_behind()} className="quiet-scroll flex max-h-1/2 min-h-0 min-w-0 flex-col gap-2 overflow-y-auto border-t px-4 py-3 lg:max-h-none lg:w-96 lg:shrink-0 lg:border-t-0 lg:border-l">
      <header className="flex items-start gap-2">
        <div className="min-w-0 grow">
          <h2 className="text-13 font-semibold">{got ? m.flow_behind_count({ count: got.count }) : m.flow_behind()}</h2>
          {got && <p className="text-12 text-text-muted">{got.rule}</p>}
          {got && got.unit === 'points' && <p className="tabular text-12 text-text-muted">{m.flow_behind_sum({ sum: number(got.sum) })}</p>}
        </div>
        <IconButton icon="x" label={m.flow_behind_close()} onClick={onClose} />
      </header>
      {!got && (asked.error ? <ErrorState title={m.flow_failed()} text={asked.error.detail} onRetry={asked.retry} /> : <SkeletonRows count={5} />)}
      {got && got.items.length > 0 && <Rows label={m.flow_item()} items={got.items} limit={500} columns={[{ name: m.flow_since(), value: (i) => sayDay(dayIn(i.at, zone), today) }]} />}
      {got?.more && <p className="text-12 text-text-muted">{m.flow_behind_more({ shown: got.items.length })}</p>}
    </aside>
  )
}
