import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react'

import { type Day, dayOf, isDay, numberOf, perDayOf, rangeOf, type Scale, scaleOf, zoomed, zoomOf } from '@/lib/scale'
import { useKept } from '@/record/list/kept'
import { useOrders, useRecs } from '@/record/views/common/lists'
import type { ViewProps } from '@/record/views/view'

import type { Controller } from './controller'
import { type Dates, daysOf, edgeQueries } from './dates'

export interface Axis {
  /** undefined until the first and the last day are known. */
  scale: Scale | undefined
  perDay: number
  zoom: (perDay: number, clientX?: number) => void
  go: (by: 1 | -1 | 'today') => void
  /** Stands beside the grid: when the axis has been drawn anew, it shows the same days again. */
  mark: ReactNode
}

/** The axis of a timeline: which days, how wide, and from where it is seen. The address knows the last two. */
export function useAxis(control: Controller, { q, product, dates, options, setOptions }: Pick<ViewProps, 'q' | 'product' | 'options' | 'setOptions'> & { dates: Dates }, today: Day): Axis {
  const { viewport } = control
  const [perDay, setPerDay] = useState(() => perDayOf(options.zoom))
  const [named, setNamed] = useState(options.zoom)
  if (named !== options.zoom) {
    setNamed(options.zoom)
    setPerDay(perDayOf(options.zoom))
  }
  const from = isDay(options.from) ? options.from : undefined
  const written = useRef(from)
  const [far, setFar] = useState(from)

  const days = useEdges(q, product, dates)
  // Half a screen more than is in sight on either side: there is always somewhere to scroll to.
  const pad = Math.ceil((1.5 * viewport.width) / perDay)
  const range = days && rangeOf([...days, today, from, far], pad)
  const [first, last] = [range?.from, range?.to]
  const scale = useMemo(() => (first === undefined || last === undefined ? undefined : scaleOf(first, last, perDay)), [first, last, perDay])

  viewport.onRest = (day) => {
    written.current = dayOf(day)
    if (written.current !== options.from) setOptions({ from: written.current })
  }
  const writing = useRef<ReturnType<typeof setTimeout>>(undefined)
  const zoom = (next: number, clientX?: number) => {
    viewport.keep(clientX, next)
    setPerDay(next)
    clearTimeout(writing.current)
    writing.current = setTimeout(() => setOptions({ zoom: zoomOf(next) }), 300)
  }
  viewport.onZoom = (by, clientX) => zoom(zoomed(perDay, by), clientX)
  const go = (by: 1 | -1 | 'today') => {
    if (!scale) return
    if (by === 'today') return viewport.show(numberOf(today))
    const to = Math.round(scale.from + viewport.left / perDay + (by * 0.8 * viewport.width) / perDay)
    setFar(dayOf(to))
    viewport.show(to, 0)
  }
  const settle = useCallback(
    (element: HTMLElement | null) => {
      if (!element || !scale) return
      if (from && from !== written.current) viewport.goTo(numberOf(from))
      written.current = from
      viewport.settle(scale, numberOf(from ?? today) - (from ? 0 : (0.25 * viewport.width) / scale.perDay))
    },
    [scale, from, viewport, today],
  )
  return { scale, perDay, zoom, go, mark: <span hidden ref={settle} /> }
}

/** The first and the last days at which something stands; undefined until they are known. */
function useEdges(q: string, product: string | undefined, dates: Dates): Day[] | undefined {
  const specs = useMemo(() => edgeQueries(q, dates).map((text) => ({ q: text, product, limit: 1 })), [q, product, dates])
  const edges = useOrders(specs)
  const ids = useMemo(() => [...new Set(edges.flatMap((e) => e.ids.slice(0, 1)))], [edges])
  const records = useRecs(ids)
  const ready = edges.every((e) => e.status !== 'loading') && records.every((r) => r !== undefined)
  const days = useMemo(() => daysOf(records, dates), [records, dates])
  return useKept(ready ? days : undefined, ready)
}
