import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'

import { m } from '@/locales/gen/messages.js'
import { cx } from '@/ui/cx'

import { labels, quadrantNames, quadrantOf, shortOf, spread, stanceNames, stanceSigns, within, type Stakeholder, type Stance } from './stakeholder'

interface Frame {
  wide: number
  tall: number
  left: number
  right: number
  top: number
  bottom: number
  /** How long a name may be. */
  letters: number
}

const large: Frame = { wide: 720, tall: 560, left: 44, right: 704, top: 14, bottom: 518, letters: 22 }

/** The map as large as there is room for: on a phone it is drawn anew and not made smaller, so that names stay readable and all of it is seen. */
function frameOf(room: number): Frame {
  if (room === 0 || room >= 600) return large
  const wide = Math.max(300, room)
  const tall = Math.max(400, wide)
  return { wide, tall, left: 36, right: wide - 2, top: 24, bottom: tall - 40, letters: 11 }
}

const x = (f: Frame, interest: number) => f.left + ((f.right - f.left) * (interest + 0.5)) / 11
const y = (f: Frame, power: number) => f.bottom - ((f.bottom - f.top) * (power + 0.5)) / 11

/** The four fields with what each asks for, and where that is written: on a phone where hardly anybody stands. What is much begins between the steps 4 and 5. */
function fieldsOf(f: Frame) {
  const cut = { x: (x(f, 4) + x(f, 5)) / 2, y: (y(f, 4) + y(f, 5)) / 2 }
  const small = f !== large
  const [above, below] = small ? [f.top - 8, f.bottom - 6] : [f.top + 20, cut.y + 20]
  return [
    { name: m.stake_satisfy(), at: above, x: f.left, y: f.top, w: cut.x - f.left, h: cut.y - f.top },
    { name: m.stake_manage(), at: above, x: cut.x, y: f.top, w: f.right - cut.x, h: cut.y - f.top },
    { name: m.stake_monitor(), at: below, x: f.left, y: cut.y, w: cut.x - f.left, h: f.bottom - cut.y },
    { name: m.stake_inform(), at: below, x: cut.x, y: cut.y, w: f.right - cut.x, h: f.bottom - cut.y },
  ]
}

/** How wide an element is, as it changes. */
function useWidth(): [(e: HTMLElement | null) => (() => void) | undefined, number] {
  const [width, setWidth] = useState(0)
  const watch = useCallback((e: HTMLElement | null) => {
    if (!e) return undefined
    const look = () => setWidth(e.clientWidth)
    look()
    const sized = new ResizeObserver(look)
    sized.observe(e)
    return () => sized.disconnect()
  }, [])
  return [watch, width]
}

const fills: Record<Stance, string> = { supports: 'fill-green', neutral: 'fill-text-faint', opposes: 'fill-red' }

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
  const [watch, room] = useWidth()
  const f = frameOf(room)
  const apart = spread(all, 13)
  const where = (e: PointerEvent) => {
    const p = new DOMPoint(e.clientX, e.clientY).matrixTransform(svg.current!.getScreenCTM()!.inverse())
    return { interest: within(((p.x - f.left) * 11) / (f.right - f.left) - 0.5), power: within(((f.bottom - p.y) * 11) / (f.bottom - f.top) - 0.5) }
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
    return { s, now, x: x(f, now.interest) + aside.dx, y: y(f, now.power) + aside.dy }
  })
  const named = labels(
    spots.map((p) => ({ id: p.s.id, x: p.x, y: p.y, text: shortOf(p.s.name, f.letters) })),
    f,
    fieldsOf(f).map((t) => ({ left: t.x + 8, right: t.x + 12 + t.name.length * 6.6, top: t.at - 12, bottom: t.at + 4 })),
  )
  return (
    <div className="flex min-w-0 flex-col">
      <div ref={watch} className="min-w-0">
        <svg ref={svg} viewBox={`0 0 ${f.wide} ${f.tall}`} role="group" aria-label={m.stake_map()} className="w-full text-12 select-none">
          <Ground f={f} />
          {all.filter((s) => paths || s.id === at).map((s) => <Path key={s.id} f={f} of={s} />)}
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
                  {shortOf(s.name, f.letters)}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      <p aria-live="polite" className="min-h-5 text-12 text-text-muted">
        {held ? m.stake_held({ power: held.power, interest: held.interest, quadrant: quadrantNames[quadrantOf(held.power, held.interest)]() }) : readOnly ? m.stake_how_past() : m.stake_how()}
      </p>
    </div>
  )
}

/** The four fields, with what each asks for. */
function Ground({ f }: { f: Frame }) {
  return (
    <g aria-hidden>
      {fieldsOf(f).map((t, i) => (
        <g key={t.name}>
          <rect x={t.x} y={t.y} width={t.w} height={t.h} className={cx('stroke-line', i === 1 ? 'fill-bg-selected' : i === 2 ? 'fill-bg' : 'fill-bg-sunken')} />
          <text x={t.x + (f === large ? 10 : 6)} y={t.at} className="fill-text-muted font-medium">
            {t.name}
          </text>
        </g>
      ))}
      {[0, 5, 10].map((n) => (
        <g key={n} className="fill-text-muted">
          <text x={x(f, n)} y={f.bottom + 16} textAnchor="middle">
            {n}
          </text>
          <text x={f.left - 8} y={y(f, n) + 4} textAnchor="end">
            {n}
          </text>
        </g>
      ))}
      <text x={(f.left + f.right) / 2} y={f.tall - 8} textAnchor="middle" className="fill-text-muted">
        {m.stake_interest()} →
      </text>
      <text x={12} y={(f.top + f.bottom) / 2} textAnchor="middle" transform={`rotate(-90 12 ${(f.top + f.bottom) / 2})`} className="fill-text-muted">
        {m.stake_power()} →
      </text>
    </g>
  )
}

/** Where somebody stood before, from place to place. */
function Path({ f, of }: { f: Frame; of: Stakeholder }) {
  const places = of.path
  if (places.length < 2) return null
  return (
    <g aria-hidden className="pointer-events-none">
      <polyline points={places.map((p) => `${x(f, p.interest)},${y(f, p.power)}`).join(' ')} className="fill-none stroke-text-faint" strokeDasharray="4 3" strokeWidth={1.5} />
      {places.slice(0, -1).map((p) => (
        <circle key={p.at} cx={x(f, p.interest)} cy={y(f, p.power)} r={4} className={cx('stroke-bg', fills[p.stance])} />
      ))}
    </g>
  )
}
