import { useMemo } from 'react'

import { useAsk, useMe, useMember, useRecord } from '@/data/hooks'
import { address } from '@/data/client'
import type { Row } from '@/data/types'
import { addDays } from '@/lib/scale'
import { momentOf, sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { AllOf, Failed, Waiting } from '@/record/screen/PartStates'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { tip } from '@/ui/tooltip'

import { movesOf, type Move } from './changes'

const days = 21

/** What moved on the roadmap in the last weeks. */
export function RoadmapChanges({ product }: { product: string }) {
  const { zone } = useMe().workspace
  const since = momentOf(addDays(useToday(), -days), zone)
  const features = useAsk<{ items: Row[] }>(address('/ledger', { product, kind: 'feature', since, limit: 200 }), ['feature'])
  const releases = useAsk<{ items: Row[] }>(address('/ledger', { product, kind: 'release', since, limit: 50 }), ['release'])
  const moves = useMemo(() => movesOf([...(features.value?.items ?? []), ...(releases.value?.items ?? [])], 50), [features.value, releases.value])
  return (
    <Part title={m.desk_moves()} note={moves.length > 0 ? <AllOf count={moves.length} to={screenAddress(product, 'roadmap')} /> : undefined}>
      {features.status === 'loading' && <Waiting rows={3} />}
      {features.status === 'error' && <Failed text={features.error?.detail} onRetry={features.retry} />}
      {features.status === 'ready' && moves.length === 0 && <p className="py-1.5 text-text-muted">{m.desk_moves_none({ days })}</p>}
      {moves.slice(0, 5).map((x) => (
        <Moved key={x.seq} move={x} />
      ))}
    </Part>
  )
}

function Moved({ move }: { move: Move }) {
  const r = useRecord(move.record)
  const who = useMember(move.actor)
  const link = useLink()
  const today = useToday()
  if (!r) return <div className="h-8" />
  return (
    <a {...link(recordAddress(r.key))} {...tip(m.desk_move_by({ who: who?.name ?? m.screens_somebody(), age: sayAge(move.at) }))} className="-mx-2 flex h-8 min-w-0 items-center gap-2 rounded px-2 hover:bg-bg-hover">
      <span className="min-w-0 flex-1 truncate">{r.title}</span>
      <span className="max-w-1/2 shrink-0 truncate text-12 text-text-muted">{move.act === 'create' ? m.desk_move_new() : sayChange(move, today)}</span>
    </a>
  )
}

/** The change that says most, as "before → after". */
function sayChange(move: Move, today: string): string {
  const c = move.changes[0]
  if (!c) return m.desk_move_gone()
  const say = (v: unknown) => (typeof v === 'string' && v !== '' ? (/^\d{4}-\d\d-\d\d$/.test(v) ? sayDay(v, today) : v) : '–')
  return m.desk_move_from_to({ before: say(c.before), after: say(c.after) })
}
