import { type Range, defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react'

import { useRows } from '@/data/hooks'
import { weekInfoOf } from '@/lib/calendar'
import { m } from '@/locales/gen/messages.js'
import { takeSteps } from '@/record/views/common/frame'

import { Backdrop } from './Backdrop'
import { useTimeline } from './context'
import { Ghost } from './Ghost'
import { GroupRow } from './GroupRow'
import { Head } from './Head'
import { actOf } from './keys'
import type { Lines } from './lines'
import { Links } from './Links'
import { ROW, Row } from './Row'

interface GridProps {
  lines: Lines
  fold: (key: string, open: boolean) => void
  milestones: string | undefined
  /** The record that is seen first, near the top. */
  first: string | undefined
  product: string | undefined
}

/** The titles and the axis, scrolled together; only the lines in sight are drawn. */
export function Grid({ lines: { lines, at }, fold, milestones, first, product }: GridProps) {
  const { control, scale, selection, open } = useTimeline()
  const week = useMemo(() => weekInfoOf(navigator.language), [])
  const head = milestones ? 72 : 48
  const scroller = useRef<HTMLDivElement>(null)
  const go = useRef<(by: number) => void>(() => {})
  const box = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element
      if (!element) return undefined
      const step: typeof selection.step = (by) => (by === 0 ? element.focus() : go.current(by))
      const offs = [control.viewport.attach(element), control.cursor.attach(element), takeSteps(selection, step)]
      return () => offs.forEach((off) => off?.())
    },
    [control, selection],
  )
  // The line that has the keys stays drawn, so that it can be named.
  const here = () => lines.findIndex((l) => l.key === control.cursor.key)
  const rangeExtractor = (range: Range) => {
    const shown = defaultRangeExtractor(range)
    const i = here()
    return i < 0 || shown.includes(i) ? shown : [...shown, i].sort((a, b) => a - b)
  }
  const rows = useVirtualizer({ count: lines.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, getItemKey: (i) => lines[i]!.key, overscan: 8, scrollMargin: head, scrollPaddingStart: head, initialOffset: Math.max(0, ((at.get(first ?? '') ?? 0) - 1) * ROW), rangeExtractor })
  const items = rows.getVirtualItems()
  const shown = items.flatMap((v) => {
    const line = lines[v.index]
    return line?.is === 'item' ? [line.id] : []
  })
  useRows(shown)
  const seen = [...new Set(shown)]
  const middle = useCallback((id: string) => (at.has(id) ? head + at.get(id)! * ROW + ROW / 2 : undefined), [at, head])

  const goTo = (index: number) => {
    control.steps.flush()
    const next = Math.min(lines.length - 1, Math.max(0, index))
    const to = lines[next]
    if (!to) return
    control.cursor.moveTo(to.key)
    if (to.is === 'item') selection.moveTo(to.id)
    rows.scrollToIndex(next, { align: 'auto' })
  }
  go.current = (by) => goTo(here() + by)

  const keys = (e: KeyboardEvent<HTMLElement>) => {
    if (e.target !== e.currentTarget) return
    const i = Math.max(0, here())
    const line = lines[i]
    const act = line && actOf(e, { head: line.is === 'head', pulling: control.steps.id !== undefined })
    if (!act) return
    const id = line.is === 'item' ? line.id : undefined
    e.preventDefault()
    e.stopPropagation()
    if (act.do === 'row') goTo(act.by === 'first' ? 0 : act.by === 'last' ? lines.length - 1 : (here() < 0 ? -Math.sign(act.by) : i) + act.by)
    else if (act.do === 'fold' || act.do === 'unfold') fold(line.section.key, act.do === 'unfold')
    else if (act.do === 'settle') control.steps.flush()
    else if (act.do === 'leave') {
      if (!control.steps.cancel()) selection.clear()
    }
    else if (!id) fold(line.section.key, !line.section.open)
    else if (act.do === 'pull') control.step(id, act.grip, act.days)
    else if (act.do === 'open') open(id, act.how)
    else if (act.do === 'select') selection.toggle(id)
    else void control.remove(id)
  }

  const height = head + rows.getTotalSize()
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid holds the focus for its rows
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={m.views_timeline_name()}
      aria-rowcount={lines.length + 1}
      onKeyDown={keys}
      onFocus={(e) => e.target === e.currentTarget && control.cursor.key === undefined && control.cursor.moveTo(lines[0]?.key)}
      onBlur={() => control.steps.flush()}
      className="group/grid quiet-scroll relative select-none min-h-0 min-w-0 flex-1 overflow-auto outline-none"
    >
      <div className="relative min-h-full" style={{ height, width: `calc(var(--gutter) + ${scale.width}px)` }}>
        <Backdrop {...week} top={head} />
        <div aria-hidden className="pointer-events-none absolute inset-0">
          <div className="sticky left-0 h-full w-(--gutter) border-r bg-bg" />
        </div>
        <Head firstDay={week.firstDay} milestones={milestones} product={product} height={head} />
        <Links shown={seen} middle={middle} height={height} />
        {items.map((v) => {
          const line = lines[v.index]!
          const top = v.start
          if (line.is === 'head') return <GroupRow key={v.key} line={line.key} section={line.section} index={v.index} top={top} fold={fold} />
          return <Row key={v.key} line={line.key} id={line.id} index={v.index} top={top} height={ROW} />
        })}
        <Ghost />
      </div>
    </div>
  )
}
