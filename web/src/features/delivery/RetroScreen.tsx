import { address } from '@/data/client'
import { useAsk, useMe, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, EmptyState, ErrorState } from '@/ui/state'

import { RetroActions } from './RetroActions'
import { RetroColumn } from './RetroColumn'
import { dotsLeft, phases, votedOf } from './retro'
import type { StepProps } from './SprintFrame'
import type { Phase, Retro } from './types'

const on = ['retro', 'retro_note', 'retro_vote', 'retro_action', 'task']

const names: Record<Phase, () => string> = {
  writing: () => m.delivery_phase_writing(), grouping: () => m.delivery_phase_grouping(), voting: () => m.delivery_phase_voting(), acting: () => m.delivery_phase_acting(), over: () => m.delivery_phase_over(),
}
const leads: Record<Phase, () => string> = {
  writing: () => m.delivery_lead_reveal(), grouping: () => m.delivery_lead_vote(), voting: () => m.delivery_lead_act(), acting: () => m.delivery_lead_end(), over: () => '',
}

/** The retrospective of a sprint: written in private, then revealed, grouped, weighed with dots, and turned into actions. */
export function RetroScreen({ sprint }: StepProps) {
  const { value: r, error, retry } = useAsk<Retro>(address('/retros', { sprint: sprint.key }), on)
  const me = useMe().member
  const members = useMembers()
  const act = useAct()
  const right = useMay('work.move', sprint.product)
  if (!r) return error ? <ErrorState title={m.delivery_retro_failed()} text={error.detail} onRetry={retry} /> : <SkeletonRows count={6} />
  const lead = async (phase: Phase) => {
    if (await act('POST', `/retros/${r.retro!.id}/phase`, { phase }, m.delivery_phase_now({ phase: names[phase]() }))) retry()
  }
  const before = r.before && <RetroActions actions={r.before.actions} title={m.delivery_last_actions({ name: r.before.title })} />
  if (!r.retro)
    return (
      <div className="quiet-scroll min-h-0 flex-1 overflow-y-auto px-4 py-3">
        {before}
        <EmptyState
          icon="message-square-quote"
          title={m.delivery_retro_none()}
          text={m.delivery_retro_none_text()}
          action={
            right.may !== 'no' && (
              <Button variant="primary" icon="play" onClick={() => void act('POST', '/retros', { sprint: sprint.id }, m.delivery_retro_opened()).then((done) => done && retry())}>
                {m.delivery_retro_open()}
              </Button>
            )
          }
        />
      </div>
    )
  const { phase, columns } = r.retro
  const next = phases[phases.indexOf(phase) + 1]
  const voted = votedOf(r)
  const writers = r.writing.filter((w) => w.member !== me.id)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2">
        <ol aria-label={m.delivery_phases()} className="flex flex-wrap gap-1 text-12">
          {phases.map((p) => (
            <li key={p} aria-current={p === phase ? 'step' : undefined} className={cx('rounded-sm px-1.5 py-0.5', p === phase ? 'bg-bg-selected font-medium text-text' : 'text-text-faint')}>
              {names[p]()}
            </li>
          ))}
        </ol>
        {phase === 'voting' && <span className="tabular text-13">{m.delivery_dots_left({ count: dotsLeft(r, me.id) })}</span>}
        {phase === 'voting' && voted.dots > 0 && <span className="tabular text-13 text-text-muted">{m.delivery_voted({ dots: voted.dots, who: voted.people.map((p) => members.find((x) => x.id === p)?.name ?? '').join(', ') })}</span>}
        {phase === 'writing' && (
          <span className="flex items-center gap-1 text-13 text-text-muted">
            <Icon name="lock" size={14} />
            {m.delivery_private()}
            {writers.length > 0 && ` ${m.delivery_writing({ who: writers.map((w) => `${members.find((x) => x.id === w.member)?.name ?? ''} (${w.notes})`).join(', ') })}`}
          </span>
        )}
        {next && right.may !== 'no' && (
          <Button className="ml-auto" variant="primary" title={right.may === 'propose' ? m.screens_proposes_to({ who: right.decides?.join(', ') ?? '' }) : undefined} onClick={() => void lead(next)}>
            {leads[phase]()}
          </Button>
        )}
      </div>
      <div className="quiet-scroll min-h-0 flex-1 overflow-auto px-4 py-3">
        {phase === 'over' && <Callout tone="neutral">{m.delivery_retro_over()}</Callout>}
        {before}
        <div className="mt-3 grid gap-4" style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(16rem, 100%), 1fr))` }}>
          {columns.map((c) => (
            <RetroColumn key={c.id} column={c} retro={r} me={me.id} onDone={retry} />
          ))}
        </div>
        {(r.actions.length > 0 || phase === 'acting' || phase === 'over') && (
          <Part title={m.delivery_actions()} note={r.actions.length || undefined} className="mt-4">
            {r.actions.length === 0 ? <p className="text-text-muted">{m.delivery_actions_none()}</p> : <RetroActions actions={r.actions} />}
          </Part>
        )}
      </div>
    </div>
  )
}
