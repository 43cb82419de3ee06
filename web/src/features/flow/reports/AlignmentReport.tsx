import { number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { AlignmentChart, round } from '@/record/alignment/AlignmentChart'
import { Badge } from '@/ui/badge'

import type { Alignment } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

/** What the effort of each sprint served, and what served nothing. */
export function AlignmentReport({ scope, open }: ReportProps) {
  const asked = useFlow<Alignment>('alignment', { ...scope, sprint: undefined })
  return (
    <Report asked={asked} empty={(a) => a.sprints.length === 0} emptyText={m.flow_alignment_empty()}>
      {(a) => {
        const stray = a.nothing.findLastIndex((n) => n > 0)
        const last = a.sprints[stray]
        return (
          <>
            <Numbers
              list={[
                { label: m.flow_alignment_share(), value: percent(a.aligned) },
                ...(last ? [{ label: `${m.flow_alignment_nothing()}: ${last.title}`, value: number(round(a.nothing[stray]!)), onOpen: () => open('serving', { sprint: last.key, objective: 'none' }) }] : []),
                ...(a.unsized > 0 && a.unit === 'points' ? [{ label: m.flow_alignment_unsized(), value: number(a.unsized) }] : []),
              ]}
            />
            <AlignmentChart label={m.flow_alignment()} of={a} bands={7} height={340} onPick={(sprint, objective) => open('serving', { sprint, objective })} />
            <Rows
              label={m.flow_alignment_objective()}
              items={a.objectives}
              limit={100}
              columns={[
                { name: m.flow_alignment_effort(), value: (o) => number(round(o.sum)) },
                { name: m.flow_alignment_of_all(), value: (o) => percent(o.share) },
                { name: m.flow_alignment_open(), value: (o) => (o.open === 0 && o.inForce ? <Badge tone="amber">{m.flow_alignment_idle()}</Badge> : number(o.open)) },
              ]}
            />
          </>
        )
      }}
    </Report>
  )
}
