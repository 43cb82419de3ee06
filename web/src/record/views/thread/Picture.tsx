import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'

import { graphStep, lineOf } from '@/lib/layoutGraph'
import { m } from '@/locales/gen/messages.js'
import { kindName } from '@/record/fields/fields'
import { cx } from '@/ui/cx'
import { KindIcon } from '@/ui/icon'

import type { Canvas } from './canvas'
import { Card } from './Card'
import { Edges } from './Edges'
import { Gap } from './Gap'
import type { ThreadNode } from './graph'
import { Outline } from './Outline'
import type { Drawing } from './useGraph'

const HEAD = 36

interface PictureProps {
  drawing: Drawing
  canvas: Canvas
  zoom: number
  onRoot: (node: ThreadNode) => void
  onUnfold: (group: string) => void
  open: (id: string, how: 'panel' | 'page') => void
}

/** The cards and the curves between them, and the keys that walk along these. */
export function Picture({ drawing, canvas, zoom, onRoot, onUnfold, open }: PictureProps) {
  const { layout, edges, nodes, gaps, folds, heads, roots } = drawing
  const [focus, setFocus] = useState<string>()
  const here = focus !== undefined && layout.places.has(focus) ? focus : roots[0]
  const line = useMemo(() => (focus !== undefined && layout.places.has(focus) ? lineOf(focus, edges) : undefined), [focus, layout, edges])
  const onOpen = useCallback((id: string) => open(id, 'page'), [open])
  const first = roots.map((id) => layout.places.get(id)).find((p) => p !== undefined)
  const about = roots.join()
  // Only another subject is brought to the middle; once the box around it is there.
  const center = useCallback((element: HTMLElement | null) => void (element && first && queueMicrotask(() => canvas.center(first, HEAD))), [about]) // eslint-disable-line react-hooks/exhaustive-deps
  const settle = useCallback((element: HTMLElement | null) => void (element && canvas.settle(zoom)), [canvas, zoom])

  const keys = (e: KeyboardEvent<HTMLElement>) => {
    const id = (e.target as HTMLElement).dataset.node
    if (!id || e.ctrlKey || e.metaKey || e.altKey) return
    const node = nodes.get(id)
    const to = graphStep(layout, edges, id, e.key)
    if (to !== undefined) e.currentTarget.querySelector<HTMLElement>(`[data-node="${to}"]`)?.focus()
    else if (node && e.key === 'Enter') open(id, 'page')
    else if (node && e.key === ' ') open(id, 'panel')
    else if (node && e.key === 'c') onRoot(node)
    else if (!e.key.startsWith('Arrow')) return
    e.preventDefault()
    e.stopPropagation()
  }
  const shared = (id: string) => ({ place: layout.places.get(id)!, here: id === here, dim: line !== undefined && !line.has(id), onFocus: setFocus })
  return (
    <div ref={canvas.attach} className="relative min-h-0 flex-1 cursor-grab overflow-auto quiet-scroll">
      <div role="group" aria-label={m.views_thread_name()} onKeyDown={keys} className="relative flex min-h-full w-max min-w-full flex-col p-6" style={{ zoom }}>
        <div className="sticky top-0 z-10 mx-auto h-9 shrink-0" style={{ width: layout.width }}>
          {heads.map((h) => (
            <span key={h.x} className="absolute top-1 truncate rounded-sm bg-bg/90 px-1 text-12 font-medium text-text-faint" style={{ left: h.x, maxWidth: 212 }}>
              {h.kinds.map((k) => kindName(k)).join(' · ')}
            </span>
          ))}
        </div>
        <div className="relative m-auto" style={{ width: layout.width, height: layout.height }}>
          <Edges drawing={drawing} line={line} />
          {layout.columns.flatMap((c) =>
            c.ids.map((id) => {
              const node = nodes.get(id)
              if (node) return <Card key={id} node={node} {...shared(id)} onPress={node.root ? (n) => open(n.id, 'panel') : onRoot} onOpen={onOpen} />
              const gap = gaps.get(id)
              if (gap) return <Gap key={id} gap={gap} {...shared(id)} />
              const fold = folds.get(id)!
              const { place, here, dim } = shared(id)
              return (
                <button key={id} type="button" data-node={id} tabIndex={here ? 0 : -1} onFocus={() => setFocus(id)} onClick={() => onUnfold(fold.group)} className={cx('absolute flex items-center gap-1.5 rounded border border-line bg-bg-sunken px-2.5 text-left text-12 text-text-muted hover:border-text-faint', dim && 'opacity-35')} style={{ left: place.x, top: place.y, width: place.width, height: place.height }}>
                  <KindIcon kind={fold.group} size={12} />
                  {m.views_thread_more({ count: fold.ids.length })}
                </button>
              )
            }),
          )}
        </div>
        <span hidden ref={settle} />
        <span hidden ref={center} />
      </div>
      <Outline drawing={drawing} />
    </div>
  )
}
