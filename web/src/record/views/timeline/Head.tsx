import type { KeyboardEvent, PointerEvent } from 'react'

import { ticksOf, unitsAt } from '@/lib/scale'
import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

import { useStore, useTimeline } from './context'
import { tickText } from './labels'
import { Marks } from './Marks'
import { GUTTER_MAX, GUTTER_MIN, useWindow } from './viewport'

interface HeadProps {
  firstDay: number
  milestones: string | undefined
  product: string | undefined
  height: number
}

/** The axis, and over the titles the place where their width is pulled. */
export function Head({ firstDay, milestones, product, height }: HeadProps) {
  const { scale, control } = useTimeline()
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-30 flex border-b bg-bg" style={{ height, width: `calc(var(--gutter) + ${scale.width}px)` }}>
      <div role="columnheader" className="sticky left-0 z-10 flex w-(--gutter) shrink-0 items-end border-r bg-bg px-3 pb-1 text-12 font-medium text-text-faint">
        {m.views_timeline_title()}
        <Grip control={control} />
      </div>
      <div role="columnheader" aria-label={m.views_timeline_dates()} className="relative grow">
        <Ticks firstDay={firstDay} />
        {milestones && <Marks q={milestones} product={product} />}
      </div>
    </div>
  )
}

function Ticks({ firstDay }: { firstDay: number }) {
  const { scale, control, now } = useTimeline()
  const { left, right } = useWindow(control.viewport)
  const units = unitsAt(scale.perDay)
  return (
    <div aria-hidden>
      {ticksOf(scale, units.major, left, right, firstDay).map((t) => (
        <div key={`a${t.day}`} className="absolute top-0 h-6 border-l border-line-strong" style={{ left: t.x, width: t.width }}>
          <span className="sticky left-[calc(var(--gutter)+8px)] inline-block px-2 pt-1 text-12 font-medium">{tickText(t, true)}</span>
        </div>
      ))}
      {ticksOf(scale, units.minor, left, right, firstDay).map((t) => (
        <div key={`b${t.day}`} className={cx('tabular absolute top-6 h-5 overflow-hidden text-12 whitespace-nowrap', t.unit === 'day' ? 'text-center' : 'border-l border-line pl-1.5', holds(t.day, t.width / scale.perDay, now) ? 'font-medium text-accent-text' : 'text-text-faint')} style={{ left: t.x, width: t.width }}>
          {tickText(t, false)}
        </div>
      ))}
    </div>
  )
}

const holds = (day: number, length: number, now: number) => now >= day && now < day + length

/** Pulls the width of the titles; arrows do so by key. */
function Grip({ control }: { control: ReturnType<typeof useTimeline>['control'] }) {
  const { viewport } = control
  const width = useStore(viewport.on, () => viewport.gutter)
  const drag = (start: PointerEvent<HTMLElement>) => {
    const handle = start.currentTarget
    const from = viewport.gutter
    handle.setPointerCapture(start.pointerId)
    const move = (e: globalThis.PointerEvent) => viewport.resize(from + e.clientX - start.clientX)
    handle.addEventListener('pointermove', move)
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
  }
  const keys = (e: KeyboardEvent) => {
    const by = { ArrowLeft: -16, ArrowRight: 16 }[e.key]
    if (!by) return
    e.preventDefault()
    e.stopPropagation()
    viewport.resize(viewport.gutter + by)
  }
  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={m.views_timeline_titles_width()}
      aria-valuenow={width}
      aria-valuemin={GUTTER_MIN}
      aria-valuemax={GUTTER_MAX}
      onPointerDown={drag}
      onKeyDown={keys}
      className="absolute inset-y-0 -right-1.5 z-10 w-3 cursor-col-resize touch-none after:absolute after:inset-y-0 after:left-1/2 after:w-px hover:after:bg-accent focus-visible:after:bg-accent"
    />
  )
}
