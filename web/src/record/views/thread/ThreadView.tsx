import { type ReactNode, useMemo, useState } from 'react'

import { useData, useOrder } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import type { ViewProps } from '@/record/views/view'
import { Button, IconButton } from '@/ui/button'
import { Toolbar } from '@/ui/layout'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { Canvas, within, zoomIn } from './canvas'
import { Picture } from './Picture'
import { CARD, type Drawing, useGraph } from './useGraph'

/** Of how many records of a list the lines are drawn. */
const ROOTS = 6

export interface ThreadProps extends ViewProps {
  empty?: ReactNode
}

/** The line of a record as a graph one can walk; of a list, the lines of its first records. */
export function ThreadView({ q, product, options, setOptions, open, empty }: ThreadProps) {
  const data = useData()
  const list = useOrder(options.root ? undefined : { q, product, limit: ROOTS + 1 })
  const refs = useMemo(() => (options.root ? [options.root] : list.status === 'loading' && list.ids.length === 0 ? undefined : list.ids.slice(0, ROOTS)), [options.root, list])
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const { drawing, status, error } = useGraph(refs, unfolded)
  const [canvas] = useState(() => new Canvas())
  const [zoom, setZoom] = useState(() => within(Number(options.zoom) || 1))
  const change = (next: number) => {
    setZoom(next)
    setOptions({ zoom: next === 1 ? undefined : String(next) })
  }
  canvas.onZoom = (by) => change(zoomIn(zoom, by))
  const step = (by: 1 | -1) => {
    canvas.hold()
    change(zoomIn(zoom, by))
  }
  const root = (key: string | undefined) => {
    setUnfolded(new Set())
    setOptions({ root: key })
  }
  const failed = (!options.root && list.status === 'error' && list.ids.length === 0) || status === 'error'
  const text = error?.detail ?? list.error?.detail
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <Toolbar label={m.views_thread_name()}>
        {options.root ? (
          <Button size="sm" variant="ghost" icon="arrow-left" onClick={() => root(undefined)}>
            {m.views_thread_all()}
          </Button>
        ) : (
          <span className="px-1 text-12 text-text-faint">{list.ids.length > ROOTS ? m.views_thread_first({ count: ROOTS }) : m.views_thread_hint()}</span>
        )}
        {drawing?.more && <span className="text-12 text-amber-text">{m.views_thread_cut()}</span>}
        <span className="ml-auto flex items-center gap-0.5">
          <IconButton size="sm" icon="zoom-out" label={m.views_thread_zoom_out()} onClick={() => step(-1)} />
          <IconButton size="sm" icon="zoom-in" label={m.views_thread_zoom_in()} onClick={() => step(1)} />
          <Button size="sm" variant="ghost" onClick={() => drawing && change(fit(canvas, drawing))}>
            {m.views_thread_fit()}
          </Button>
        </span>
      </Toolbar>
      {failed ? (
        <ErrorState text={text} onRetry={() => (list.status === 'error' ? list.retry() : refs?.forEach((r) => data.asks.open(`/records/${encodeURIComponent(r)}/thread`, ['link']).retry()))} />
      ) : drawing ? (
        <Picture drawing={drawing} canvas={canvas} zoom={zoom} onRoot={(n) => root(n.key)} onUnfold={(group) => setUnfolded((before) => new Set([...before, group]))} open={open} />
      ) : status === 'loading' ? (
        <Waiting />
      ) : (
        (empty ?? <EmptyState icon="waypoints" title={m.views_thread_empty()} text={m.views_thread_empty_text()} />)
      )}
    </div>
  )
}

const PADDING = 60
const fit = (canvas: Canvas, { layout }: Drawing): number => canvas.fitting(layout.width + PADDING, layout.height + PADDING + CARD.height)

function Waiting() {
  return (
    <div role="status" aria-label={m.views_thread_loading()} className="flex gap-14 overflow-hidden p-6 pt-16">
      {[2, 3, 4, 3, 2].map((n, i) => (
        <div key={i} className="flex flex-col justify-center gap-2.5">
          {Array.from({ length: n }, (_, j) => (
            <Skeleton key={j} width={CARD.width} height={CARD.height} />
          ))}
        </div>
      ))}
    </div>
  )
}
