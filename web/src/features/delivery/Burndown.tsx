import { Suspense, useMemo } from 'react'

import { useMe } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { burndown } from '@/lib/sprint'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useRecords } from '@/record/screen/records'
import { placedOf } from '@/record/screen/sprints'
import { useToday } from '@/record/screen/today'
import { Chart } from '@/ui/chart'
import { Skeleton } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'

import { leftOf, useSprintRows } from './ledger'
import { ScopeChanges } from './ScopeChanges'

interface BurndownProps {
  sprint: Rec
  items: readonly Rec[]
  ready: boolean
}

/** What was left on each day, computed from the ledger. */
export function Burndown({ sprint, items, ready }: BurndownProps) {
  if (!sprint.startOn || !sprint.endOn) return <p className="text-text-muted">{m.screens_burndown_no_days()}</p>
  if (sprint.category === 'todo') return <p className="text-text-muted">{m.screens_burndown_not_begun()}</p>
  const waiting = <Skeleton width="100%" height={240} />
  if (!ready) return waiting
  return (
    <Suspense fallback={waiting}>
      <Lines sprint={sprint} items={items} />
    </Suspense>
  )
}

function Lines({ sprint, items }: Omit<BurndownProps, 'ready'>) {
  const { zone } = useMe().workspace
  const today = useToday()
  const got = useSprintRows(sprint, items, zone)
  const gone = useRecords(useMemo(() => leftOf(got.rows ?? [], sprint.id, items), [got, sprint.id, items]))
  const days = useMemo(() => {
    const until = typeof sprint.closedAt === 'string' ? sprint.closedAt : new Date().toISOString()
    return got.rows ? burndown([...items, ...gone].map(placedOf), got.rows, { sprint: sprint.id, startOn: String(sprint.startOn), endOn: String(sprint.endOn), zone, until }) : []
  }, [got, items, gone, sprint, zone])
  if (got.error) return <ErrorState title={m.screens_burndown_failed()} text={got.error.detail} />
  const now = days.findLast((d) => d.left !== null)
  return (
    <>
      {!got.whole && <p className="text-12 text-amber-text">{m.screens_burndown_partly()}</p>}
      <Chart
        type="line"
        label={m.screens_burndown()}
        summary={now ? m.screens_burndown_summary({ left: number(now.left ?? 0), scope: number(now.scope ?? 0), day: sayDay(now.day, today) }) : ''}
        categories={days.map((d) => sayDay(d.day, today))}
        series={[
          { name: m.screens_burndown_left(), values: days.map((d) => d.left) },
          { name: m.screens_burndown_scope(), values: days.map((d) => d.scope), tone: 'neutral' },
          { name: m.screens_burndown_even(), values: days.map((d) => Math.round(d.even * 10) / 10), tone: 'neutral', dashed: true },
        ]}
        height={240}
      />
      <ScopeChanges sprint={sprint} rows={got.rows} />
    </>
  )
}
