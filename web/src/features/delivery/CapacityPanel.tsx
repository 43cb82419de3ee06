import { useState } from 'react'

import { useAsk, useData, useMembers } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { number } from '@/lib/measure'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { InlineNumber } from '@/ui/cell'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

import { AddAbsence } from './AddAbsence'
import type { Absence, Capacity } from './types'

const percentSign = { maximumFractionDigits: 0 }

const on = ['sprint', 'sprint_member', 'absence', 'sprint_rule', 'member_role', 'story', 'bug', 'task', 'spike']

export const useCapacity = (sprint: Rec | undefined) => useAsk<Capacity>(sprint && `/sprints/${sprint.id}/capacity`, on)

/** How much the team can take on, worked out step by step from who is there. */
export function CapacityPanel({ sprint, product }: { sprint: Rec; product: string }) {
  const { value: c, error, retry } = useCapacity(sprint)
  const act = useAct()
  const data = useData()
  const members = useMembers()
  const right = useMay('sprint.plan', sprint.product)
  const [away, setAway] = useState(false)
  if (!c) return error ? <ErrorState title={m.delivery_capacity_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows count={4} />
  const nameOf = (id: string) => members.find((x) => x.id === id)?.name ?? ''
  const closed = sprint.category === 'closed'
  const fixed = closed || right.may === 'no'
  const share = (member: string, percent: number | null) => act('POST', `/sprints/${sprint.id}/share`, { member, share: (percent ?? 0) / 100 }, m.delivery_share_set({ name: nameOf(member) }))
  return (
    <Part
      title={m.delivery_capacity()}
      note={c.points === null ? m.delivery_capacity_unknown() : m.screens_points({ count: Math.round(c.points) })}
      actions={
        !closed && (
          <Button size="sm" variant="ghost" icon="calendar-days" onClick={() => setAway(true)}>
            {m.delivery_absence_add()}
          </Button>
        )
      }
    >
      {!sprint.startOn || !sprint.endOn ? (
        <Callout tone="amber">{m.delivery_capacity_no_days()}</Callout>
      ) : (
        <>
          <p className="tabular mb-2 text-12 text-text-muted">{formula(c)}</p>
          <table className="w-full text-13">
            <thead className="text-left text-12 text-text-muted">
              <tr>
                <th scope="col" className="py-1 font-normal">
                  {m.delivery_person()}
                </th>
                <th scope="col" className="w-20 py-1 text-right font-normal">
                  {m.delivery_share()} %
                </th>
                <th scope="col" className="w-16 py-1 text-right font-normal">
                  {m.delivery_away()}
                </th>
                <th scope="col" className="w-16 py-1 text-right font-normal">
                  {m.delivery_present()}
                </th>
              </tr>
            </thead>
            <tbody>
              {c.people.map((p) => (
                <tr key={p.member} className="border-t">
                  <td className="py-1">
                    <span className="flex items-center gap-2">
                      <Avatar id={p.member} name={nameOf(p.member)} size={18} plain />
                      {nameOf(p.member)}
                    </span>
                  </td>
                  <td className="tabular text-right">
                    <InlineNumber label={m.delivery_share_of({ name: nameOf(p.member) })} value={Math.round(p.share * 100)} min={0} max={100} step={5} readOnly={fixed} format={percentSign} onCommit={(n) => void share(p.member, n)} />
                  </td>
                  <td className="tabular text-right text-text-muted">{number(p.away)}</td>
                  <td className="tabular text-right">{number(p.present)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <dl className="tabular mt-2 grid grid-cols-[1fr_auto] gap-y-1 border-t pt-2">
            <dt className="text-text-muted">{m.delivery_focus()} %</dt>
            <dd className="text-right">
              <InlineNumber label={m.delivery_focus()} value={Math.round(c.focus * 100)} min={0} max={100} step={5} readOnly={fixed} format={percentSign} onCommit={(n) => void data.change(sprint.id, { focus: n === null ? null : n / 100 })} />
            </dd>
            <dt className="text-text-muted">{m.delivery_capacity_set()}</dt>
            <dd className="text-right">
              <InlineNumber label={m.delivery_capacity_set()} value={c.set} min={0} placeholder={c.worked === null ? '–' : number(Math.round(c.worked * 10) / 10)} readOnly={fixed} onCommit={(n) => void data.change(sprint.id, { capacity: n })} />
            </dd>
          </dl>
        </>
      )}
      <Away product={product} sprint={sprint} nameOf={nameOf} />
      {away && <AddAbsence product={product} from={sprint.startOn as string | null} onClose={() => setAway(false)} />}
    </Part>
  )
}

/** (days × people − days away) × focus × points a day = points. */
export function formula(c: Capacity): string {
  const days = m.delivery_formula_days({ days: number(c.days), people: number(c.people.length), present: number(c.present), focus: number(Math.round(c.focus * 100)), focused: number(Math.round(c.focused * 10) / 10) })
  if (c.perDay === null || c.worked === null) return `${days} ${m.delivery_formula_no_past()}`
  return `${days} ${m.delivery_formula_points({ per: number(Math.round(c.perDay * 100) / 100), from: c.from.map((f) => f.key).join(', '), worked: number(Math.round(c.worked * 10) / 10) })}`
}

/** Who is away in the sprint's days. */
function Away({ product, sprint, nameOf }: { product: string; sprint: Rec; nameOf: (id: string) => string }) {
  const act = useAct()
  const today = useToday()
  const { value } = useAsk<Absence[]>(sprint.startOn ? `/absences?product=${product}&from=${sprint.startOn as string}&until=${sprint.endOn as string}` : undefined, ['absence'])
  if (!value || value.length === 0) return null
  return (
    <ul aria-label={m.delivery_absences()} className="mt-2 flex flex-col border-t pt-1">
      {value.map((a) => (
        <li key={a.id} className="tabular flex h-8 items-center gap-2 text-13">
          <span className="min-w-0 flex-1 truncate">
            {a.member ? nameOf(a.member) : m.delivery_everybody()}
            {a.note && <span className="text-text-muted"> · {a.note}</span>}
          </span>
          <span className="text-text-muted">{a.from === a.until ? sayDay(a.from, today) : `${sayDay(a.from, today)} – ${sayDay(a.until, today)}`}</span>
          <IconButton icon="x" size="sm" label={m.delivery_absence_remove()} onClick={() => void act('DELETE', `/absences/${a.id}`, undefined, m.delivery_absence_removed())} />
        </li>
      ))}
    </ul>
  )
}
