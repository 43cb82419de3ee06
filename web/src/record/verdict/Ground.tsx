import { useLinks, useList, useMember, useRecord } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { sayAge } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { Line } from '@/record/screen/Line'
import { Icon } from '@/ui/icon'

/** The feature that an item delivers: what its acceptance is worth. */
export function Delivers({ id }: { id: string }) {
  const links = useLinks(id)
  const features = links?.filter((l) => l.type === 'delivers' && l.from === id) ?? []
  return features.map((l) => <Line key={l.id} id={l.to} />)
}

/** What was said of an item before: the last rejection is what to look at first. */
export function EarlierVerdicts({ item }: { item: Rec }) {
  const list = useList({ q: `type:verdict item:${item.key} sort:-created`, product: item.product ?? undefined, limit: 5 })
  if (list.ids.length === 0) return null
  return (
    <section aria-label={m.screens_verdicts_before()}>
      <h3 className="pb-1 text-13 font-semibold">{m.screens_verdicts_before()}</h3>
      {list.ids.map((id) => (
        <Verdict key={id} id={id} />
      ))}
    </section>
  )
}

function Verdict({ id }: { id: string }) {
  const r = useRecord(id)
  const who = useMember(r?.owner)
  if (!r) return null
  const rejected = r.outcome === 'rejected'
  return (
    <p className="flex gap-2 py-1">
      <Icon name={rejected ? 'rotate-ccw' : 'badge-check'} size={14} className={rejected ? 'mt-0.5 text-amber' : 'mt-0.5 text-green'} />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{rejected ? m.screens_verdict_rejected() : m.screens_verdict_accepted()}</span>{' '}
        <span className="text-12 text-text-muted">
          {who?.name} {sayAge(r.createdAt)}
        </span>
        {typeof r.reason === 'string' && r.reason && <span className="block whitespace-pre-line text-text-muted">{r.reason}</span>}
      </span>
    </p>
  )
}
