import { memo } from 'react'

import { useList, useRecord } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { KeyResults } from '@/record/screen/KeyResults'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { sayScore, toneOf, useScore } from '@/record/screen/score'
import { useToday } from '@/record/screen/today'
import { Ring } from '@/ui/progress'

const most = 6

/** The objectives in force, with their numbers against the targets. */
export function Objectives({ product }: { product: string }) {
  const list = useList({ q: 'type:objective category:doing sort:endon,rank', product, limit: 20 })
  const link = useLink()
  return (
    <Part title={m.desk_objectives()} note={list.ids.length > 0 ? <AllOf count={list.total ?? list.ids.length} to={screenAddress(product, 'objectives')} /> : undefined}>
      {list.status === 'loading' && list.ids.length === 0 && <Waiting rows={4} />}
      {list.status === 'error' && list.ids.length === 0 && <Failed text={list.error?.detail} onRetry={list.retry} />}
      {list.status === 'ready' && list.ids.length === 0 && (
        <p className="py-1.5 text-text-muted">
          {m.desk_objectives_none()}{' '}
          <a {...link(screenAddress(product, 'objectives'))} className="rounded text-accent-text underline underline-offset-2">
            {m.desk_objectives_look()}
          </a>
        </p>
      )}
      <ul>
        {list.ids.slice(0, most).map((id) => (
          <Objective key={id} id={id} />
        ))}
      </ul>
    </Part>
  )
}

const Objective = memo(function Objective({ id }: { id: string }) {
  const r = useRecord(id)
  const { value } = useScore(id)
  const link = useLink()
  const today = useToday()
  if (!r) return <li className="h-9" />
  return (
    <li className="grid min-h-9 items-center gap-x-6 md:grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)]">
      <a {...link(recordAddress(r.key))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
        <Ring value={value?.score ?? 0} tone={toneOf(value?.colour ?? '')} size={16} />
        <span className="tabular w-6 shrink-0 font-semibold">{sayScore(value?.score)}</span>
        <span className="min-w-0 flex-1 truncate font-medium">{r.title}</span>
        {typeof r.endOn === 'string' && <span className="tabular hidden shrink-0 text-12 text-text-faint lg:block">{sayDay(r.endOn, today)}</span>}
      </a>
      <KeyResults scored={value} />
    </li>
  )
})
