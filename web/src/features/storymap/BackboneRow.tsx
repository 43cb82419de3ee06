import { useState } from 'react'

import { m } from '@/locales/gen/messages.js'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Menu } from '@/ui/menu'
import { tip } from '@/ui/tooltip'

import type { Backbone, Naming } from './backbone'
import { dragsActivity, type Side } from './dragActivity'
import { COLUMN, type Layout } from './layout'
import type { StoryMap } from './map'

interface Props {
  side: number
  map: StoryMap
  layout: Layout
  backbone: Backbone
  mayShape: boolean
  onName: (q: Naming) => void
}

/** Activities, and under them their steps. */
export function BackboneRow({ side, map, layout, backbone, mayShape, onName }: Props) {
  const [over, setOver] = useState<{ id: string; side: Side }>()
  const headOf = (left: number, top: number, width: number, height: number) => ({ left: side + left + 3, top, width: width - 6, height })
  return (
    <>
      {map.activities.map((a) => {
        const own = layout.columns.filter((c) => c.activity === a.id)
        return (
          <div key={a.id} role="group" aria-label={m.refine_map_activity({ name: a.title })}>
            <div
              ref={mayShape ? dragsActivity(a.id, (side) => setOver(side && { id: a.id, side }), (id, side) => backbone.moveActivity(map, id, a.id, side)) : undefined}
              className={cx('absolute flex items-center rounded bg-accent-soft pl-2.5 text-13 font-semibold text-accent-text', mayShape && 'cursor-grab', over?.id === a.id && (over.side === 'left' ? 'border-l-3 border-accent' : 'border-r-3 border-accent'))}
              style={headOf(own[0]!.x, 4, own.length * COLUMN, 30)}
            >
              <span className="min-w-0 flex-1 truncate" {...tip(a.title)}>
                {a.title}
                {a.optional && <span className="ml-1.5 text-12 font-normal">{m.refine_map_optional_mark()}</span>}
              </span>
              {mayShape && <Menu trigger={<IconButton size="sm" icon="ellipsis" label={m.refine_map_do_activity({ name: a.title })} />} items={() => backbone.itemsOfActivity(map, a, onName)} />}
            </div>
            {a.steps.map((s, i) => (
              <div key={s.id} className="absolute flex items-center rounded border bg-bg-raised pl-2.5 text-13 font-medium" style={headOf(own[i]!.x, 37, COLUMN, 34)}>
                <span className="min-w-0 flex-1 truncate" {...tip(s.title)}>
                  {s.title}
                </span>
                <span className="tabular px-1.5 text-12 font-normal text-text-faint" role="img" aria-label={m.refine_map_step_cards({ count: s.cards })}>
                  {s.cards}
                </span>
                {mayShape && <Menu trigger={<IconButton size="sm" icon="ellipsis" label={m.refine_map_do_step({ name: s.title })} />} items={() => backbone.itemsOfStep(map, a, s, onName)} />}
              </div>
            ))}
            {a.steps.length === 0 && mayShape && (
              <button
                type="button"
                className="absolute rounded border border-dashed border-line-control text-13 text-text-muted hover:bg-bg-hover"
                style={headOf(own[0]!.x, 37, COLUMN, 34)}
                onClick={() => onName({ title: m.refine_map_add_step(), done: (title) => backbone.addStep(a, title) })}
              >
                {m.refine_map_add_step()}
              </button>
            )}
          </div>
        )
      })}
    </>
  )
}
