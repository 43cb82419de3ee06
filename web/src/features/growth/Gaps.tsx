import { m } from '@/locales/gen/messages.js'
import { Badge } from '@/ui/badge'

import { Level } from './Level'
import type { Ability, Measure } from './types'

const most = 5

/** What is expected of each skill, what was assessed, and what lies between: as bars and in numbers. */
export function Gaps({ measures, skills, step, aim }: { measures: readonly Measure[]; skills: readonly Ability[]; step: string | undefined; aim: string | undefined }) {
  const missing = measures.filter((x) => (x.gap ?? 0) > 0).length
  const unlike = measures.filter((x) => x.between !== null && Math.abs(x.between) > 1).length
  return (
    <>
      <p className="pb-2 text-13 text-text-muted">
        {step ? m.growth_gaps_sum({ step, count: missing }) : m.growth_gaps_nowhere()} {unlike > 0 && m.growth_unlike({ count: unlike })}
      </p>
      <div role="region" aria-label={m.growth_gaps()} tabIndex={0} className="quiet-scroll overflow-x-auto">
        <table className="w-full min-w-180 border-collapse text-left text-13">
          <thead>
            <tr className="border-b text-12 text-text-muted [&>th]:h-8 [&>th]:pr-4 [&>th]:font-medium">
              <th scope="col">{m.growth_skill()}</th>
              <th scope="col" className="w-48">
                {m.growth_bar()}
              </th>
              <th scope="col">{m.growth_expected()}</th>
              <th scope="col">{m.growth_self()}</th>
              <th scope="col">{m.growth_by_lead()}</th>
              <th scope="col">{m.growth_gap()}</th>
              <th scope="col">{aim ? m.growth_aim_gap({ step: aim }) : m.growth_aim_none()}</th>
              <th scope="col">{m.growth_between()}</th>
            </tr>
          </thead>
          <tbody>
            {measures.map((x) => (
              <Row key={x.skill} x={x} skill={skills.find((s) => s.name === x.skill)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const signed = (n: number) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '0')

function Row({ x, skill }: { x: Measure; skill: Ability | undefined }) {
  const says = (n: number | null) => (n === null ? undefined : skill?.levels[n - 1])
  const shown = (n: number | null, tone?: string) => (n === null ? <span className="text-text-muted">–</span> : <span title={says(n)}><Level value={n} tone={tone} /></span>)
  return (
    <tr className="h-row border-b [&>td]:pr-4">
      <th scope="row" className="pr-4 font-normal">
        {x.title}
      </th>
      <td>
        <Bar assessed={x.assessed} expected={x.expected} aimed={x.aimed} />
      </td>
      <td>{shown(x.expected, 'bg-text-faint')}</td>
      <td>{shown(x.self, 'bg-blue')}</td>
      <td>{shown(x.lead, 'bg-violet')}</td>
      <td>{x.gap === null ? <span className="text-text-muted">{m.growth_unscored()}</span> : <Badge tone={x.gap > 0 ? 'amber' : 'green'}>{x.gap > 0 ? m.growth_missing({ n: x.gap }) : m.growth_enough()}</Badge>}</td>
      <td className="tabular">{x.aimGap === null ? '–' : x.aimGap > 0 ? m.growth_missing({ n: x.aimGap }) : m.growth_enough()}</td>
      <td className="tabular">{x.between === null ? '–' : signed(x.between)}</td>
    </tr>
  )
}

/** Filled is what was assessed; the lines are what the step expects and what the aim would. */
function Bar({ assessed, expected, aimed }: { assessed: number | null; expected: number | null; aimed: number | null }) {
  const at = (n: number) => `${(n / most) * 100}%`
  return (
    <div aria-hidden className="relative h-3 w-44 rounded-sm bg-bg-sunken">
      {assessed !== null && <div className={(expected ?? 0) > assessed ? 'h-full rounded-sm bg-amber' : 'h-full rounded-sm bg-accent'} style={{ width: at(assessed) }} />}
      {expected !== null && <div className="absolute -top-0.5 h-4 w-0.5 bg-text" style={{ left: `calc(${at(expected)} - 2px)` }} />}
      {aimed !== null && aimed !== expected && <div className="absolute -top-0.5 h-4 w-0.5 bg-text-faint" style={{ left: `calc(${at(aimed)} - 2px)` }} />}
    </div>
  )
}
