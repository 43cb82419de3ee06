/** A risk on its page: what it would cost, how its rating went, what is done about it, and what came of it. */
import { useAsk, useData, useMember, useRight, useWorkflow } from '@/data/hooks'
import type { Rec } from '@/data/types'
import { money } from '@/lib/measure'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { FieldGrid } from '@/record/fields/field-grid'
import { KeptText } from '@/record/page/KeptText'
import { tellOutcome } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { Button } from '@/ui/button'
import { SectionHeader } from '@/ui/layout'
import { Sparkline } from '@/ui/sparkline'
import { Callout } from '@/ui/state'
import { tip } from '@/ui/tooltip'

import { sayDays, toneOf } from './register'
import { Severity } from './Severity'
import { RiskSteps } from './RiskSteps'

interface Turn {
  at: string
  by: string | null
  likelihood: number | null
  impact: number | null
  severity: number | null
  state: string
}

export function RiskParts({ record }: { record: Rec }) {
  return (
    <>
      <Exposure record={record} />
      <Course record={record} />
      <Response record={record} />
      <CameTrue record={record} />
    </>
  )
}

function Exposure({ record: r }: { record: Rec }) {
  const parts = [
    typeof r.exposure === 'number' ? money(r.exposure, String(r.currency)) : '',
    typeof r.exposureDays === 'number' ? sayDays(r.exposureDays) : '',
  ].filter(Boolean)
  return (
    <section aria-label={m.risks_exposure()}>
      <SectionHeader
        title={m.risks_exposure()}
        actions={<Severity value={typeof r.severity === 'number' ? r.severity : null} />}
      />
      <FieldGrid record={r} names={['probability', 'delay', 'currency', 'loss']} />
      <p className="px-1 text-13 text-text-muted">{parts.length > 0 ? m.risks_expected({ exposure: parts.join(', ') }) : m.risks_expected_none()}</p>
    </section>
  )
}

/** How likelihood by impact went, as the ledger tells it. */
function Course({ record }: { record: Rec }) {
  const asked = useAsk<Turn[]>(`/risks/${record.id}/trend`, ['risk'])
  const turns = asked.value ?? []
  const rated = turns.filter((t) => t.severity !== null)
  const last = rated.at(-1)?.severity
  return (
    <section aria-label={m.risks_trend()}>
      <SectionHeader title={m.risks_trend()} count={turns.length || undefined} />
      {asked.status === 'error' && !asked.value && (
        <Button size="sm" variant="ghost" icon="refresh-cw" onClick={() => void asked.retry()}>
          {m.risks_failed()}
        </Button>
      )}
      {rated.length > 1 && last !== undefined && last !== null && <Sparkline values={rated.map((t) => t.severity)} label={m.risks_course({ key: record.key })} width={240} height={40} tone={toneOf(last)} className="my-1" />}
      <ol className="text-12 text-text-muted">
        {turns.toReversed().slice(0, 6).map((t) => (
          <OneTurn key={t.at} turn={t} />
        ))}
      </ol>
      {asked.value && rated.length === 0 && <p className="text-13 text-text-faint">{m.risks_trend_none()}</p>}
    </section>
  )
}

function OneTurn({ turn: t }: { turn: Turn }) {
  const who = useMember(t.by)
  const state = t.state === 'occurred' ? m.risks_came_true() : t.state
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 py-0.5">
      <Severity value={t.severity} />
      <span className="min-w-0">{t.likelihood !== null && t.impact !== null ? m.risks_turn({ likelihood: t.likelihood, impact: t.impact, state }) : state}</span>
      <span className="ml-auto shrink-0 text-text-faint">
        {who?.name} {sayAge(t.at)}
      </span>
    </li>
  )
}

function Response({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'plan')
  return (
    <section aria-label={m.risks_response()}>
      <SectionHeader title={m.risks_response()} />
      <FieldGrid record={record} names={['response', 'reviewOn']} />
      <KeptText
        lines
        label={m.risks_plan()}
        value={String(record.plan ?? '')}
        placeholder={m.risks_plan_empty()}
        readOnly={right.may === 'no' || Boolean(record.archivedAt)}
        proposes={proposes(right)}
        onCommit={(plan) => data.change(record.id, { plan })}
        className="px-1 py-1 text-14 leading-6"
      />
      <RiskSteps record={record} />
    </section>
  )
}

/** What came of it: the day, and what it did cost. */
function CameTrue({ record }: { record: Rec }) {
  const data = useData()
  const today = useToday()
  const right = useRight(record, 'cost')
  const states = useWorkflow(record.product, 'risk')
  const occurred = states.find((s) => (s.meaning || s.name) === 'occurred')
  const may = right.may !== 'no' && !record.archivedAt
  const on = typeof record.occurredOn === 'string' ? record.occurredOn : undefined
  if (on)
    return (
      <section aria-label={m.risks_came_true()}>
        <Callout tone="red" title={m.risks_came_on({ day: sayDay(on, today) })}>
          {record.cost === null && record.costDays === null ? m.risks_came_cost_unknown() : undefined}
        </Callout>
        <FieldGrid record={record} names={['occurredOn', 'cost', 'costDays']} />
      </section>
    )
  if (!may || !occurred || record.category === 'closed') return null
  return (
    <div>
      <Button size="sm" variant="ghost" icon="zap" {...tip(proposes(right))} onClick={() => void data.change(record.id, { state: occurred.name }).then((o) => tellOutcome(o, m.risks_said_came()))}>
        {m.risks_it_came_true()}
      </Button>
    </div>
  )
}
