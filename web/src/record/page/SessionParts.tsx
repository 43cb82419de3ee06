import { useState } from 'react'

import { useData, useRight } from '@/data/hooks'
import { rightTo } from '@/data/rights'
import type { Rec } from '@/data/types'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { tellOutcome } from '@/record/screen/act'
import { IconButton } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { TextInput } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { Select } from '@/ui/select'
import { tip } from '@/ui/tooltip'

import { FindingInsight } from './FindingInsight'
import { RecordLine } from './RecordLine'
import { nextOutcome, type Finding, type Outcome, type Participant, severities, sessionOf, type Severity, type Task } from './session'

const outcomeLook: Record<Outcome, { icon: string; tone: string; name: () => string }> = {
  '': { icon: 'circle', tone: 'text-text-faint', name: m.accept_session_untried },
  done: { icon: 'circle-check', tone: 'text-green', name: m.accept_session_done },
  helped: { icon: 'circle-alert', tone: 'text-amber', name: m.accept_session_helped },
  failed: { icon: 'circle-x', tone: 'text-red', name: m.accept_session_failed },
}

const severityNames: Record<Severity, () => string> = { good: m.accept_session_good, minor: m.accept_session_minor, serious: m.accept_session_serious, critical: m.accept_session_critical }

/** A test session: who took part, how far they came with each task, and what was seen. */
export function SessionParts({ record }: { record: Rec }) {
  const data = useData()
  const { participants, tasks, findings } = sessionOf(record)
  const [drawing, setDrawing] = useState<Finding>()
  const mayDraw = rightTo(data, 'insight.draw', record.product).may !== 'no' && !record.archivedAt
  const readOnly = useRight(record, 'tasks').may === 'no'
  const set = (change: { participants?: readonly Participant[]; tasks?: readonly Task[]; findings?: readonly Finding[] }) => void data.change(record.id, change).then((o) => tellOutcome(o))
  return (
    <>
      <section aria-label={m.accept_session_participants()}>
        <SectionHeader title={m.accept_session_participants()} count={participants.length || undefined} />
        <ul className="flex flex-wrap gap-1.5">
          {participants.map((p, i) => (
            <li key={`${p.contact} ${p.name}`} className="inline-flex h-6 items-center gap-1 rounded border bg-bg-sunken px-2 text-12">
              {p.name}
              {!readOnly && <IconButton size="sm" icon="x" className="-mr-1.5 size-5" label={m.accept_session_remove({ what: p.name })} onClick={() => set({ participants: participants.toSpliced(i, 1), tasks: tasks.map((t) => ({ ...t, outcomes: t.outcomes.toSpliced(i, 1) })) })} />}
            </li>
          ))}
        </ul>
        {!readOnly && <Add label={m.accept_session_person_add()} onAdd={(name) => set({ participants: [...participants, { contact: '', name }] })} />}
      </section>
      <section aria-label={m.accept_session_tasks()}>
        <SectionHeader title={m.accept_session_tasks()} count={tasks.length || undefined} />
        <ul>
          {tasks.map((t, at) => (
            <li key={t.id} className="flex min-h-8 items-center gap-2">
              <span className="min-w-0 flex-1">{t.text}</span>
              {participants.map((p, i) => {
                const is = t.outcomes[i] ?? ''
                const said = m.accept_session_turn({ task: t.text, who: p.name, outcome: outcomeLook[is].name() })
                return (
                  <button key={`${p.contact} ${p.name}`} type="button" disabled={readOnly} aria-label={said} {...tip(said)} onClick={() => set({ tasks: tasks.with(at, { ...t, outcomes: participants.map((_, n) => (n === i ? nextOutcome(is) : (t.outcomes[n] ?? ''))) }) })} className="grid size-7 place-items-center rounded hover:bg-bg-hover">
                    <Icon name={outcomeLook[is].icon} size={16} className={outcomeLook[is].tone} />
                  </button>
                )
              })}
              {!readOnly && <IconButton size="sm" icon="x" label={m.accept_session_remove({ what: t.text })} onClick={() => set({ tasks: tasks.toSpliced(at, 1), findings: findings.map((f) => (f.task === t.id ? { ...f, task: '' } : f)) })} />}
            </li>
          ))}
        </ul>
        {!readOnly && <Add label={m.accept_session_task_add()} onAdd={(text) => set({ tasks: [...tasks, { id: ulid(), text, outcomes: [] }] })} />}
      </section>
      <section aria-label={m.accept_session_findings()}>
        <SectionHeader title={m.accept_session_findings()} count={findings.length || undefined} />
        <ul>
          {findings.map((f, at) => (
            <li key={f.id} className="flex min-h-8 flex-wrap items-center gap-x-2">
              <span className="min-w-0 flex-1">{f.text}</span>
              {mayDraw && !f.record && <IconButton size="sm" icon="lightbulb" label={m.accept_finding_insight_of({ what: f.text })} onClick={() => setDrawing(f)} />}
              <Select size="sm" label={m.accept_session_severity()} disabled={readOnly} value={f.severity || 'minor'} onChange={(severity) => set({ findings: findings.with(at, { ...f, severity }) })} options={severities.map((s) => ({ value: s, label: severityNames[s]() }))} />
              {!readOnly && <IconButton size="sm" icon="x" label={m.accept_session_remove({ what: f.text })} onClick={() => set({ findings: findings.toSpliced(at, 1) })} />}
              {f.record && (
                <ul className="basis-full pl-4">
                  <RecordLine id={f.record} />
                </ul>
              )}
            </li>
          ))}
        </ul>
        {!readOnly && <Add label={m.accept_session_finding_add()} onAdd={(text) => set({ findings: [...findings, { id: ulid(), text, severity: 'minor', task: '', record: '' }] })} />}
      </section>
      {drawing && <FindingInsight session={record} finding={drawing} onClose={() => setDrawing(undefined)} />}
    </>
  )
}

/** A line for the next one: Enter adds it. */
function Add({ label, onAdd }: { label: string; onAdd: (text: string) => void }) {
  const [text, setText] = useState('')
  return (
    <form
      className="mt-1 max-w-md"
      onSubmit={(e) => {
        e.preventDefault()
        if (!text.trim()) return
        onAdd(text.trim())
        setText('')
      }}
    >
      <TextInput size="sm" aria-label={label} placeholder={label} value={text} onChange={setText} />
    </form>
  )
}
