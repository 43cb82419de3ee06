import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

import { labels, quadrantNames, quadrantOf, spread, stanceNames, stanceSigns, within, type Stakeholder, type Stance } from './stakeholder'

const wide = 720
const tall = 560
const edge = { left: 44, right: 16, top: 14, bottom: 42 }
const x = (interest: number) => edge.left + ((wide - edge.left - edge.right) * (interest + 0.5)) / 11
const y = (power: number) => tall - edge.bottom - ((tall - edge.top - edge.bottom) * (power + 0.5)) / 11
/** Where what is much begins, between the steps. */
const cut = { x: (x(4) + x(5)) / 2, y: (y(4) + y(5)) / 2 }

const fills: Record<Stance, string> = { supports: 'fill-green', neutral: 'fill-text-faint', opposes: 'fill-red' }

const shortOf = (name: string) => (name.length > 22 ? `${name.slice(0, 21)}…` : name)

interface Held {
  id: string
  power: number
  interest: number
}

interface PowerMapProps {
  all: readonly Stakeholder[]
  /** Whose path is drawn; all of them with `paths`. */
  at?: string
  paths: boolean
  readOnly: boolean
  onPick: (id: string) => void
  onMove: (s: Stakeholder, power: number, interest: number) => Promise<unknown>
}

/** Who stands where between power and interest; a dot is dragged, or moved by the arrows and set down by Enter. */
export function PowerMap({ all, at, paths, readOnly, onPick, onMove }: PowerMapProps) {
  const [held, setHeld] = useState<Held>()
  const svg = useRef<SVGSVGElement>(null)
  const apart = spread(all, 13)
  const where = (e: PointerEvent) => {
    const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse())
    return { interest: within(((p.x - edge.left) * 11) / (wide - edge.left - edge.right) - 0.5), power: within(((tall - edge.bottom - p.y) * 11) / (tall - edge.top - edge.bottom) - 0.5) }
  }
  const set = async (s: Stakeholder) => {
    const to = held
    if (!to || to.id !== s.id) return
    if (to.power !== s.power || to.interest !== s.interest) await onMove(s, to.power, to.interest)
    setHeld((now) => (now === to ? undefined : now))
  }
  const key = (e: KeyboardEvent, s: Stakeholder) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] }[e.key]
    if (e.key === 'Enter' || e.key === ' ') {
      e.preventDefault()
      if (held?.id === s.id) void set(s)
      else onPick(s.id)
    } else if (e.key === 'Escape' && held) {
      e.preventDefault()
      setHeld(undefined)
    } else if (step && !readOnly) {
      e.preventDefault()
      const from = held?.id === s.id ? held : s
      setHeld({ id: s.id, power: within(from.power + step[0]!), interest: within(from.interest + step[1]!) })
    }
  }
  const spots = all.map((s) => {
    const now = held?.id === s.id ? held : s
    const aside = held?.id === s.id ? { dx: 0, dy: 0 } : apart.get(s.id)!
    return { s, now, x: x(now.interest) + aside.dx, y: y(now.power) + aside.dy }
  })
  const named = labels(
    spots.map((p) => ({ id: p.s.id, x: p.x, y: p.y, text: shortOf(p.s.name) })),
    wide,
  )
  return (
    <div className="flex min-w-0 flex-col">
      {/* On a phone names would be too small to read: the map is moved under the finger, and a dot by it. */}
      <div className="quiet-scroll overflow-x-auto">
        <svg ref={svg} viewBox={`0 0 ${wide} ${tall}`} role="group" aria-label={m.stake_map()} className="w-full min-w-[40rem] text-12 select-none">
          <Ground />
          {all.filter((s) => paths || s.id === at).map((s) => <Path key={s.id} of={s} />)}
          {spots.map(({ s, now, x: cx0, y: cy0 }) => {
            const label = named.get(s.id)!
            return (
              <g key={s.id}>
                <circle
                  role="button"
                  tabIndex={0}
                  aria-pressed={s.id === at}
                  aria-label={m.stake_dot({ name: s.name, power: now.power, interest: now.interest, quadrant: quadrantNames[quadrantOf(now.power, now.interest)](), stance: stanceNames[s.stance]() })}
                  cx={cx0}
                  cy={cy0}
                  r={s.id === at ? 12 : 10}
                  onPointerDown={(e) => {
                    onPick(s.id)
                    if (readOnly) return
                    e.currentTarget.setPointerCapture(e.pointerId)
                    setHeld({ id: s.id, power: s.power, interest: s.interest })
                  }}
                  onPointerMove={(e) => held?.id === s.id && e.currentTarget.hasPointerCapture(e.pointerId) && setHeld({ id: s.id, ...where(e) })}
                  onPointerUp={() => void set(s)}
                  onPointerCancel={() => setHeld(undefined)}
                  onBlur={() => void set(s)}
                  onKeyDown={(e) => key(e, s)}
                  className={cx('touch-none stroke-bg stroke-2 focus-visible:stroke-focus focus-visible:outline-none', fills[s.stance], readOnly ? 'cursor-pointer' : 'cursor-grab')}
                />
                <text x={cx0} y={cy0 + 4} textAnchor="middle" aria-hidden className="pointer-events-none fill-bg font-semibold">
                  {stanceSigns[s.stance]}
                </text>
                <text x={label.x} y={label.y} textAnchor={label.anchor} aria-hidden className={cx('pointer-events-none fill-text', s.id === at && 'font-semibold')}>
                  {shortOf(s.name)}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      <p aria-live="polite" className="min-h-5 px-4 text-12 text-text-muted">
        {held ? m.stake_held({ power: held.power, interest: held.interest, quadrant: quadrantNames[quadrantOf(held.power, held.interest)]() }) : readOnly ? m.stake_how_past() : m.stake_how()}
      </p>
    </div>
  )
}

/** The four fields, with what each asks for. */
function Ground() {
  const right = wide - edge.right
  const bottom = tall - edge.bottom
  const fields = [
    { name: m.stake_satisfy(), x: edge.left, y: edge.top, w: cut.x - edge.left, h: cut.y - edge.top },
    { name: m.stake_manage(), x: cut.x, y: edge.top, w: right - cut.x, h: cut.y - edge.top },
    { name: m.stake_monitor(), x: edge.left, y: cut.y, w: cut.x - edge.left, h: bottom - cut.y },
    { name: m.stake_inform(), x: cut.x, y: cut.y, w: right - cut.x, h: bottom - cut.y },
  ]
  return (
    <g aria-hidden>
      {fields.map((f, i) => (
        <g key={f.name}>
          <rect x={f.x} y={f.y} width={f.w} height={f.h} className={cx('stroke-line', i === 1 ? 'fill-bg-selected' : i === 2 ? 'fill-bg' : 'fill-bg-sunken')} />
          <text x={f.x + 10} y={f.y + 20} className="fill-text-muted font-medium">
            {f.name}
          </text>
        </g>
      ))}
      {[0, 5, 10].map((n) => (
        <g key={n} className="fill-text-muted">
          <text x={x(n)} y={bottom + 16} textAnchor="middle">
            {n}
          </text>
          <text x={edge.left - 8} y={y(n) + 4} textAnchor="end">
            {n}
          </text>
        </g>
      ))}
      <text x={(edge.left + right) / 2} y={tall - 8} textAnchor="middle" className="fill-text-muted">
        {m.stake_interest()} →
      </text>
      <text x={14} y={(edge.top + bottom) / 2} textAnchor="middle" transform={`rotate(-90 14 ${(edge.top + bottom) / 2})`} className="fill-text-muted">
        {m.stake_power()} →
      </text>
    </g>
  )
}

/** Where somebody stood before, from place to place. */
function Path({ of }: { of: Stakeholder }) {
  const places = of.path
  if (places.length < 2) return null
  return (
    <g aria-hidden className="pointer-events-none">
      <polyline points={places.map((p) => `${x(p.interest)},${y(p.power)}`).join(' ')} className="fill-none stroke-text-faint" strokeDasharray="4 3" strokeWidth={1.5} />
      {places.slice(0, -1).map((p) => (
        <circle key={p.at} cx={x(p.interest)} cy={y(p.power)} r={4} className={cx('stroke-bg', fills[p.stance])} />
      ))}
    </g>
  )
}
