import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMember } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Switch } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { EditCadence } from './EditCadence'
import { formNames, planKinds, rhythmNames, sayDue, sayTopics, type Due, type Stakeholder } from './stakeholder'
import { WriteBriefing } from './WriteBriefing'

/** Who hears what, how often, and what is due: the most overdue first. */
export function PlanView({ product, all }: { product: string; all: readonly Stakeholder[] }) {
  const asked = useAsk<{ items: Due[] }>(address('/cadences', { product }), planKinds)
  const [only, setOnly] = useAddressed('due')
  const [editing, setEditing] = useState<Due | 'new'>()
  const [writing, setWriting] = useState<Due>()
  const lines = (asked.value?.items ?? []).filter((d) => only !== 'yes' || d.state !== 'fine')
  const silent = all.filter((s) => asked.value && !asked.value.items.some((d) => d.stakeholder === s.id))
  const to = writing && all.find((s) => s.id === writing.stakeholder)
  return (
    <div className="quiet-scroll min-h-0 flex-1 overflow-auto" role="region" aria-label={m.stake_view_plan()} tabIndex={0}>
      <div className="flex flex-wrap items-center gap-3 px-4 py-3">
        <Switch label={m.stake_only_due()} checked={only === 'yes'} onChange={(on) => setOnly(on ? 'yes' : undefined)} />
        <Button size="sm" icon="plus" className="ml-auto" onClick={() => setEditing('new')}>
          {m.stake_agree()}
        </Button>
      </div>
      {asked.status === 'error' && !asked.value ? (
        <ErrorState title={m.stake_plan_failed()} text={asked.error?.detail} onRetry={asked.retry} />
      ) : !asked.value ? (
        <div className="p-4">
          <SkeletonRows count={6} />
        </div>
      ) : asked.value.items.length === 0 ? (
        <EmptyState icon="calendar" title={m.stake_plan_none()} text={m.stake_plan_none_text()} />
      ) : lines.length === 0 ? (
        <p className="px-4 text-13 text-text-muted">{m.stake_nothing_due()}</p>
      ) : (
        <table className="w-full text-13">
          <thead className="text-left text-12 text-text-muted max-md:hidden">
            <tr className="border-b">
              <th scope="col" className="px-4 py-1.5 font-medium">{m.stake_person()}</th>
              <th scope="col" className="px-2 py-1.5 font-medium">{m.stake_topics()}</th>
              <th scope="col" className="px-2 py-1.5 font-medium">{m.stake_every()}</th>
              <th scope="col" className="px-2 py-1.5 font-medium">{m.stake_form()}</th>
              <th scope="col" className="px-2 py-1.5 font-medium">{m.stake_by()}</th>
              <th scope="col" className="px-2 py-1.5 font-medium">{m.stake_next()}</th>
              <th scope="col" className="px-4 py-1.5"><span className="sr-only">{m.stake_actions()}</span></th>
            </tr>
          </thead>
          <tbody>
            {lines.map((d) => (
              <Row key={d.id} due={d} onEdit={() => setEditing(d)} onWrite={() => setWriting(d)} />
            ))}
          </tbody>
        </table>
      )}
      {silent.length > 0 && asked.value && asked.value.items.length > 0 && <p className="px-4 py-3 text-12 text-text-muted">{m.stake_silent({ names: silent.map((s) => s.name).join(', ') })}</p>}
      {editing && <EditCadence product={product} all={all} of={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} onDone={asked.retry} />}
      {writing && to && <WriteBriefing product={product} to={to} about={writing.topics} form={writing.form} onClose={() => (setWriting(undefined), asked.retry())} />}
    </div>
  )
}

// On a phone a line is read from top to bottom: who, what of it was agreed, and what comes next.
const cell = 'px-2 py-2 max-md:p-0 max-md:text-12 max-md:text-text-muted'

function Row({ due: d, onEdit, onWrite }: { due: Due; onEdit: () => void; onWrite: () => void }) {
  const today = useToday()
  const teller = useMember(d.teller)
  return (
    <tr className="border-b max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-3 max-md:px-4 max-md:py-2">
      <th scope="row" className="px-4 py-2 text-left font-medium max-md:w-full max-md:p-0">{d.name}</th>
      <td className={cell}>{sayTopics(d.topics)}</td>
      <td className={cell}>{rhythmNames[d.every]()}</td>
      <td className={cell}>{formNames[d.form]()}</td>
      <td className={cell}>
        <span className="md:hidden">{m.stake_by()}: </span>
        {teller?.name ?? m.stake_nobody()}
      </td>
      <td className="px-2 py-2 max-md:w-[calc(100%-7.5rem)] max-md:px-0 max-md:pt-1 max-md:pb-0">
        <span className="flex flex-col items-start gap-0.5">
          {d.state === 'overdue' ? <Badge tone="red">{m.stake_overdue({ days: d.late })}</Badge> : d.state === 'due' ? <Badge tone="amber">{m.stake_due({ day: sayDay(d.dueOn, today) })}</Badge> : <span>{d.dueOn ? sayDay(d.dueOn, today) : m.stake_next_milestone()}</span>}
          <span className="text-12 text-text-muted">{sayDue(d)}</span>
        </span>
      </td>
      <td className="px-4 py-2 max-md:p-0">
        <span className="flex justify-end gap-1">
          <Button size="sm" variant={d.state === 'overdue' ? 'primary' : 'default'} aria-label={m.stake_write_to({ name: d.name })} onClick={onWrite}>
            {m.stake_write()}
          </Button>
          <Button size="sm" variant="ghost" aria-label={m.stake_agreed_edit({ name: d.name })} onClick={onEdit}>
            {m.stake_edit()}
          </Button>
        </span>
      </td>
    </tr>
  )
}
