import { useMe } from '@/data/hooks'
import { measure } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { sayScore } from '@/record/screen/score'
import { useToday } from '@/record/screen/today'
import { Sheet } from '@/ui/sheet'

import { CanvasGrid } from './CanvasPart'
import { fieldNames, type OnePage, positioningFields, sayBound } from './page'
import { stageNames } from './stages'
import { Lines } from './Written'

/** The strategy as one sheet of paper: shown to the printer only, and made as small as it must be to stay on one page. */
export function PrintSheet({ page: p }: { page: OnePage }) {
  const me = useMe()
  const today = useToday()
  return (
    <Sheet>
      <header className="flex items-baseline gap-3 border-b pb-1">
        <h1 className="text-20 font-semibold">{p.title}</h1>
        <span>{p.stage && stageNames[p.stage]?.()}</span>
        <span className="ml-auto">
          {me.workspace.name}, {p.kept || sayDay(p.on ?? today, '')}
        </span>
      </header>
      <p className="py-2 text-16 font-medium">{p.vision}</p>
      <dl className="grid grid-cols-6 gap-3 pb-2">
        {positioningFields.map((f) => (
          <div key={f}>
            <dt className="font-semibold">{fieldNames[f]()}</dt>
            <dd>{p.positioning[f] || '–'}</dd>
          </div>
        ))}
      </dl>
      {p.pillars.length > 0 && (
        <div className="grid grid-cols-5 gap-3 pb-2">
          {p.pillars.slice(0, 10).map((x) => (
            <div key={x.id} className="border-t-2 pt-0.5">
              <strong>{x.title}</strong>
              <p className="line-clamp-2">{x.text}</p>
            </div>
          ))}
        </div>
      )}
      <CanvasGrid box={(f) => <Lines text={p.canvas[f] || '–'} />} />
      <div className="grid grid-cols-2 gap-6 pt-2">
        <section>
          <h2 className="font-semibold">{m.screens_objectives()}</h2>
          {p.objectives.slice(0, 10).map((a) => (
            <p key={a.id} className="border-b py-0.5">
              <strong>{sayScore(a.scored.score)}</strong> {a.title}: {a.scored.keyResults.map((k) => `${k.title} ${measure(k.current, k.unit)} ${m.onepage_of_target({ target: measure(k.target, k.unit) })}`).join('; ')}
            </p>
          ))}
        </section>
        <section>
          <h2 className="font-semibold">{m.onepage_guardrails()}</h2>
          {p.guardrails.map((g) => (
            <p key={g.id} className="border-b py-0.5">
              {g.text}
              {g.sort !== 'never' && ` (${sayBound(g)}; ${g.value === null ? m.onepage_unknown() : m.onepage_now_is({ value: measure(g.value, g.unit) })}${g.state === 'broken' ? `, ${m.onepage_broken()}` : ''})`}
            </p>
          ))}
          {p.products.length > 0 && <h2 className="pt-1 font-semibold">{m.onepage_products()}</h2>}
          {p.products.map((x) => (
            <p key={x.id} className="border-b py-0.5">
              <strong>{x.title}</strong> ({stageNames[x.stage]?.() ?? x.stage}): {x.vision}
            </p>
          ))}
        </section>
      </div>
    </Sheet>
  )
}
