import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { screenAddress, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { useLives } from './life'
import { stageNames } from './stages'

/** All products with their stage, what their numbers speak for, and what is overdue of an end. */
export function LivesPart({ only }: { only: readonly string[] | undefined }) {
  const { value, error, retry } = useLives()
  const today = useToday()
  const link = useLink()
  if (!value) return error ? <ErrorState title={m.life_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows count={4} />
  const shown = value.items.filter((p) => !only || only.includes(p.key))
  if (shown.length === 0) return <EmptyState icon="package" title={m.onepage_products_empty()} />
  return (
    <Part title={m.life_products()} note={shown.length} className="px-4 py-4">
      <div className="quiet-scroll overflow-x-auto" tabIndex={0} role="region" aria-label={m.life_products()}>
        <table className="w-full max-w-5xl border-collapse text-left text-13">
          <caption className="sr-only">{m.life_products()}</caption>
          <thead>
            <tr className="h-8 border-b text-12 text-text-muted [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{m.life_product()}</th>
              <th scope="col">{m.life_stage()}</th>
              <th scope="col">{m.life_speaks_for()}</th>
              <th scope="col">{m.life_end()}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((p) => (
              <tr key={p.key} className="h-9 border-b [&>*]:pr-4 max-sm:[&>*]:pr-2">
                <th scope="row" className="font-normal">
                  <a {...link(screenAddress(p.key, 'strategy', { view: 'lifecycle' }))} className="rounded hover:underline">
                    <span className="keyed pr-2 text-text-faint max-sm:hidden">{p.key}</span>
                    {p.title}
                  </a>
                </th>
                <td>
                  <Badge>{stageNames[p.stage]?.() ?? p.stage}</Badge>
                </td>
                <td>
                  {p.suggested.stage && !p.suggested.agreed ? (
                    <Badge tone="blue" icon="lightbulb">
                      {stageNames[p.suggested.stage]?.()}
                    </Badge>
                  ) : (
                    <span className="text-text-muted">{p.suggested.agreed ? m.life_same() : '–'}</span>
                  )}
                </td>
                <td className="tabular">
                  {p.endOn ? sayDay(p.endOn, today) : '–'} {p.overdue > 0 && <Badge tone="red" icon="circle-alert">{m.life_overdue({ count: p.overdue })}</Badge>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}
