import { number, percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'
import { Chart } from '@/ui/chart'

import type { Alignment, Served } from '../answers'
import { Numbers, Report } from '../Report'
import { Rows } from '../Rows'
import { type ReportProps, useFlow } from '../scope'

/** Objectives with a band of their own; the others share one. */
const bands = 7

/** What the effort of each sprint served, and what served nothing. */
export function AlignmentReport({ scope, open }: ReportProps) {
  const asked = useFlow<Alignment>('alignment', { ...scope, sprint: undefined })
  return (
    <Report asked={asked} empty={(a) => a.sprints.length === 0} emptyText={m.flow_alignment_empty()}>
      {(a) => {
        const shown = a.objectives.filter((o) => o.sum > 0)
        const own = shown.slice(0, bands)
        const rest = summed(shown.slice(bands), a.sprints.length)
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
            <Chart
              type="stacked"
              label={m.flow_alignment()}
              summary={own[0] ? m.flow_alignment_summary({ share: percent(a.aligned), sprints: a.sprints.length, objective: own[0].title }) : ''}
              categories={a.sprints.map((s) => s.title)}
              series={[
                ...own.map((o) => ({ name: named(o), values: o.effort.map(round) })),
                ...(rest.some((n) => n > 0) ? [{ name: m.flow_alignment_others(), values: rest.map(round) }] : []),
                ...(a.unseen.some((n) => n > 0) ? [{ name: m.flow_alignment_unseen(), values: a.unseen.map(round) }] : []),
                { name: m.flow_alignment_nothing(), values: a.nothing.map(round), tone: 'neutral' as const },
              ]}
              table={{
                columns: [m.flow_sprint(), ...shown.map(named), m.flow_alignment_unseen(), m.flow_alignment_nothing()],
                rows: a.sprints.map((s, i) => [s.title, ...shown.map((o) => round(o.effort[i]!)), round(a.unseen[i]!), round(a.nothing[i]!)]),
              }}
              height={340}
              onPick={(p) => {
                const sprint = a.sprints[p.index]
                const objective = p.series === m.flow_alignment_nothing() ? 'none' : own.find((o) => named(o) === p.series)?.key
                if (sprint && objective) open('serving', { sprint: sprint.key, objective })
              }}
            />
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

const round = (value: number) => Math.round(value * 10) / 10
const named = (o: Served) => `${o.key} ${o.title}`
const summed = (list: readonly Served[], length: number) => Array.from({ length }, (_, i) => list.reduce((sum, o) => sum + o.effort[i]!, 0))
