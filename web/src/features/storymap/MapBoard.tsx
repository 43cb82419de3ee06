import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { announce } from '@/record/views/common/announce'
import { recordAddress, useGo } from '@/record/screen/address'
import { cx } from '@/ui/cx'

import { NameDialog, type Backbone as BackboneOf, type Naming } from './backbone'
import { BackboneRow } from './BackboneRow'
import { dropsOnMap, type Spot } from './drag'
import { carried, COLUMN, HEAD, inSight, layoutOf, neighbourOf, sideFor, STEP_HEIGHT, type Layout, type Way, type Window } from './layout'
import type { Card, Move, StoryMap } from './map'
import { MapCard } from './MapCard'
import { SliceHead } from './SliceHead'
import { sayMove } from './words'

interface Props {
  product: string
  map: StoryMap
  cards: readonly Card[]
  move: (move: Move, said: string, known?: readonly Card[]) => Promise<void>
  backbone: BackboneOf
  mayShape: boolean
}

const ways: Record<string, Way> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }

/** The map itself: heads that stay in sight, and of the cards those that are. */
export function MapBoard({ map, cards, move, backbone, mayShape }: Props) {
  const layout = useMemo(() => layoutOf(map, cards), [map, cards])
  const [sight, setSight] = useState<Window>({ x: 0, y: 0, width: 1600, height: 1000 })
  const [focus, setFocus] = useState<string>()
  const [spot, setSpot] = useState<Spot>()
  const [naming, setNaming] = useState<Naming>()
  const go = useGo()
  const box = useRef<HTMLDivElement | null>(null)
  // What is told to handlers that outlive a drawing.
  const now = useRef({ layout, map, move })
  now.current = { layout, map, move }

  const attach = useCallback((el: HTMLDivElement | null) => {
    box.current = el
    if (!el) return undefined
    const look = () => setSight((w) => same(w, windowOf(el)) ?? windowOf(el))
    look()
    el.addEventListener('scroll', look, { passive: true })
    const sized = new ResizeObserver(look)
    sized.observe(el)
    const off = dropsOnMap(el, () => now.current.layout, setSpot, (ids, change, known) => void now.current.move(change, sayMove(now.current.map, now.current.layout, ids, change), known))
    return () => {
      el.removeEventListener('scroll', look)
      sized.disconnect()
      off()
    }
  }, [])

  const side = sideFor(sight.width)
  const shown = inSight(layout, sight)
  const held = focus ? layout.at.get(focus) : undefined
  if (held && !shown.includes(held)) shown.push(held) // the one with the focus is always there
  const entry = held ? undefined : layout.cards[0]?.card.id

  const reveal = (id: string) => {
    setFocus(id)
    // Focused once it is drawn and stands where it belongs.
    requestAnimationFrame(() => document.getElementById(`map-${id}`)?.focus())
  }
  const keys = (e: KeyboardEvent) => {
    const id = (e.target as HTMLElement).closest<HTMLElement>('[data-card]')?.dataset.card
    if (!id || e.defaultPrevented) return
    const act = actOf(e, layout, id)
    if (!act) return
    e.preventDefault()
    e.stopPropagation()
    if ('go' in act) return act.go ? reveal(act.go) : announce(m.refine_map_edge())
    if ('open' in act) return go(recordAddress(layout.at.get(id)!.card.key))
    void move(act.move, sayMove(map, layout, [id], act.move))
    if (act.move.step === null) {
      const next = neighbourOf(layout, id, 'down') ?? neighbourOf(layout, id, 'up')
      if (next) reveal(next)
    } else reveal(id)
  }

  return (
    <div ref={attach} className="quiet-scroll relative min-h-0 min-w-0 flex-1 overflow-auto bg-bg-sunken" role="group" aria-label={m.refine_map_label()} onKeyDown={keys}>
      <div className="relative" style={{ width: side + layout.width + 12, height: HEAD + layout.height + 12 }}>
        <div className="sticky top-0 z-20 bg-bg" style={{ height: HEAD }}>
          <div className="sticky left-0 z-30 float-left h-full border-r border-b bg-bg px-3 py-2 text-12 text-text-muted" style={{ width: side }}>
            <span className={side < 200 ? 'sr-only' : undefined}>{m.refine_map_keys()}</span>
          </div>
          <BackboneRow side={side} map={map} layout={layout} backbone={backbone} mayShape={mayShape} onName={setNaming} />
        </div>
        <div className="sticky left-0 z-10 w-0" style={{ height: 0 }}>
          {layout.bands.map((b) => (
            <SliceHead key={b.slice?.id ?? 'later'} map={map} band={b} later={layout.cards.filter((c) => c.card.release === null).length} top={b.y} side={side} />
          ))}
        </div>
        <div className="absolute" style={{ left: side, top: HEAD, width: layout.width, height: layout.height }}>
          <Grid layout={layout} map={map} />
          {spot && <div aria-hidden className={cx('pointer-events-none absolute z-10 h-1 rounded-full', spot.refused ? 'bg-red' : 'bg-accent')} style={{ left: spot.x + 6, top: spot.y, width: COLUMN - 12 }} />}
          <ul aria-label={m.refine_map_cards()}>
            {shown.map((c) => (
              <MapCard key={c.card.id} at={c} place={m.refine_map_place({ step: stepName(map, c.card.step), slice: c.card.release ? sliceName(map, c.card.release) : m.refine_map_later(), nth: c.index + 1, of: c.size })} tabbable={c.card.id === (focus ?? entry) || c.card.id === entry} onFocus={setFocus} />
            ))}
          </ul>
        </div>
      </div>
      {naming && <NameDialog title={naming.title} was={naming.was} onName={naming.done} onClose={() => setNaming(undefined)} />}
    </div>
  )
}

type Act = { go: string | undefined } | { open: true } | { move: Move }

/** What a key does with a card: arrows go about, with Ctrl or ⌘ they take it along. */
function actOf(e: KeyboardEvent, layout: Layout, id: string): Act | undefined {
  const way = ways[e.key]
  const mod = e.ctrlKey || e.metaKey
  if (way && (mod || e.altKey)) {
    const change = carried(layout, id, way)
    return change ? { move: change } : { go: undefined }
  }
  if (way && !e.shiftKey) return { go: neighbourOf(layout, id, way) }
  if (mod || e.altKey || e.shiftKey) return undefined
  if (e.key === 'Enter') return { open: true }
  if (e.key === 'Delete' || e.key === 'Backspace') return { move: { items: [id], step: null } }
  return undefined
}

const stepName = (map: StoryMap, id: string) => map.activities.flatMap((a) => a.steps).find((s) => s.id === id)?.title ?? ''
const sliceName = (map: StoryMap, id: string) => map.slices.find((s) => s.id === id)?.title ?? ''

/** Steps as stripes and slices as lines, under the cards. */
function Grid({ layout, map }: { layout: Layout; map: StoryMap }) {
  return (
    <div aria-hidden>
      {layout.columns.map((c, i) => (
        <div key={c.step ?? c.activity} className={cx('absolute inset-y-0 border-r', layout.columns[i + 1]?.activity === c.activity ? 'border-line' : 'border-line-strong')} style={{ left: c.x, width: COLUMN }} />
      ))}
      {layout.bands.map((b) => (
        <div key={b.slice?.id ?? 'later'} className="absolute inset-x-0 border-b-2 border-line-strong" style={{ top: b.y, height: b.height }}>
          {b.slice &&
            map.activities.map((a) => {
              const own = layout.columns.filter((c) => c.activity === a.id)
              if (!b.slice!.gaps.includes(a.id) || own.length === 0) return null
              return <div key={a.id} className="absolute inset-y-2 rounded border-2 border-dashed border-amber/60 bg-amber-soft/50" style={{ left: own[0]!.x + 6, width: own.length * COLUMN - 12, minHeight: STEP_HEIGHT }} />
            })}
        </div>
      ))}
    </div>
  )
}

/** What is in sight, in strides, so that scrolling draws anew only now and then. */
const stride = 120
const windowOf = (el: HTMLElement): Window => ({ x: Math.floor(el.scrollLeft / stride) * stride, y: Math.floor(el.scrollTop / stride) * stride, width: el.clientWidth, height: el.clientHeight })
const same = (a: Window, b: Window) => (a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height ? a : undefined)
