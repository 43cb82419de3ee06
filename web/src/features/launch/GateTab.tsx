import { useState } from 'react'

import { useAsk, useMe, useMember, useRecord } from '@/data/hooks'
import { dayIn, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { against, answerLook, departmentName, departments, type DepartmentName, type Gate, type GateAnswer, type Plan } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { recordAddress, useLink } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Checkbox, Field, RadioGroup, TextArea } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'

interface Gates {
  items: Gate[]
  mine: DepartmentName[]
  may: boolean
}

/** Go or no-go: what each department says, what was decided, and how it was before. */
export function GateTab({ plan: p }: { plan: Plan }) {
  const asked = useAsk<Gates>(`/launches/${p.id}/gates`, ['launch_gate', 'launch'])
  const right = useMay('launch.plan', p.product)
  const [doing, setDoing] = useState<'ask' | 'decide' | DepartmentName>()
  const close = () => setDoing(undefined)
  const v = asked.value
  if (!v) return asked.status === 'error' ? <ErrorState text={asked.error?.detail} onRetry={asked.retry} /> : <SkeletonRows count={6} />
  const [now, ...before] = v.items
  const may = right.may !== 'no' && !p.archivedAt && (p.category === 'todo' || p.category === 'doing')
  const canAnswer = (a: GateAnswer) => may && now?.state === 'open' && (v.mine.includes(a.department) || right.may !== 'no')
  return (
    <div className="flex max-w-4xl flex-col gap-8">
      {!now && (
        <EmptyState
          icon="badge-check"
          title={m.launch_gate_none()}
          text={m.launch_gate_none_text()}
          action={
            may && (
              <Button variant="primary" onClick={() => setDoing('ask')}>
                {m.launch_gate_ask()}
              </Button>
            )
          }
        />
      )}
      {now && (
        <Part
          title={now.state === 'open' ? m.launch_gate_open() : m.launch_gate_decided({ ruling: answerLook(now.ruling).name() })}
          note={now.needBy && now.state === 'open' ? m.launch_needed_by({ day: sayDay(now.needBy, p.today) }) : undefined}
          actions={
            may &&
            (now.state === 'open' ? (
              <Button size="sm" variant="primary" onClick={() => setDoing('decide')}>
                {m.launch_decide()}
              </Button>
            ) : (
              <Button size="sm" onClick={() => setDoing('ask')}>
                {m.launch_gate_again()}
              </Button>
            ))
          }
        >
          <Answers gate={now} today={p.today} action={(a) => canAnswer(a) && <Button size="sm" onClick={() => setDoing(a.department)}>{a.says ? m.launch_answer_change() : m.launch_answer()}</Button>} />
        </Part>
      )}
      {before.length > 0 && (
        <Part title={m.launch_gate_before()} note={before.length}>
          <ul className="flex flex-col gap-6 pt-1">
            {before.map((g) => (
              <li key={g.id} className="flex flex-col gap-1">
                <Answers gate={g} today={p.today} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      {doing === 'ask' && <AskGate plan={p} again={now} onClose={close} />}
      {doing === 'decide' && now && <Decide plan={p} gate={now} onClose={close} />}
      {doing && doing !== 'ask' && doing !== 'decide' && <Answer plan={p} department={doing} mine={v.mine.includes(doing)} onClose={close} />}
    </div>
  )
}

function Answers({ gate: g, today, action }: { gate: Gate; today: string; action?: (a: GateAnswer) => React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-13">
        <span className="text-text-muted">{m.launch_gate_number({ n: g.number })}</span>
        {g.note}
      </p>
      {g.state === 'decided' && <Ruling gate={g} today={today} />}
      <ul aria-label={m.launch_answers()} className="divide-y border-y">
        {g.answers.map((a) => (
          <li key={a.department} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="w-28 shrink-0 font-medium">{departmentName(a.department)}</span>
            <Badge tone={answerLook(a.says).tone} icon={answerLook(a.says).icon}>
              {answerLook(a.says).name()}
            </Badge>
            {a.reason && <span className="min-w-0 flex-1 basis-40 text-13 wrap-anywhere">{a.reason}</span>}
            <span className="ml-auto flex flex-wrap items-center gap-x-3">
              {a.by && <By member={a.by} at={a.at} today={today} />}
              {action?.(a)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function By({ member, at, today }: { member: string; at: string | null; today: string }) {
  const person = useMember(member)
  const { zone } = useMe().workspace
  return (
    <span className="text-12 text-text-muted">
      {person?.name}
      {at && `, ${sayDay(dayIn(at, zone), today)}`}
    </span>
  )
}

function Ruling({ gate: g, today }: { gate: Gate; today: string }) {
  const link = useLink()
  const decision = useRecord(g.decision ?? undefined)
  const look = answerLook(g.ruling)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
      <Badge tone={look.tone} icon={look.icon}>
        {look.name()}
      </Badge>
      {g.why && <span className="wrap-anywhere">{g.why}</span>}
      {g.despite && <span className="text-amber-text wrap-anywhere">{m.launch_despite_said({ why: g.despite })}</span>}
      {g.decidedBy && <By member={g.decidedBy} at={g.decidedAt} today={today} />}
      {decision && (
        <a {...link(recordAddress(decision.key))} className="inline-flex min-h-6 items-center rounded text-accent-text hover:underline">
          {m.launch_decision({ key: decision.key })}
        </a>
      )}
    </div>
  )
}

/** Asks the departments, for the first time or anew. */
function AskGate({ plan: p, again, onClose }: { plan: Plan; again: Gate | undefined; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [who, setWho] = useState<DepartmentName[]>(again ? again.answers.map((a) => a.department) : p.departments.filter((d) => d.tasks > 0).map((d) => d.name))
  const [needBy, setNeedBy] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const send = async () => {
    if (await act('POST', `/launches/${p.id}/ask`, { departments: who, needBy: needBy ?? undefined, note: note.trim() }, m.launch_gate_asked())) onClose()
  }
  return (
    <Ask title={again ? m.launch_gate_again() : m.launch_gate_ask()} text={proposes(right)} action={m.launch_gate_send()} ready={who.length > 0 && (!again || note.trim() !== '')} onSend={send} onClose={onClose}>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-12 font-medium text-text-muted">{m.launch_gate_who()}</legend>
        {departments.map((d) => (
          <Checkbox key={d} label={departmentName(d)} checked={who.includes(d)} onChange={(on) => setWho(departments.filter((x) => (x === d ? on : who.includes(x))))} />
        ))}
      </fieldset>
      <Field label={m.launch_needed()}>
        <DatePicker label={m.launch_needed()} value={needBy} onChange={setNeedBy} />
      </Field>
      <TextArea label={again ? m.launch_gate_why_again() : m.launch_gate_note()} value={note} onChange={setNote} rows={2} autoGrow required={Boolean(again)} maxLength={5000} />
    </Ask>
  )
}

/** A department's answer. */
function Answer({ plan: p, department, mine, onClose }: { plan: Plan; department: DepartmentName; mine: boolean; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [says, setSays] = useState<'go' | 'no-go' | 'conditions' | null>(null)
  const [reason, setReason] = useState('')
  const name = departmentName(department)
  const send = async () => {
    if (says && (await act('POST', `/launches/${p.id}/answer`, { department, says, reason: reason.trim() }, m.launch_answered({ department: name, answer: answerLook(says).name() })))) onClose()
  }
  return (
    <Ask title={m.launch_answer_for({ department: name })} text={mine ? undefined : (proposes(right) ?? m.launch_answer_instead())} action={m.launch_answer()} ready={says !== null && (says === 'go' || reason.trim() !== '')} onSend={send} onClose={onClose}>
      <RadioGroup label={m.launch_gate()} value={says} onChange={setSays} options={(['go', 'conditions', 'no-go'] as const).map((s) => ({ value: s, label: answerLook(s).name() }))} />
      <TextArea label={says === 'conditions' ? m.launch_which_conditions() : says === 'no-go' ? m.launch_what_change() : m.launch_remark()} value={reason} onChange={setReason} rows={2} autoGrow required={says !== null && says !== 'go'} maxLength={2000} />
    </Ask>
  )
}

/** The decision, with what speaks against it answered for. */
function Decide({ plan: p, gate: g, onClose }: { plan: Plan; gate: Gate; onClose: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [ruling, setRuling] = useState<'go' | 'no-go' | null>(null)
  const [why, setWhy] = useState('')
  const [despite, setDespite] = useState('')
  const held = ruling === 'go' && against(g, p.releases)
  const ready = ruling !== null && (ruling === 'go' || why.trim() !== '') && (!held || despite.trim() !== '')
  const send = async () => {
    if (ruling && (await act('POST', `/launches/${p.id}/decide`, { ruling, why: why.trim(), despite: held ? despite.trim() : '' }, m.launch_decided({ ruling: answerLook(ruling).name() })))) onClose()
  }
  return (
    <Ask title={m.launch_decide()} text={proposes(right) ?? m.launch_decide_text()} action={m.launch_decide_do()} ready={ready} onSend={send} onClose={onClose}>
      <RadioGroup row label={m.launch_gate()} value={ruling} onChange={setRuling} options={(['go', 'no-go'] as const).map((s) => ({ value: s, label: answerLook(s).name() }))} />
      {held && <TextArea label={m.launch_despite()} hint={m.launch_despite_hint()} value={despite} onChange={setDespite} rows={2} autoGrow required maxLength={5000} />}
      <TextArea label={ruling === 'no-go' ? m.launch_what_change() : m.launch_why()} value={why} onChange={setWhy} rows={2} autoGrow required={ruling === 'no-go'} maxLength={5000} />
    </Ask>
  )
}
