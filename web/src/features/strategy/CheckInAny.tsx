import { useState } from 'react'

import { useRecord } from '@/data/hooks'
import { measure } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { type ScoredKeyResult, useScore } from '@/record/screen/score'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { CheckIn } from './CheckIn'

/** From the palette: asks which key result is meant where there are several, then where it stands. */
export function CheckInAny({ input, close }: { input: unknown; close: () => void }) {
  const { objective } = input as { objective: string }
  const record = useRecord(objective)
  const { value, error, retry } = useScore(objective)
  const [chosen, setChosen] = useState<ScoredKeyResult>()
  const all = value?.keyResults ?? []
  const kr = chosen ?? (all.length === 1 ? all[0] : undefined)
  if (kr) return <CheckIn objective={objective} kr={kr} onClose={close} />
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={m.objective_cmd_pick()} description={record?.title} size="sm">
      {error && !value && <ErrorState text={error.detail} onRetry={retry} />}
      {!error && !value && <SkeletonRows count={3} />}
      {value && all.length === 0 && <p className="text-13 text-text-muted">{m.objective_cmd_no_results()}</p>}
      <ul className="flex flex-col gap-1">
        {all.map((k) => (
          <li key={k.id}>
            <Button variant="ghost" className="w-full justify-start" onClick={() => setChosen(k)}>
              <span className="min-w-0 flex-1 truncate text-left">{k.title}</span>
              <span className="tabular text-text-muted">{measure(k.current, k.unit)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
