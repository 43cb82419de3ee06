import { memo } from 'react'

import { usePages } from '@/data/hooks'
import { addDays } from '@/lib/scale'
import { Sparkline } from '@/ui/chart'

import { useToday } from './today'

export interface Point {
  at: string
  value: number
  note: string
}

/** The points of a metric of the last half year, oldest first; `more` says that there are yet more than a chart can hold. */
export function usePoints(metric: string | undefined): { points: readonly Point[] | undefined; more: boolean; status: 'loading' | 'ready' | 'error'; retry: () => void } {
  const from = addDays(useToday(), -182)
  const asked = usePages<Point>(metric ? `/metrics/${metric}/points?from=${from}T00:00:00Z&limit=200` : undefined, ['metric_point'])
  return { points: asked.items, more: asked.more, status: asked.status, retry: asked.retry }
}

/** The last half year of a metric as a small line. */
export const Trend = memo(function Trend({ metric, label }: { metric: string; label: string }) {
  const { points } = usePoints(metric)
  if (!points || points.length < 2) return null
  return <Sparkline values={points.map((p) => p.value)} label={label} />
})
