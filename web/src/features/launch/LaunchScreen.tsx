/** One launch: its plan by department, what is said, go or no-go, and what came of it. */
import { useState } from 'react'

import { useAsk, useWorkflow } from '@/data/hooks'
import { sayDay, sayDistance } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { answerLook, heard, type Plan, tierName } from '@/record/launch/launch'
import { Stands } from '@/record/launch/Stands'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Owner } from '@/record/screen/Line'
import { useMay } from '@/record/screen/may'
import { Screen } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Menu } from '@/ui/menu'
import { SkeletonRows } from '@/ui/skeleton'
import { Callout, ErrorState } from '@/ui/state'
import { Tabs } from '@/ui/tabs'

import { GateTab } from './GateTab'
import { MoveDialog } from './MoveDialog'
import { PlanTab } from './PlanTab'
import { ReviewTab } from './ReviewTab'
import { WordsTab } from './WordsTab'

type Tab = 'plan' | 'words' | 'gate' | 'review'
const isTab = (t: string | undefined): t is Tab => t === 'words' || t === 'gate' || t === 'review'

export function LaunchScreen({ product, id }: { product: string; id: string }) {
  const asked = useAsk<Plan>(`/launches/${id}/plan`, heard)
  const link = useLink()
  const act = useAct()
  const [tab, setTab] = useAddressed('tab')
  const [moving, setMoving] = useState(false)
  const plan = asked.value
  const shown: Tab = isTab(tab) ? tab : 'plan'
  const title = plan ? `${plan.key} ${plan.title}` : id
  return (
    <Screen
      title={title}
      note={
        <a {...link(`/p/${product}/launches`)} className="inline-flex min-h-6 items-center gap-1 rounded hover:underline">
          <Icon name="arrow-left" size={14} />
          {m.launch_screen()}
        </a>
      }
      actions={plan && <StateMenu plan={plan} />}
    >
      {!plan && asked.status === 'error' && <ErrorState text={asked.error?.detail} onRetry={asked.retry} />}
      {!plan && asked.status !== 'error' && (
        <div className="p-4">
          <SkeletonRows count={8} />
        </div>
      )}
      {plan && (
        <div className="quiet-scroll min-h-0 flex-1 overflow-y-auto">
          {plan.archivedAt && (
            <div className="px-4 pt-3">
              <Callout tone="amber" icon="archive" title={m.record_archived()} actions={<Button size="sm" onClick={() => void act('POST', `/launches/${plan.id}/restore`, undefined, m.launch_restored({ title: plan.title }))}>{m.record_restore()}</Button>}>
                {m.record_archived_text()}
              </Callout>
            </div>
          )}
          <Head plan={plan} onMove={() => setMoving(true)} />
          <div className="px-4">
            <Tabs<Tab>
              label={m.launch_parts()}
              value={shown}
              onChange={(t) => setTab(t === 'plan' ? undefined : t)}
              tabs={[
                { value: 'plan', label: m.launch_plan(), count: plan.tasks.length },
                { value: 'words', label: m.launch_words() },
                { value: 'gate', label: m.launch_gate() },
                { value: 'review', label: m.launch_review() },
              ]}
            >
              <div className="py-4">
                {shown === 'plan' && <PlanTab plan={plan} onMove={() => setMoving(true)} />}
                {shown === 'words' && <WordsTab plan={plan} />}
                {shown === 'gate' && <GateTab plan={plan} />}
                {shown === 'review' && <ReviewTab plan={plan} product={product} />}
              </div>
            </Tabs>
          </div>
        </div>
      )}
      {plan && moving && <MoveDialog plan={plan} onClose={() => setMoving(false)} />}
    </Screen>
  )
}

/** What there is to know of a launch in one look. */
function Head({ plan: p, onMove }: { plan: Plan; onMove: () => void }) {
  const link = useLink()
  const right = useMay('launch.plan', p.product)
  const day = p.launchedOn ?? p.day
  const over = p.launchedOn !== null || p.archivedAt !== null
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Badge>{tierName(p.tier)}</Badge>
        <Stands stands={p.readiness.stands} />
        {p.readiness.percent !== null && <span className="tabular text-13 text-text-muted">{m.launch_ready_percent({ percent: p.readiness.percent })}</span>}
        <span className="inline-flex items-center gap-1.5 text-13">
          {day && (
            <>
              <Icon name="calendar" size={14} className="text-text-muted" />
              <span className="tabular">
                {p.launchedOn ? m.launch_launched_on({ day: sayDay(day, p.today) }) : sayDay(day, p.today)} <span className="text-text-muted">({sayDistance(day, p.today)})</span>
              </span>
            </>
          )}
          {!over && right.may !== 'no' && (
            <Button size="sm" variant="ghost" onClick={onMove}>
              {p.day ? m.launch_move() : m.launch_set_day()}
            </Button>
          )}
        </span>
        {p.ruling && (
          <Badge tone={answerLook(p.ruling).tone} icon={answerLook(p.ruling).icon}>
            {answerLook(p.ruling).name()}
          </Badge>
        )}
        <Owner id={p.owner} />
        <a {...link(recordAddress(p.key))} className="inline-flex min-h-6 items-center rounded text-12 text-text-muted hover:text-text hover:underline">
          {m.launch_record()}
        </a>
      </div>
      <ul aria-label={m.launch_releases()} className="flex flex-wrap gap-x-4 gap-y-1 text-13">
        {p.releases.map((r) => (
          <li key={r.id} className="flex min-w-0 items-center gap-1.5">
            <Icon name="package" size={14} className="text-text-muted" />
            <a {...link(recordAddress(r.key))} className="inline-flex min-h-6 min-w-0 items-center rounded hover:underline">
              <span className="truncate">
                {r.key} {r.title}
              </span>
            </a>
            <span className="text-12 whitespace-nowrap text-text-muted">{r.releasedOn ? m.launch_out_on({ day: sayDay(r.releasedOn, p.today) }) : r.dueOn ? m.launch_due_on({ day: sayDay(r.dueOn, p.today) }) : r.state}</span>
          </li>
        ))}
        {p.releases.length === 0 && <li className="text-text-muted">{m.launch_no_release()}</li>}
      </ul>
      {right.may === 'propose' && !over && <p className="text-12 text-text-muted">{m.launch_you_propose({ who: right.decides?.join(', ') || m.settings_those_who_decide() })}</p>}
    </div>
  )
}

/** Moves a launch from state to state; its review does the last step. */
function StateMenu({ plan: p }: { plan: Plan }) {
  const act = useAct()
  const states = useWorkflow(p.product, 'launch')
  const right = useMay('launch.plan', p.product)
  const to = states.filter((s) => s.name !== p.state && s.meaning !== 'reviewed')
  if (right.may === 'no' || p.archivedAt) return <span className="text-13 text-text-muted first-letter:uppercase">{p.state}</span>
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" iconAfter="chevron-down">
          <span className="first-letter:uppercase">{p.state}</span>
        </Button>
      }
      items={to.map((s) => ({
        label: s.name,
        hint: proposes(right),
        onSelect: () => void act('PATCH', `/launches/${p.id}`, { state: s.name }, m.launch_moved_to({ state: s.name })),
      }))}
    />
  )
}
