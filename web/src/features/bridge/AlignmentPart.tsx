import { useAsk } from '@/data/hooks'
import { address } from '@/data/client'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { type Aligned, AlignmentChart } from '@/record/alignment/AlignmentChart'
import { recordAddress, screenAddress, useGo, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

/** What the effort of the last sprints served, and objectives that nobody works for. */
export function AlignmentPart({ product }: { product: string }) {
  const asked = useAsk<Aligned>(address('/flow/alignment', { product }), ['story', 'bug', 'task', 'spike', 'sprint', 'link', 'objective', 'product'])
  const link = useLink()
  const go = useGo()
  const report = (open?: string) => screenAddress(product, 'reports', { report: 'alignment', open })
  const a = asked.value
  const idle = a?.objectives.filter((o) => o.inForce && o.open === 0 && o.sum === 0) ?? []
  return (
    <Part
      title={m.bridge_alignment()}
      note={m.bridge_alignment_note()}
      actions={
        <a {...link(report())} className="text-13 text-accent-text hover:underline">
          {m.bridge_alignment_report()}
        </a>
      }
    >
      {!a && (asked.error ? <ErrorState text={asked.error.detail} onRetry={asked.retry} /> : <Skeleton width="100%" height={260} />)}
      {a && a.sprints.length === 0 && (
        <EmptyState
          icon="target"
          title={m.flow_alignment_empty()}
          text={m.bridge_alignment_none()}
          action={
            <a {...link(screenAddress(product, 'sprints'))} className="text-13 font-medium text-accent-text hover:underline">
              {m.app_go_sprints()}
            </a>
          }
        />
      )}
      {a && a.sprints.length > 0 && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-1 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <AlignmentChart label={m.bridge_alignment()} of={a} bands={6} height={260} onPick={(sprint, objective) => go(report(`serving;sprint=${sprint};objective=${objective}`))} />
          <dl className="flex flex-col gap-4 text-13">
            <div>
              <dt className="text-12 text-text-muted">{m.flow_alignment_share()}</dt>
              <dd className="tabular text-16 font-semibold">{percent(a.aligned)}</dd>
            </div>
            <div>
              <dt className="text-12 text-text-muted">{m.bridge_idle()}</dt>
              {idle.length === 0 && <dd>{m.bridge_idle_none()}</dd>}
              {idle.slice(0, 8).map((o) => (
                <dd key={o.id} className="flex min-w-0 items-center gap-2 py-0.5">
                  <a {...link(recordAddress(o.key))} className="min-w-0 flex-1 truncate rounded hover:underline">
                    <span className="keyed mr-1.5 text-text-faint">{o.key}</span>
                    {o.title}
                  </a>
                </dd>
              ))}
            </div>
          </dl>
        </div>
      )}
    </Part>
  )
}
