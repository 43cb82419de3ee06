import { useMemo, useRef, type KeyboardEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { useAddressed } from '@/record/screen/shown'
import { cellOf, cellQuery, matrixOf, movesOf, stepped, steps, withoutCell, type Cell, type Level, type Move, type Place } from '@/record/risk/matrix'
import { levelNames, type Standing } from '@/record/risk/register'
import { Switch } from '@/ui/input'
import { cx } from '@/ui/cx'

const fills: Record<Level, string> = { low: 'bg-green-soft text-green-text', medium: 'bg-amber-soft text-amber-text', high: 'bg-red-soft text-red-text' }

// The grid's measures, by which the ways of those that moved are drawn over it.
const cell = { width: 48, height: 26, gap: 2 }
const lead = 20 + cell.gap + 16 + cell.gap
interface Point {
  x: number
  y: number
}

const middle = (p: Place): Point => ({
  x: lead + (p.impact - 1) * (cell.width + cell.gap) + cell.width / 2,
  y: (5 - p.likelihood) * (cell.height + cell.gap) + cell.height / 2,
})

const same = (a: Place | undefined, b: Place) => a?.likelihood === b.likelihood && a.impact === b.impact

/** Risks by likelihood and impact. A cell shows its risks in the list below; arrows walk from cell to cell. */
export function HeatMap({ risks, since }: { risks: readonly Standing[]; since: string }) {
  const [q, setQ] = useAddressed('q')
  const [moved, setMoved] = useAddressed('moves')
  const { rows, unrated } = useMemo(() => matrixOf(risks), [risks])
  const moves = useMemo(() => movesOf(risks), [risks])
  const grid = useRef<HTMLDivElement>(null)
  const at = cellOf(q)
  const pick = (c: Cell) => setQ(same(at, c) ? withoutCell(q ?? '') || undefined : [withoutCell(q ?? '').replace(/(^|\s)is:open(?=\s|$)/, '').trim(), `${cellQuery(c)} is:open`].filter(Boolean).join(' '))
  const walk = (e: KeyboardEvent, from: Cell) => {
    const to = stepped(from, e.key)
    if (same(from, to)) return
    e.preventDefault()
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.likelihood} ${to.impact}"]`)?.focus()
  }
  // The tab key comes to one cell of the map: the chosen one, or the worst.
  const entry = at ?? rows.flat().filter((c) => c.count > 0).sort((a, b) => b.likelihood * b.impact - a.likelihood * a.impact)[0] ?? { likelihood: 5, impact: 1 }
  return (
    <div className="flex flex-col gap-1">
      <div ref={grid} role="grid" aria-label={m.screens_risk_map()} className="relative grid w-max grid-cols-[20px_16px_repeat(5,48px)] gap-[2px] text-12">
        {rows.map((row, i) => (
          <div key={row[0]!.likelihood} role="row" className="contents">
            {i === 0 && (
              <span aria-hidden className="row-span-5 grid place-items-center font-medium text-text-muted [writing-mode:sideways-lr]">
                {m.screens_risk_likelihood()}
              </span>
            )}
            <span role="rowheader" aria-label={m.risks_likelihood_of({ likelihood: row[0]!.likelihood })} className="tabular grid place-items-center text-text-faint">
              {row[0]!.likelihood}
            </span>
            {row.map((c) => (
              <span key={c.impact} role="gridcell" className="contents">
                <button
                  type="button"
                  data-cell={`${c.likelihood} ${c.impact}`}
                  tabIndex={same(entry, c) ? 0 : -1}
                  aria-disabled={c.count === 0}
                  aria-pressed={same(at, c)}
                  aria-label={m.screens_risk_cell({ count: c.count, likelihood: c.likelihood, impact: c.impact, level: levelNames[c.level]() })}
                  onClick={() => (c.count > 0 || same(at, c)) && pick(c)}
                  onKeyDown={(e) => walk(e, c)}
                  className={cx('tabular grid h-[26px] place-items-center rounded-sm font-semibold aria-pressed:ring-2 aria-pressed:ring-accent', fills[c.level], c.count === 0 && 'opacity-55')}
                >
                  {c.count || ''}
                </button>
              </span>
            ))}
          </div>
        ))}
        <span aria-hidden className="col-span-2" />
        {steps.map((s) => (
          <span key={s} aria-hidden className="tabular text-center text-text-faint">
            {s}
          </span>
        ))}
        <span aria-hidden className="col-span-2" />
        <span aria-hidden className="col-span-5 text-center font-medium text-text-muted">
          {m.screens_risk_impact()}
        </span>
        {moved === '1' && <Ways moves={moves} />}
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-0.5 text-12 text-text-muted">
        <Switch label={m.risks_moves({ day: since })} checked={moved === '1'} onChange={(on) => setMoved(on ? '1' : undefined)} />
        {unrated > 0 && <span>{m.screens_risk_unrated({ count: unrated })}</span>}
      </div>
      {moved === '1' && (
        <ul className={moves.length > 0 ? 'sr-only' : 'text-12 text-text-muted'}>
          {moves.map((w) => (
            <li key={w.keys.join()}>{m.risks_way({ keys: w.keys.join(', '), from: `${w.from.likelihood} × ${w.from.impact}`, to: `${w.to.likelihood} × ${w.to.impact}` })}</li>
          ))}
          {moves.length === 0 && <li>{m.risks_moves_none()}</li>}
        </ul>
      )}
    </div>
  )
}

/** The line between two points, moved aside and cut short, so that it crosses no number. */
function beside(from: Point, to: Point): [Point, Point] {
  const far = Math.hypot(to.x - from.x, to.y - from.y)
  const along = { x: (to.x - from.x) / far, y: (to.y - from.y) / far }
  const aside = { x: -along.y * 12, y: along.x * 9 }
  return [
    { x: from.x + aside.x, y: from.y + aside.y },
    { x: to.x + aside.x - along.x * 4, y: to.y + aside.y - along.y * 4 },
  ]
}

/** The ways from where risks stood to where they stand, as arrows over the map. */
function Ways({ moves }: { moves: readonly Move[] }) {
  const width = lead + 5 * cell.width + 4 * cell.gap
  const height = 5 * cell.height + 4 * cell.gap
  return (
    <svg aria-hidden width={width} height={height} viewBox={`0 0 ${width} ${height}`} fill="none" className="pointer-events-none absolute top-0 left-0 text-text">
      <defs>
        <marker id="risk-way" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0 0L8 4L0 8z" fill="currentColor" />
        </marker>
      </defs>
      {moves.map((w) => {
        const [from, end] = beside(middle(w.from), middle(w.to))
        return (
          <g key={w.keys.join()}>
            <circle cx={from.x} cy={from.y} r="3" stroke="currentColor" />
            <path d={`M${from.x} ${from.y}L${end.x} ${end.y}`} stroke="currentColor" strokeWidth={Math.min(3, 1 + w.keys.length * 0.5)} markerEnd="url(#risk-way)" />
          </g>
        )
      })}
    </svg>
  )
}
