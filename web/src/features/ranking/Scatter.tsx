import { scaleLinear } from 'd3-scale'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { cx } from '@/ui/cx'
import { Field } from '@/ui/field'
import { Select } from '@/ui/select'

import { follows, moved, settled, short, wordsOf, type Input, type Ranked, type Row } from './ranking'

const wide = 900
const tall = 460
/** About how wide a letter of the plot is. */
const letter = 6.3
const edge = { left: 56, right: 24, top: 16, bottom: 40 }

interface Axis {
  input: Input
  at: (v: number) => number
  back: (at: number) => number
  ticks: number[]
  span: number
}

/** An axis over the values and their ends, with some room around, from one round number to another. */
function axisOf(input: Input, rows: readonly Row[], from: number, to: number): Axis {
  const all = rows.flatMap((r) => Object.values(r.ranges[input.name] ?? {}) as (number | null)[]).filter((v): v is number => v !== null)
  for (const c of input.choices ?? []) all.push(c.value)
  const low = Math.min(0, ...all)
  const scale = scaleLinear([low, Math.max(...all, low + 1) * 1.04], [from, to]).nice(5)
  return { input, at: scale, back: scale.invert, ticks: scale.ticks(5), span: scale.domain()[1]! - scale.domain()[0]! }
}

/** The ranking as a scatter plot of two inputs; a dot that is dragged, or moved by the arrows, is scored anew. */
export function Scatter({ ranked, product }: { ranked: Ranked; product: string }) {
  const act = useAct()
  // The axes stand in the address; those that this ranking does not have are its usual ones.
  const [saidAcross, setAcross] = useAddressed('across')
  const [saidUp, setUp] = useAddressed('up')
  const axis = (said: string | undefined, usual: string, nth: number) => [said, usual, ranked.inputs[nth]?.name].find((n) => ranked.inputs.some((i) => i.name === n)) ?? ''
  const across = axis(saidAcross, ranked.across, 0)
  const up = axis(saidUp, ranked.up, 1)
  const right = useMay('feature.score', product)
  const [held, setHeld] = useState<{ id: string; x: number; y: number }>()
  const svg = useRef<SVGSVGElement>(null)
  const xi = ranked.inputs.find((i) => i.name === across)
  const yi = ranked.inputs.find((i) => i.name === up)
  if (!xi || !yi) return null
  const rows = ranked.rows.filter((r) => typeof r.ranges[across]?.likely === 'number' && typeof r.ranges[up]?.likely === 'number')
  const x = axisOf(xi, rows, edge.left, wide - edge.right)
  const y = axisOf(yi, rows, tall - edge.bottom, edge.top)
  const set = (r: Row, xv: number, yv: number) => {
    const ranges = {
      ...(follows(xi) ? {} : { [across]: moved(r.ranges[across], settled(xv, xi), xi) }),
      ...(follows(yi) ? {} : { [up]: moved(r.ranges[up], settled(yv, yi), yi) }),
    }
    if (Object.keys(ranges).length === 0) return Promise.resolve(undefined)
    return act('POST', `/rankings/${ranked.id}/score`, { feature: r.feature, ranges }, m.ranking_moved({ title: r.title }))
  }
  const where = (e: PointerEvent) => {
    const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse())
    return { x: p.x, y: p.y }
  }
  const drop = async (r: Row) => {
    const at = held
    if (!at || at.id !== r.feature) return
    const far = Math.hypot(at.x - x.at(r.ranges[across]!.likely!), at.y - y.at(r.ranges[up]!.likely!))
    if (far > 3) await set(r, x.back(at.x), y.back(at.y))
    setHeld(undefined)
  }
  const key = (e: KeyboardEvent, r: Row) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key]
    if (!step) return
    e.preventDefault()
    void set(r, nudge(r.ranges[across]!.likely!, step[0]!, xi, x), nudge(r.ranges[up]!.likely!, step[1]!, yi, y))
  }
  const word = (r: Row) => `${r.place ? `${r.place} ` : ''}${r.title.length > 26 ? `${r.title.slice(0, 25)}…` : r.title}`
  const words = wordsOf(
    rows.map((r) => ({ x: x.at(r.ranges[across]!.likely!), y: y.at(r.ranges[up]!.likely!), wide: word(r).length * letter })),
    { left: edge.left, right: wide, top: 0, bottom: tall - edge.bottom },
  )
  const options = ranked.inputs.map((i) => ({ value: i.name, label: i.label }))
  return (
    <div className="flex flex-col gap-2 px-4 pb-4">
      <div className="flex flex-wrap gap-4">
        <Field label={m.ranking_across()}>
          <Select size="sm" value={across} onChange={setAcross} options={options} />
        </Field>
        <Field label={m.ranking_up()}>
          <Select size="sm" value={up} onChange={setUp} options={options} />
        </Field>
        {rows.length > 0 && <p className="max-w-prose self-end text-12 text-text-muted">{[m.ranking_scatter_how(), m.ranking_scatter_legend({ top: ranked.top }), proposes(right)].filter(Boolean).join(' ')}</p>}
      </div>
      {rows.length > 0 && (
        <div className="overflow-x-auto">
          <svg ref={svg} viewBox={`0 0 ${wide} ${tall}`} role="group" aria-label={m.ranking_scatter_of({ across: xi.label, up: yi.label })} className="w-full max-w-5xl min-w-2xl text-12 select-none">
            {x.ticks.map((t) => (
              <g key={t}>
                <line x1={x.at(t)} x2={x.at(t)} y1={edge.top} y2={tall - edge.bottom} className="stroke-line" />
                <text x={x.at(t)} y={tall - edge.bottom + 16} textAnchor="middle" className="fill-text-muted">
                  {short(t)}
                </text>
              </g>
            ))}
            {y.ticks.map((t) => (
              <g key={t}>
                <line y1={y.at(t)} y2={y.at(t)} x1={edge.left} x2={wide - edge.right} className="stroke-line" />
                <text x={edge.left - 6} y={y.at(t) + 4} textAnchor="end" className="fill-text-muted">
                  {short(t)}
                </text>
              </g>
            ))}
            <text x={(wide + edge.left) / 2} y={tall - 6} textAnchor="middle" className="fill-text-muted">
              {named(xi)}
            </text>
            <text x={14} y={tall / 2} textAnchor="middle" transform={`rotate(-90 14 ${tall / 2})`} className="fill-text-muted">
              {named(yi)}
            </text>
            {/* Under all dots and words: a line through a word is hard to read. */}
            {rows.map((r) => (
              <Whiskers key={r.feature} row={r} x={x} y={y} />
            ))}
            {rows.map((r, i) => {
              const lies = held?.id === r.feature ? held : { x: x.at(r.ranges[across]!.likely!), y: y.at(r.ranges[up]!.likely!) }
              const first = r.place > 0 && r.place <= ranked.top
              return (
                <g key={r.feature} className="group">
                      <circle
                    role="button"
                    tabIndex={0}
                    aria-label={m.ranking_dot({ key: r.key, title: r.title, place: r.place, across: `${xi.label} ${short(r.ranges[across]!.likely)}`, up: `${yi.label} ${short(r.ranges[up]!.likely)}` })}
                    cx={lies.x}
                    cy={lies.y}
                    r={8}
                    onPointerDown={(e) => {
                      e.currentTarget.setPointerCapture(e.pointerId)
                      setHeld({ id: r.feature, ...where(e) })
                    }}
                    onPointerMove={(e) => held?.id === r.feature && setHeld({ id: r.feature, ...where(e) })}
                    onPointerUp={() => void drop(r)}
                    onPointerCancel={() => setHeld(undefined)}
                    onKeyDown={(e) => key(e, r)}
                    className={cx('cursor-grab touch-none stroke-bg stroke-2', first ? 'fill-accent' : 'fill-text-faint')}
                  />
                  <Word said={word(r)} at={words[i]} x={lies.x} y={lies.y} />
                </g>
              )
            })}
          </svg>
        </div>
      )}
      {rows.length < ranked.rows.length && <p className="text-12 text-text-muted">{m.ranking_not_drawn({ count: ranked.rows.length - rows.length })}</p>}
    </div>
  )
}

/** An axis by its name, and in what it is counted. */
const named = (input: Input) => (input.unit ? `${input.label} (${input.unit})` : input.label)

/** What a dot is; where others leave no room for it, it is shown while one points at the dot. */
function Word({ said, at, x, y }: { said: string; at: { dx: number; dy: number } | undefined; x: number; y: number }) {
  const left = x > wide - edge.right - said.length * letter
  return (
    <text
      x={x + (at?.dx ?? (left ? -11 : 11))}
      y={y + (at?.dy ?? 4)}
      textAnchor={!at && left ? 'end' : 'start'}
      aria-hidden
      className={cx('pointer-events-none fill-text stroke-bg stroke-4 [paint-order:stroke]', !at && 'opacity-0 group-focus-within:opacity-100 group-hover:opacity-100')}
    >
      {said}
    </text>
  )
}

/** One step along an axis: to the next choice, or a fiftieth of what is shown. */
function nudge(v: number, by: number, input: Input, axis: Axis): number {
  if (by === 0) return v
  const choices = (input.choices ?? []).map((c) => c.value).sort((a, b) => a - b)
  if (choices.length > 0) return choices[Math.min(choices.length - 1, Math.max(0, choices.indexOf(v) + by))]!
  const step = axis.span / 50
  return v + by * (input.from === 'reach' ? Math.max(1, step) : step)
}

/** Between what the inputs may lie. */
function Whiskers({ row: r, x, y }: { row: Row; x: Axis; y: Axis }) {
  const a = r.ranges[x.input.name]!
  const b = r.ranges[y.input.name]!
  return (
    <g aria-hidden className="stroke-text-faint">
      <line x1={x.at(a.low ?? a.likely!)} x2={x.at(a.high ?? a.likely!)} y1={y.at(b.likely!)} y2={y.at(b.likely!)} />
      <line y1={y.at(b.low ?? b.likely!)} y2={y.at(b.high ?? b.likely!)} x1={x.at(a.likely!)} x2={x.at(a.likely!)} />
    </g>
  )
}
