import { useAsk } from '@/data/hooks'
import { address } from '@/data/client'
import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { recordAddress, screenAddress, useGo, useLink } from '@/record/screen/address'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Chart } from '@/ui/chart'
import { Skeleton } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

interface Served {
  id: string
  key: string
  title: string
  effort: number[]
  sum: number
  share: number
  inForce: boolean
  open: number
}

interface Alignment {
  sprints: { key: string; title: string }[]
  objectives: Served[]
  unseen: number[]
  nothing: number[]
  aligned: number | null
}

const bands = 6
const round = (value: number) => Math.round(value * 10) / 10

/** What the effort of the last sprints served, and objectives that nobody works for. */
export function AlignmentPart({ product }: { product: string }) {
  const asked = useAsk<Alignment>(address('/flow/alignment', { product }), ['story', 'bug', 'task', 'spike', 'sprint', 'link', 'objective', 'product'])
  const link = useLink()
  const go = useGo()
  const report = (open?: string) => screenAddress(product, 'reports', { report: 'alignment', open })
  const a = asked.value
  const idle = a?.objectives.filter((o) => o.inForce && o.open === 0 && o.sum === 0) ?? []
  const shown = a?.objectives.filter((o) => o.sum > 0) ?? []
  const rest = a?.sprints.map((_, i) => shown.slice(bands).reduce((sum, o) => sum + o.effort[i]!, a.unseen[i]!)) ?? []
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
      {a && a.sprints.length === 0 && <EmptyState icon="target" title={m.flow_alignment_empty()} text={m.bridge_alignment_none()} />}
      {a && a.sprints.length > 0 && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 pt-1 lg:grid-cols-[minmax(0,1fr)_18rem]">
          <Chart
            type="stacked"
            label={m.bridge_alignment()}
            summary={shown[0] ? m.flow_alignment_summary({ share: percent(a.aligned), sprints: a.sprints.length, objective: shown[0].title }) : ''}
            categories={a.sprints.map((s) => s.title)}
            series={[
              ...shown.slice(0, bands).map((o) => ({ name: o.title, values: o.effort.map(round) })),
              ...(rest.some((n) => n > 0) ? [{ name: m.flow_alignment_others(), values: rest.map(round) }] : []),
              { name: m.flow_alignment_nothing(), values: a.nothing.map(round), tone: 'neutral' as const },
            ]}
            table={{ columns: [m.flow_sprint(), ...shown.map((o) => o.title), m.flow_alignment_nothing()], rows: a.sprints.map((s, i) => [s.title, ...shown.map((o) => round(o.effort[i]!)), round(a.nothing[i]!)]) }}
            height={260}
            onPick={(p) => {
              const sprint = a.sprints[p.index]?.key
              const objective = p.series === m.flow_alignment_nothing() ? 'none' : shown.find((o) => o.title === p.series)?.key
              if (sprint && objective) go(report(`serving;sprint=${sprint};objective=${objective}`))
            }}
          />
          <dl className="flex flex-col gap-4 text-13">
            <div>
              <dt className="text-12 text-text-muted">{m.flow_alignment_share()}</dt>
              <dd className="tabular text-16 font-semibold">{percent(a.aligned)}</dd>
            </div>
            <div>
              <dt className="text-12 text-text-muted">{m.flow_alignment_idle()}</dt>
              {idle.length === 0 && <dd>–</dd>}
              {idle.slice(0, 8).map((o) => (
                <dd key={o.id} className="flex min-w-0 items-center gap-2 py-0.5">
                  <a {...link(recordAddress(o.key))} className="min-w-0 flex-1 truncate rounded hover:underline">
                    <span className="keyed mr-1.5 text-text-faint">{o.key}</span>
                    {o.title}
                  </a>
                  <Badge tone="amber">{m.flow_alignment_idle()}</Badge>
                </dd>
              ))}
            </div>
          </dl>
        </div>
      )}
    </Part>
  )
}
