import { percent } from '@/lib/measure'
import { m } from '@/locales/gen/messages.js'
import { Chart } from '@/ui/chart'

/** An objective, and how much of the work served it. */
export interface Served {
  id: string
  key: string
  kind: string
  title: string
  state: string
  /** By sprint, in points or items. */
  effort: number[]
  sum: number
  /** Of all effort, 0 to 1. */
  share: number
  inForce: boolean
  /** Items that are not done. */
  open: number
}

/** What the effort of sprints served; lists by sprint, in points or items. */
export interface Aligned {
  sprints: { key: string; title: string }[]
  objectives: Served[]
  /** For objectives that the reader may not see. */
  unseen: number[]
  nothing: number[]
  /** Share of the effort that served an objective, 0 to 1; null without effort. */
  aligned: number | null
}

interface AlignmentChartProps {
  label: string
  of: Aligned
  /** Objectives with a band of their own; the others share one. */
  bands: number
  height: number
  /** A band was picked: the sprint's key, and the objective's or 'none'. */
  onPick: (sprint: string, objective: string) => void
}

export function AlignmentChart({ label, of, bands, height, onPick }: AlignmentChartProps) {
  const shown = of.objectives.filter((o) => o.sum > 0)
  const own = shown.slice(0, bands)
  const rest = of.sprints.map((_, i) => shown.slice(bands).reduce((sum, o) => sum + o.effort[i]!, 0))
  const some = (list: readonly number[]) => list.some((n) => n > 0)
  return (
    <Chart
      type="stacked"
      label={label}
      summary={own[0] ? m.flow_alignment_summary({ share: percent(of.aligned), sprints: of.sprints.length, objective: own[0].title }) : ''}
      categories={of.sprints.map((s) => s.title)}
      series={[
        ...own.map((o) => ({ name: named(o), values: o.effort.map(round) })),
        ...(some(rest) ? [{ name: m.flow_alignment_others(), values: rest.map(round) }] : []),
        ...(some(of.unseen) ? [{ name: m.flow_alignment_unseen(), values: of.unseen.map(round) }] : []),
        { name: m.flow_alignment_nothing(), values: of.nothing.map(round), tone: 'neutral' as const },
      ]}
      table={{
        columns: [m.flow_sprint(), ...shown.map(named), m.flow_alignment_unseen(), m.flow_alignment_nothing()],
        rows: of.sprints.map((s, i) => [s.title, ...shown.map((o) => round(o.effort[i]!)), round(of.unseen[i]!), round(of.nothing[i]!)]),
      }}
      height={height}
      onPick={(p) => {
        const sprint = of.sprints[p.index]
        const objective = p.series === m.flow_alignment_nothing() ? 'none' : own.find((o) => named(o) === p.series)?.key
        if (sprint && objective) onPick(sprint.key, objective)
      }}
    />
  )
}

/** To one decimal: efforts are shared between objectives. */
export const round = (value: number) => Math.round(value * 10) / 10
const named = (o: Served) => `${o.key} ${o.title}`
