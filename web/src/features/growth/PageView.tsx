/** One person's growth: where they stand, what is missing, how that was seen, and what they do about it. Only they and who leads them see it. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useMe, useMembers } from '@/data/hooks'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { LeadAsked, StopLeading } from '@/record/growth/Leads'
import { useAct } from '@/record/screen/act'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { useToday } from '@/record/screen/today'
import { Avatar } from '@/ui/avatar'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Icon } from '@/ui/icon'
import { Field } from '@/ui/input'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

import { AssessDialog } from './AssessDialog'
import { Assessments } from './Assessments'
import { Gaps } from './Gaps'
import { Goals } from './Goals'
import { choices, type GrowthPage, type Job, jobName, jobs, type Ladders, type Led, nameIn } from './types'

export function PageView() {
  const me = useMe().member.id
  const [who, setWho] = useAddressed('who')
  const members = useMembers()
  const led = useAsk<Led[]>('/growth', ['growth_lead'])
  const shown = who ?? me
  const page = useAsk<GrowthPage>(address(`/growth/${shown}`, {}), ['growth_lead', 'skill', 'ladder_step'])
  const ladders = useAsk<Ladders>('/skills', ['skill', 'ladder_step'])
  const again = () => void Promise.all([page.retry(), led.retry()])
  const others = led.value?.filter((l) => l.member !== me) ?? []
  return (
    <div className="flex flex-col gap-6 px-4 py-4">
      <p className="flex items-center gap-2 text-13 text-text-muted">
        <Icon name="lock" size={14} />
        {m.growth_private()}
      </p>
      {others.length > 0 && (
        <nav aria-label={m.growth_people()} className="flex flex-wrap gap-2">
          {[{ member: me, agreed: true, open: 0, overdue: 0, last: '' }, ...others].map((l) => (
            <Button key={l.member} aria-pressed={l.member === shown} variant={l.member === shown ? 'primary' : 'default'} onClick={() => setWho(l.member === me ? undefined : l.member)}>
              <Avatar id={l.member} name={nameIn(members, l.member)} size={16} plain />
              {l.member === me ? m.growth_myself() : nameIn(members, l.member)}
              {!l.agreed && <Badge>{m.growth_not_agreed()}</Badge>}
              {l.overdue > 0 && <Badge tone="amber">{m.growth_overdue({ count: l.overdue })}</Badge>}
            </Button>
          ))}
        </nav>
      )}
      {!page.value && (page.error ? page.error.status === 403 ? <EmptyState icon="lock" title={m.growth_closed()} text={page.error.detail} /> : <ErrorState text={page.error.detail} onRetry={page.retry} /> : <SkeletonRows count={8} />)}
      {page.value && ladders.value && <Page key={page.value.member} page={page.value} ladders={ladders.value} again={again} onEnd={() => (setWho(undefined), again())} />}
    </div>
  )
}

function Page({ page, ladders, again, onEnd }: { page: GrowthPage; ladders: Ladders; again: () => void; onEnd: () => void }) {
  const members = useMembers()
  const today = useToday()
  const [assessing, setAssessing] = useState(false)
  const own = page.side === 'self'
  const skills = ladders.skills.filter((s) => s.job === (page.place?.job ?? 'manager') && !s.gone)
  const last = page.assessments.find((a) => a.side === page.side)
  const step = (name: string | undefined) => ladders.steps.find((s) => s.name === name)?.title
  return (
    <>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <Place page={page} ladders={ladders} again={again} />
        {own ? <LeadOf page={page} again={again} /> : <div className="flex flex-col items-start gap-2">
            <p className="text-13 text-text-muted">{m.growth_as_lead({ name: nameIn(members, page.member) })}</p>
            <StopLeading member={page.member} onSaid={onEnd} />
          </div>}
        <Button variant="primary" icon="list-checks" className="ml-auto" disabled={!page.place} onClick={() => setAssessing(true)} title={page.place ? undefined : m.growth_place_first()}>
          {own ? m.growth_assess_self() : m.growth_assess({ name: nameIn(members, page.member) })}
        </Button>
      </div>
      {!page.place && <EmptyState icon="chart-column" title={m.growth_begin()} text={m.growth_begin_text()} />}
      {page.place && (
        <Part title={m.growth_gaps()} note={last ? m.growth_last({ day: sayDay(last.on, today) }) : undefined}>
          <Gaps measures={page.measures} skills={skills} step={step(page.place.step)} aim={step(page.place.aim)} />
        </Part>
      )}
      <Goals page={page} skills={ladders.skills} again={again} />
      <Assessments page={page} skills={ladders.skills} again={again} />
      {assessing && page.place && <AssessDialog page={page} skills={skills} onDone={again} onClose={() => setAssessing(false)} />}
    </>
  )
}

/** Where one stands on a ladder and where one wants to. */
function Place({ page, ladders, again }: { page: GrowthPage; ladders: Ladders; again: () => void }) {
  const act = useAct()
  const [job, setJob] = useState<Job>(page.place?.job ?? 'manager')
  const steps = ladders.steps.filter((s) => s.job === job && !s.gone).map((s) => ({ value: s.name, label: s.title }))
  const same = page.place?.job === job
  const set = async (part: { step?: string; aim?: string }) => {
    const now = same ? page.place : undefined
    const done = await act('POST', `/growth/${page.member}/place`, { job, step: now?.step ?? '', aim: now?.aim ?? '', ...part }, m.growth_place_set(), { final: true })
    if (done) again()
  }
  return (
    <div className="flex flex-wrap gap-3">
      <Field label={m.growth_career()}>
        <Select label={m.growth_career()} value={job} onChange={setJob} options={jobs.map((j) => ({ value: j, label: jobName(j) }))} />
      </Field>
      <Field label={m.growth_stands()}>
        <Select label={m.growth_stands()} value={same ? page.place?.step || null : null} placeholder={m.growth_step_pick()} onChange={(s) => void set({ step: s })} options={steps} className="min-w-48" />
      </Field>
      <Field label={m.growth_aims()}>
        <Select label={m.growth_aims()} value={same ? page.place?.aim || null : null} placeholder={m.growth_step_pick()} onChange={(s) => void set({ aim: s })} options={steps} className="min-w-48" />
      </Field>
    </div>
  )
}

/** Who may see the page beside oneself. */
function LeadOf({ page, again }: { page: GrowthPage; again: () => void }) {
  const members = useMembers()
  const act = useAct()
  const lead = page.lead
  const name = nameIn(members, lead?.lead)
  const set = async (who: string | null) => {
    if (!who) return
    if (await act('POST', '/leads/name', { lead: who }, m.growth_lead_named({ name: nameIn(members, who) }))) again()
  }
  const end = async () => {
    if (await act('POST', '/leads/end', {}, m.growth_lead_ended())) again()
  }
  if (lead && !lead.agreedAt) {
    return <LeadAsked lead={lead.lead} onSaid={again} />
  }
  return (
    <Field label={m.growth_lead()} hint={lead ? m.growth_lead_sees({ name }) : m.growth_lead_none()} className="max-w-72">
      <div className="flex items-center gap-1">
        <Combobox className="min-w-48" value={lead?.lead ?? null} onChange={(v) => void set(v)} options={choices(members).filter((c) => c.value !== page.member)} placeholder={m.growth_to_pick()} />
        {lead && (
          <Button size="sm" variant="ghost" onClick={() => void end()}>
            {m.growth_lead_end()}
          </Button>
        )}
      </div>
    </Field>
  )
}
