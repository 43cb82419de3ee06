import type { Right } from '@/data/rights'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { recordAddress, screenAddress, useLink } from '@/record/screen/address'
import { NewButton } from '@/record/screen/NewButton'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Markdown } from '@/ui/markdown'

import { Aimless } from './Aimless'
import { AimsPart } from './AimsPart'
import { CanvasPart } from './CanvasPart'
import { GuardrailsPart } from './GuardrailsPart'
import { type CanvasField, fieldHints, fieldNames, type OnePage, type PositioningField, positioningFields } from './page'
import { Pillar } from './Pillar'
import { wholeWorkspace } from './Scope'
import { stageNames } from './stages'
import { Written } from './Written'

interface ViewProps {
  page: OnePage
  /** Key of the product one is in, whichever page is shown. */
  product: string
  /** Whose it is, as it stands in addresses of the API; "" for the workspace. */
  of: string
  right: Right
  /** As it was once: to be read only. */
  past: boolean
}

const only: Right = { may: 'no' }

/** A strategy on one page, changed where it is read. */
export function PageView({ page, product, of, right: mine, past }: ViewProps) {
  const act = useAct()
  const right = past ? only : mine
  const save = (field: 'vision' | PositioningField | CanvasField) => (text: string) => act('PATCH', '/strategy', { of: of || undefined, [field]: text }, m.onepage_saved({ what: fieldNames[field]() }))
  const key = page.kind === 'product' ? page.key : undefined
  return (
    <div className="flex w-full max-w-[90rem] flex-col gap-7 px-4 py-4">
      <Part title={m.screens_vision()} note={page.stage ? <Badge>{stageNames[page.stage]?.() ?? page.stage}</Badge> : undefined}>
        <div className="max-w-4xl">
          <Written label={m.screens_vision_label()} value={page.vision} hint={m.screens_vision_empty()} right={right} most={2000} onSave={save('vision')} className="text-20" />
        </div>
      </Part>
      <Part title={m.onepage_positioning()}>
        <dl className="grid gap-x-8 gap-y-3 pt-1 sm:grid-cols-2 lg:grid-cols-3">
          {positioningFields.map((f) => (
            <div key={f} className="min-w-0 border-t-2 border-line-strong pt-1.5">
              <dt className="text-12 font-medium text-text-muted">{fieldNames[f]()}</dt>
              <dd className="text-14">
                <Written label={fieldNames[f]()} value={page.positioning[f]} hint={fieldHints[f]()} right={right} most={500} onSave={save(f)} />
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={m.screens_pillars()} note={page.pillars.length || undefined} actions={!past && <NewButton kind="pillar" product={product} whole={!key} />}>
        <Pillars page={page} past={past} />
      </Part>
      <CanvasPart box={(f) => <Written label={fieldNames[f]()} value={page.canvas[f]} hint={fieldHints[f]()} right={right} list most={2000} onSave={save(f)} />} />
      <AimsPart all={page.objectives} tree={screenAddress(product, 'objectives', { scope: key ? undefined : of || wholeWorkspace })} add={!past && <NewButton kind="objective" product={product} whole={!key} />} />
      {key && !past && <Aimless product={key} />}
      <GuardrailsPart of={of} product={key} all={page.guardrails} right={right} />
      {page.kind !== 'product' && <Products all={page.products} />}
    </div>
  )
}

/** The pillars; of a product as it is now, with what stands on each. */
function Pillars({ page, past }: { page: OnePage; past: boolean }) {
  const link = useLink()
  if (page.pillars.length === 0) return <p className="text-13 text-text-muted">{m.screens_pillars_empty_text()}</p>
  return (
    <div className="grid gap-x-8 gap-y-5 pt-1 sm:grid-cols-2 xl:grid-cols-3">
      {page.pillars.map((p) =>
        past ? (
          <article key={p.id} className="flex min-w-0 flex-col gap-1 border-t-2 border-accent pt-2">
            <a {...link(recordAddress(p.key))} className="rounded text-14 font-semibold hover:underline">
              {p.title}
            </a>
            <div className="text-text-muted">
              <Markdown dense text={p.text} />
            </div>
          </article>
        ) : (
          <Pillar key={p.id} id={p.id} />
        ),
      )}
    </div>
  )
}

/** The products of a portfolio or workspace: where each is in its life, and what it is for. */
function Products({ all }: { all: OnePage['products'] }) {
  const link = useLink()
  return (
    <Part title={m.onepage_products()} note={all.length || undefined}>
      {all.length === 0 && <p className="text-13 text-text-muted">{m.onepage_products_empty()}</p>}
      <ul className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
        {all.map((p) => (
          <li key={p.id} className="flex min-w-0 flex-col gap-1 border-t-2 border-line-strong pt-2">
            <span className="flex items-center gap-2">
              <a {...link(`/p/${p.key}/strategy`)} className="min-w-0 truncate rounded text-14 font-semibold hover:underline">
                {p.title}
              </a>
              <Badge>{stageNames[p.stage]?.() ?? p.stage}</Badge>
            </span>
            <span className="text-text-muted">{p.vision}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
