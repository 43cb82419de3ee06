import { memo } from 'react'

import { useRecord } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { useMay } from '@/record/screen/may'
import { sayScore, toneOf, useScore } from '@/record/screen/score'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { StateIcon } from '@/ui/icon'
import { Ring } from '@/ui/progress'
import { Skeleton } from '@/ui/skeleton'

import { KeyResult } from './KeyResult'

/** An objective with its key results and how far each has come. */
export const ObjectiveBlock = memo(function ObjectiveBlock({ id }: { id: string }) {
  const r = useRecord(id)
  const { value, status, error, retry } = useScore(id)
  const may = useMay('objective.set', r?.product).may !== 'no'
  const link = useLink()
  const today = useToday()
  if (!r) return <li className="h-10 border-b" />
  return (
    <li className="border-b py-2">
      <div className="flex min-h-8 min-w-0 items-center gap-2">
        <Ring value={value?.score ?? 0} tone={toneOf(value?.colour ?? '')} size={18} />
        <a {...link(recordAddress(r.key))} className="flex min-w-0 items-center gap-2 rounded hover:underline">
          <span className="keyed text-text-faint">{r.key}</span>
          <span className="truncate font-semibold">{r.title}</span>
        </a>
        <span className="hidden shrink-0 items-center gap-1.5 text-12 text-text-muted sm:flex">
          <StateIcon category={r.category} />
          {r.state}
        </span>
        {r.ambition === 'aspirational' && <Badge tone="violet" className="hidden sm:inline-flex">{m.screens_objective_aspirational()}</Badge>}
        <span className="ml-auto flex shrink-0 items-center gap-3">
          {Boolean(r.endOn) && <span className="tabular hidden text-12 text-text-muted sm:block">{m.screens_objective_until({ day: sayDay(String(r.endOn), today) })}</span>}
          <Owner id={r.owner} />
          <span className="tabular w-8 text-right text-14 font-semibold">{sayScore(value?.score)}</span>
        </span>
      </div>
      {status === 'loading' && !value && <Skeleton width="60%" height={14} />}
      {status === 'error' && (
        <p className="pl-7 text-12 text-red-text">
          {error?.detail} <button type="button" className="underline" onClick={retry}>{m.screens_retry()}</button>
        </p>
      )}
      {value && value.keyResults.length === 0 && <p className="pl-7 text-12 text-text-muted">{m.screens_objective_no_results()}</p>}
      <ul>
        {value?.keyResults.map((kr) => (
          <KeyResult key={kr.id} objective={id} kr={kr} may={may} />
        ))}
      </ul>
    </li>
  )
})
