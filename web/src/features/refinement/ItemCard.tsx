import type { Rec } from '@/data/types'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, useLink } from '@/record/screen/address'
import { missingName } from '@/record/story/rules'
import { Badge } from '@/ui/badge'
import { KindIcon, StateIcon } from '@/ui/icon'

import { useNow } from './queries'

/** The item that everybody looks at: what it says, and what it lacks. */
export function ItemCard({ item, refinement }: { item: Rec; refinement: Rec }) {
  const link = useLink()
  const now = useNow(refinement.id).value
  const criteria = Array.isArray(item.criteria) ? (item.criteria as { id: string; text: string }[]) : []
  const stated = [item.asA, item.iWant, item.soThat].some((t) => typeof t === 'string' && t !== '')
  return (
    <article aria-label={item.title} className="rounded border bg-bg-raised px-4 py-3">
      <p className="flex items-center gap-2 text-12 text-text-muted">
        <KindIcon kind={item.kind} size={14} />
        <a {...link(recordAddress(item.key))} className="keyed hover:underline">
          {item.key}
        </a>
        <StateIcon category={item.category} label={item.state} />
        <span>{item.state}</span>
        <span className="tabular ml-auto">{typeof item.estimate === 'number' ? m.refine_points({ count: item.estimate }) : m.refine_unsized()}</span>
      </p>
      <h2 className="mt-1 text-20 font-semibold">{item.title}</h2>
      {stated && <p className="mt-1 text-14 text-text-muted">{m.refine_statement({ asA: String(item.asA || '…'), iWant: String(item.iWant || '…'), soThat: String(item.soThat || '…') })}</p>}
      <h3 className="mt-3 text-12 font-medium text-text-muted">{m.refine_criteria()}</h3>
      {criteria.length === 0 ? (
        <p className="text-13 text-text-muted">{m.refine_criteria_none()}</p>
      ) : (
        <ul className="list-disc pl-5 text-13">
          {criteria.map((c) => (
            <li key={c.id}>{c.text}</li>
          ))}
        </ul>
      )}
      {now && (
        <p className="mt-3 flex flex-wrap items-center gap-1.5 text-12 text-text-muted">
          {now.missing.length === 0 ? m.refine_missing_none() : m.refine_missing()}
          {now.missing.map((x) => (
            <Badge key={x.rule} tone="amber">
              {missingName(x)}
            </Badge>
          ))}
        </p>
      )}
    </article>
  )
}
