import { useState } from 'react'

import { useAsk, useMember } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { departmentName, type Plan, type Readiness, type Shipment, standsLook, tierName } from '@/record/launch/launch'
import { Stands } from '@/record/launch/Stands'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { DatePicker } from '@/ui/date'
import { Field } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'

interface Move {
  id: string
  title: string
  department: string
  owner: string | null
  from: string | null
  to: string
  past: boolean
  weekend: boolean
}

interface Preview {
  shift: number | null
  moves: Move[]
  stay: Move[]
  was: Readiness
  becomes: Readiness
  releases: Shipment[]
  near: { id: string; key: string; title: string; tier: number; day: string }[]
}

/** Another launch day, with all that moves along before it does. */
export function MoveDialog({ plan: p, onClose }: { plan: Plan; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [day, setDay] = useState<string | null>(p.day)
  const another = day !== null && day !== p.day
  const asked = useAsk<Preview>(another ? `/launches/${p.id}/preview?day=${day}` : undefined, ['launch', 'launch_task'])
  const v = another ? asked.value : undefined
  const send = async () => {
    if (await act('PATCH', `/launches/${p.id}`, { day }, day ? m.launch_moved({ day: sayDay(day, p.today) }) : m.launch_day_taken())) onClose()
  }
  return (
    <Ask title={p.day ? m.launch_move() : m.launch_set_day()} text={proposes(right)} action={m.launch_move_do()} ready={day !== p.day} size="lg" onSend={send} onClose={onClose}>
      <Field label={m.launch_day()}>
        <DatePicker label={m.launch_day()} value={day} onChange={setDay} />
      </Field>
      {another && !v && (asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={4} />)}
      {v && (
        <div className="flex flex-col gap-3" role="region" aria-label={m.launch_preview()}>
          <p className="flex flex-wrap items-center gap-2 text-13">
            {m.launch_moves_along({ count: v.moves.length })}
            <Stands stands={v.was.stands} />→<Stands stands={v.becomes.stands} />
          </p>
          {v.becomes.stands === 'late' && v.was.stands !== 'late' && <Callout tone="red">{m.launch_becomes_late({ day: sayDay(v.becomes.expected, p.today), stands: standsLook('late').name() })}</Callout>}
          {v.releases.map((r) => (
            <Callout key={r.id} tone="amber">
              {m.launch_hold_day({ name: `${r.key} ${r.title}`, day: sayDay(r.dueOn, p.today) })}
            </Callout>
          ))}
          {v.near.length > 0 && (
            <Callout>
              {m.launch_near()} {v.near.map((n) => `${n.key} ${n.title} (${tierName(n.tier)}, ${sayDay(n.day, p.today)})`).join('; ')}
            </Callout>
          )}
          <ul aria-label={m.launch_moves()} className="quiet-scroll max-h-64 divide-y overflow-y-auto border-y" tabIndex={0}>
            {v.moves.map((x) => (
              <Moved key={x.id} move={x} today={p.today} />
            ))}
          </ul>
          {v.stay.length > 0 && <p className="text-12 text-text-muted">{m.launch_stay({ list: v.stay.map((x) => `${x.title} (${sayDay(x.from, p.today)})`).join(', ') })}</p>}
        </div>
      )}
    </Ask>
  )
}

function Moved({ move: x, today }: { move: Move; today: string }) {
  const person = useMember(x.owner)
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 py-1 text-13">
      <span className="min-w-0 flex-1 basis-48">{x.title}</span>
      <span className="text-12 text-text-muted">{person?.name ?? departmentName(x.department)}</span>
      <span className="tabular text-12">
        {x.from ? `${sayDay(x.from, today)} → ` : ''}
        <span className={x.past ? 'text-red-text' : undefined}>{sayDay(x.to, today)}</span>
        {x.past ? ` ${m.launch_past()}` : x.weekend ? ` ${m.launch_weekend()}` : ''}
      </span>
    </li>
  )
}
