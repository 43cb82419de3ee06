import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react'

import { numberOf, ticksOf, unitsAt } from '@/lib/scale'
import { boundsOf, linePath, pulled } from '@/lib/scaleSpan'
import { m } from '@/locales/gen/messages.js'
import { announce } from '@/record/views/common/announce'
import { spanSaid, tickText } from '@/record/views/timeline/labels'
import { useWindow } from '@/record/views/timeline/viewport'
import { cx } from '@/ui/cx'
import { Icon, KindIcon } from '@/ui/icon'
import { tip } from '@/ui/tooltip'

import { PromiseMarks } from './PromiseMarks'
import { Bar, LineSaid, useSpan } from './Bar'
import { type Line, over, type Row, spanOf, type Tie } from './plan'
import { useWhole } from './view'

const ROW = 32
const HEAD = 44
/** Rows are drawn by so many at once, and so many beyond what is in sight: between two steps, scrolling draws nothing new. */
const STEP = 8

interface TimelineProps {
  rows: readonly Row[]
  ties: readonly Tie[]
  folded: ReadonlySet<string>
  onFold: (group: string) => void
}

const keyOf = (row: Row) => ('head' in row ? `#${row.head}` : `${row.group} ${row.line.id}`)

/** The lines over days. Only the rows in sight are drawn, and a pull draws its own bar alone. */
export function Timeline({ rows, ties, folded, onFold }: TimelineProps) {
  const whole = useWhole()
  const { viewport, scale } = whole
  const [at, setAt] = useState({ first: 0, count: 40 })
  const [cursor, setCursor] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const el = box.current
    if (!el) return undefined
    const off = viewport.attach(el)
    viewport.settle(scale, numberOf(whole.today) - (0.25 * viewport.width) / scale.perDay)
    const look = () => setAt((was) => {
      const now = { first: Math.max(0, Math.floor(el.scrollTop / ROW / STEP) * STEP - STEP), count: Math.ceil(el.clientHeight / ROW / STEP) * STEP + 3 * STEP }
      return was.first === now.first && was.count === now.count ? was : now
    })
    look()
    const resized = new ResizeObserver(look)
    resized.observe(el)
    el.addEventListener('scroll', look, { passive: true })
    return () => {
      off?.()
      resized.disconnect()
      el.removeEventListener('scroll', look)
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the box is tied once; what follows the scale is below
  }, [viewport])
  useEffect(() => viewport.settle(scale, numberOf(whole.today)), [viewport, scale, whole.today])

  const here = Math.min(cursor, rows.length - 1)
  const go = (to: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, to))
    whole.steps.flush()
    setCursor(next)
    const el = box.current
    if (!el) return
    const top = next * ROW
    if (top < el.scrollTop) el.scrollTop = top
    else if (top + ROW + HEAD > el.scrollTop + el.clientHeight) el.scrollTop = top + ROW + HEAD - el.clientHeight
  }
  const keys = (e: KeyboardEvent) => {
    const row = rows[here]
    if (!row || e.target !== box.current) return
    const line = 'line' in row ? row.line : undefined
    const sign = e.key === 'ArrowLeft' ? -1 : e.key === 'ArrowRight' ? 1 : 0
    const mod = e.ctrlKey || e.metaKey
    const move = { ArrowUp: -1, k: -1, ArrowDown: 1, j: 1, PageUp: -10, PageDown: 10, Home: -rows.length, End: rows.length }[e.key]
    if (sign && line) step(line, sign * (mod ? 7 : 1), e.shiftKey)
    else if (sign || (e.key === 'Enter' && !line)) onFold('head' in row ? row.head : '')
    else if (move && !mod) go(here + move)
    else if (e.key === 'Enter' && line) {
      if (!whole.steps.flush()) whole.open(line.key)
    } else if (e.key === ' ' && line) whole.open(line.key)
    else if (!(e.key === 'Escape' && whole.steps.cancel())) return
    e.preventDefault()
    e.stopPropagation()
  }
  const step = (line: Line, days: number, end: boolean) => {
    if (whole.may(line) === 'no' || !boundsOf(spanOf(line))) return announce(m.plan_fixed())
    const stands = whole.moved.get(line.id)?.to ?? spanOf(line)
    const span = whole.steps.step(line.id, stands, (s) => pulled(s, end ? 'end' : 'move', days))
    announce(spanSaid(span, whole.today))
  }
  const shown = rows.slice(at.first, at.first + at.count)
  const deep = rows[0] !== undefined && 'head' in rows[0]
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- a grid of rows that has the keys
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={m.plan_title()}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length ? `plan-row-${here}` : undefined}
      onKeyDown={keys}
      className="group/grid relative min-h-0 flex-1 overflow-auto outline-none select-none [--gutter:280px]"
    >
      <Head />
      <div role="rowgroup" className="relative" style={{ height: rows.length * ROW, width: `calc(var(--gutter) + ${scale.width}px)` }}>
        {/* What is drawn here is said in each row, see LineSaid. */}
        <div aria-hidden className="absolute inset-y-0 left-(--gutter)" style={{ width: scale.width }}>
          <Backdrop />
          {here >= at.first && here < at.first + at.count && <div className="absolute inset-x-0 group-focus/grid:bg-bg-selected" style={{ top: here * ROW, height: ROW }} />}
          {shown.map((row, i) => 'line' in row && <Cell key={keyOf(row)} line={row.line} index={at.first + i} onPoint={setCursor} />)}
          <Ties rows={rows} ties={ties} first={at.first} last={at.first + at.count} />
        </div>
        {/* One column that stays, and not a piece that stays in each row: the browser would draw each of those, and what lies after it, as a layer of its own. */}
        <div role="presentation" className="sticky left-0 z-20 h-full w-(--gutter) border-r bg-bg">
          {shown.map((row, i) => (
            <RowHead key={keyOf(row)} row={row} index={at.first + i} here={at.first + i === here} deep={deep} folded={'head' in row && folded.has(row.head)} onFold={onFold} onPoint={setCursor} />
          ))}
        </div>
      </div>
    </div>
  )
}

/** The part of a row that stays: what it is about, and in words what stands on the axis. */
const RowHead = memo(function RowHead({ row, index, here, deep, folded, onFold, onPoint }: { row: Row; index: number; here: boolean; deep: boolean; folded: boolean; onFold: (group: string) => void; onPoint: (index: number) => void }) {
  const { open } = useWhole()
  const line = 'line' in row ? row.line : undefined
  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the keys
    <div
      id={`plan-row-${index}`}
      role="row"
      aria-rowindex={index + 2}
      onMouseDown={() => onPoint(index)}
      onDoubleClick={() => line && open(line.key)}
      className={cx('absolute inset-x-0 hover:bg-bg-hover', here && 'group-focus/grid:bg-bg-selected')}
      style={{ top: index * ROW, height: ROW }}
    >
      {line ? <LineHead line={line} deep={deep} /> : 'head' in row && <GroupHead row={row} folded={folded} onFold={onFold} />}
      {line && (
        <div role="gridcell" className="sr-only">
          <LineSaid line={line} />
        </div>
      )}
    </div>
  )
})

const Cell = memo(function Cell({ line, index, onPoint }: { line: Line; index: number; onPoint: (index: number) => void }) {
  const { open } = useWhole()
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the grid has the keys
    <div onMouseDown={() => onPoint(index)} onDoubleClick={() => open(line.key)} className="absolute inset-x-0" style={{ top: index * ROW, height: ROW }}>
      <Bar line={line} />
      <PromiseMarks line={line} />
    </div>
  )
})

function LineHead({ line, deep }: { line: Line; deep: boolean }) {
  const { open, changed, conflicts } = useWhole()
  const said = changed.get(line.id)
  return (
    <div role="rowheader" className={cx('flex h-full items-center gap-2 pr-2 text-13', deep ? 'pl-7' : 'pl-3')}>
      <KindIcon kind={line.kind} size={14} className="shrink-0 text-text-muted" />
      <button type="button" tabIndex={-1} onClick={() => open(line.key)} className={cx('min-w-0 truncate text-left hover:underline', over(line) && 'text-text-muted')} {...tip(`${line.key} ${line.title}`)}>
        {line.title}
      </button>
      {conflicts.has(line.id) && <Icon name="triangle-alert" size={14} className="shrink-0 text-red" label={conflicts.get(line.id)} />}
      {said && <span className="ml-auto shrink-0 rounded bg-amber-soft px-1 text-12 text-amber-text">{said}</span>}
    </div>
  )
}

function GroupHead({ row, folded, onFold }: { row: Extract<Row, { head: string }>; folded: boolean; onFold: (group: string) => void }) {
  return (
    <div role="rowheader" className="flex h-full items-center pl-1">
      <button type="button" tabIndex={-1} aria-expanded={!folded} onClick={() => onFold(row.head)} className="flex min-w-0 items-center gap-1 rounded px-1 text-13 font-semibold">
        <Icon name={folded ? 'chevron-right' : 'chevron-down'} size={14} />
        <span className="truncate">{row.name}</span>
        <span className="tabular text-12 font-normal text-text-muted">{row.count}</span>
      </button>
    </div>
  )
}

function Head() {
  const { scale, viewport } = useWhole()
  const { left, right } = useWindow(viewport)
  const units = unitsAt(scale.perDay)
  return (
    <div role="row" aria-rowindex={1} className="sticky top-0 z-30 flex border-b bg-bg" style={{ height: HEAD, width: `calc(var(--gutter) + ${scale.width}px)` }}>
      <div role="columnheader" className="sticky left-0 z-10 flex w-(--gutter) shrink-0 items-end border-r bg-bg px-3 pb-1 text-12 font-medium text-text-muted">
        {m.views_timeline_title()}
      </div>
      <div role="columnheader" aria-label={m.views_timeline_dates()} className="relative grow">
        <div aria-hidden>
          {ticksOf(scale, units.major, left, right).map((t) => (
            <div key={`a${t.day}`} className="absolute top-0 h-6 border-l border-line-strong" style={{ left: t.x, width: t.width }}>
              <span className="sticky left-[calc(var(--gutter)+8px)] inline-block px-2 pt-1 text-12 font-medium">{tickText(t, true)}</span>
            </div>
          ))}
          {ticksOf(scale, units.minor, left, right).map((t) => (
            <div key={`b${t.day}`} className="tabular absolute top-6 h-5 overflow-hidden border-l border-line pl-1.5 text-12 whitespace-nowrap text-text-muted" style={{ left: t.x, width: t.width }}>
              {tickText(t, false)}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}

function Backdrop() {
  const { scale, viewport, today } = useWhole()
  const { left, right } = useWindow(viewport)
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {ticksOf(scale, unitsAt(scale.perDay).major, left, right).map((t) => (
        <div key={t.day} className="absolute inset-y-0 w-px bg-line" style={{ left: t.x }} />
      ))}
      <div className="absolute inset-y-0 w-0.5 -translate-x-1/2 bg-accent" style={{ left: scale.x(numberOf(today)) + scale.perDay / 2 }} />
    </div>
  )
}

/** What waits for what, between rows of which one is in sight at least. */
function Ties({ rows, ties, first, last }: { rows: readonly Row[]; ties: readonly Tie[]; first: number; last: number }) {
  const { scale } = useWhole()
  const place = useMemo(() => {
    const out = new Map<string, { at: number; line: Line }>()
    rows.forEach((row, at) => 'line' in row && !out.has(row.line.id) && out.set(row.line.id, { at, line: row.line }))
    return out
  }, [rows])
  const blocks = useMemo(() => ties.filter((t) => t.type === 'blocks'), [ties])
  const seen = (at: number) => at >= first && at < last
  return (
    <svg aria-hidden className="pointer-events-none absolute top-0 left-0 overflow-visible" width={scale.width} height={rows.length * ROW}>
      {blocks.map((t) => {
        const [a, b] = [place.get(t.from), place.get(t.to)]
        return a && b && (seen(a.at) || seen(b.at)) ? <Between key={t.id} a={a} b={b} /> : null
      })}
    </svg>
  )
}

interface Place {
  at: number
  line: Line
}

const Between = memo(function Between({ a, b }: { a: Place; b: Place }) {
  const { scale } = useWhole()
  const [from, to] = [boundsOf(useSpan(a.line).span), boundsOf(useSpan(b.line).span)]
  if (!from || !to) return null
  const conflict = !over(a.line) && !over(b.line) && to.first < from.last
  const y = (p: Place) => p.at * ROW + ROW / 2
  return (
    <path
      d={linePath(scale.x(numberOf(from.last) + 1), y(a), scale.x(numberOf(to.first)), y(b), ROW)}
      fill="none"
      // Never dashed: painting dashes takes a browser many times as long, and there may be thousands.
      strokeWidth={conflict ? 2 : 1}
      className={conflict ? 'stroke-red' : 'stroke-text-faint'}
    />
  )
})
