/** A strategy page as slides, in large type. */
import { measure } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { sayScore, toneOf } from '@/record/screen/score'
import { Badge } from '@/ui/badge'
import { Icon } from '@/ui/icon'
import { Ring } from '@/ui/progress'
import type { Slide } from '@/ui/stage'

import { CanvasGrid } from './CanvasPart'
import { fieldNames, type OnePage, type PositioningField, positioningFields, sayBound, sentenceOf } from './page'
import { stageNames } from './stages'
import { Lines } from './Written'

/** Only what is written becomes a slide. */
export function slidesOf(p: OnePage): Slide[] {
  const all: (Slide | false)[] = [
    {
      title: m.screens_vision(),
      content: (
        <div className="flex flex-col gap-8">
          <h2 className="text-24 text-text-muted">{p.title}</h2>
          <p className="text-[clamp(1.75rem,4.2vw,4rem)] leading-tight font-semibold text-balance">{p.vision || m.onepage_nothing()}</p>
          {p.stage && <p className="text-20 text-text-muted">{stageNames[p.stage]?.()}</p>}
        </div>
      ),
    },
    positioningFields.some((f) => p.positioning[f]) && { title: m.onepage_positioning(), content: <Positioning page={p} /> },
    p.pillars.length > 0 && {
      title: m.screens_pillars(),
      content: (
        <ol className="grid gap-x-12 gap-y-8 md:grid-cols-2">
          {p.pillars.slice(0, 8).map((x) => (
            <li key={x.id} className="border-t-4 border-accent pt-3">
              <p className="text-32 font-semibold">{x.title}</p>
              <p className="line-clamp-3 text-20 text-text-muted">{x.text}</p>
            </li>
          ))}
        </ol>
      ),
    },
    Object.values(p.canvas).some(Boolean) && {
      title: m.onepage_canvas(),
      content: <CanvasGrid box={(f) => <Lines text={p.canvas[f]} className="text-16" />} />,
    },
    p.objectives.length > 0 && { title: m.screens_objectives(), content: <Aims page={p} /> },
    p.guardrails.length > 0 && { title: m.onepage_guardrails(), content: <Guardrails page={p} /> },
    p.products.length > 0 && {
      title: m.onepage_products(),
      content: (
        <ul className="grid gap-x-12 gap-y-8 md:grid-cols-2">
          {p.products.slice(0, 8).map((x) => (
            <li key={x.id} className="border-t-4 border-line-strong pt-3">
              <p className="text-24 font-semibold">
                {x.title} <Badge>{stageNames[x.stage]?.() ?? x.stage}</Badge>
              </p>
              <p className="line-clamp-3 text-20 text-text-muted">{x.vision}</p>
            </li>
          ))}
        </ul>
      ),
    },
  ]
  return all.filter((s): s is Slide => s !== false)
}

function Positioning({ page: p }: { page: OnePage }) {
  const whole = positioningFields.every((f) => p.positioning[f])
  if (whole) return <p className="text-[clamp(1.5rem,3.2vw,3rem)] leading-snug font-medium text-balance">{sentenceOf(p.positioning, p.title)}</p>
  return (
    <dl className="grid gap-x-12 gap-y-8 md:grid-cols-2">
      {positioningFields
        .filter((f: PositioningField) => p.positioning[f])
        .map((f) => (
          <div key={f}>
            <dt className="text-20 text-text-muted">{fieldNames[f]()}</dt>
            <dd className="text-32 font-medium">{p.positioning[f]}</dd>
          </div>
        ))}
    </dl>
  )
}

function Aims({ page: p }: { page: OnePage }) {
  return (
    <ul className="grid gap-x-12 gap-y-6 md:grid-cols-2">
      {p.objectives.slice(0, 8).map((a) => (
        <li key={a.id} className="flex gap-4 border-t pt-3">
          <span className="pt-1">
            <Ring value={a.scored.score ?? 0} tone={toneOf(a.scored.colour)} size={32} />
          </span>
          <span className="flex min-w-0 flex-col gap-1">
            <span className="text-24 font-semibold">{a.title}</span>
            {a.scored.keyResults.slice(0, 3).map((k) => (
              <span key={k.id} className="tabular text-20 text-text-muted">
                {k.title}: <span className="text-text">{measure(k.current, k.unit)}</span> {m.onepage_of_target({ target: measure(k.target, k.unit) })}
              </span>
            ))}
          </span>
          <span className="tabular ml-auto text-24 font-semibold">{sayScore(a.scored.score)}</span>
        </li>
      ))}
    </ul>
  )
}

function Guardrails({ page: p }: { page: OnePage }) {
  return (
    <ul className="flex flex-col gap-5">
      {p.guardrails.slice(0, 10).map((g) => (
        <li key={g.id} className="flex items-start gap-4 text-24">
          <Icon name={g.state === 'kept' ? 'circle-check' : g.state === 'broken' ? 'circle-alert' : 'ban'} size={28} className={`mt-0.5 shrink-0 ${g.state === 'kept' ? 'text-green' : g.state === 'broken' ? 'text-red' : 'text-text-faint'}`} />
          <span className="min-w-0">
            {g.text}
            {g.sort !== 'never' && (
              <span className="tabular block text-20 text-text-muted">
                {sayBound(g)}
                {g.value !== null && `; ${m.onepage_now_is({ value: measure(g.value, g.unit) })}`}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
