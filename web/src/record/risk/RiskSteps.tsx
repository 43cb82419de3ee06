import { useData, useLinks, useRecord, useRight } from '@/data/hooks'
import { mayCreate } from '@/data/rights'
import type { Rec } from '@/data/types'
import { ulid } from '@/lib/ulid'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { proposes } from '@/record/fields/editor-options'
import { KeptText } from '@/record/page/KeptText'
import { RecordLine } from '@/record/page/RecordLine'
import { tellOutcome } from '@/record/screen/act'
import { useToday } from '@/record/screen/today'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { DatePicker } from '@/ui/date'
import { Checkbox } from '@/ui/input'
import { SectionHeader } from '@/ui/layout'
import { tip } from '@/ui/tooltip'

interface Step {
  id: string
  title: string
  due: string | null
  done: boolean
}

const work = new Set(['story', 'bug', 'task', 'spike'])

/** What is done about a risk, step by step, and the backlog items that do it. */
export function RiskSteps({ record }: { record: Rec }) {
  const data = useData()
  const right = useRight(record, 'steps')
  const list = Array.isArray(record.steps) ? (record.steps as Step[]) : []
  const readOnly = right.may === 'no' || Boolean(record.archivedAt)
  const keep = (next: Step[]) => data.change(record.id, { steps: next })
  const change = (id: string, of: Partial<Step>) => keep(list.map((s) => (s.id === id ? { ...s, ...of } : s)))
  return (
    <section aria-label={m.risks_steps()}>
      <SectionHeader level={3} title={m.risks_steps()} count={list.length || undefined} />
      <ul>
        {list.map((s) => (
          <li key={s.id} className="flex min-h-8 min-w-0 items-start gap-2">
            <Checkbox hideLabel label={s.title} checked={s.done} disabled={readOnly} title={proposes(right)} onChange={(done) => void change(s.id, { done })} />
            <KeptText label={m.risks_step()} value={s.title} placeholder="" required readOnly={readOnly} proposes={proposes(right)} onCommit={(title) => change(s.id, { title })} className={cx('px-1 text-13 leading-6', s.done && 'text-text-faint line-through')} />
            <Due step={s} readOnly={readOnly} onDue={(due) => void change(s.id, { due })} />
            {!readOnly && <IconButton size="sm" icon="x" label={m.risks_step_remove({ title: s.title })} onClick={() => void keep(list.filter((x) => x.id !== s.id))} />}
          </li>
        ))}
      </ul>
      {!readOnly && <KeptText key={list.length} label={m.risks_step()} value="" placeholder={m.risks_step_add()} proposes={proposes(right)} onCommit={(title) => keep([...list, { id: ulid().toLowerCase(), title, due: null, done: false }])} className="px-1 py-0.5 text-13" />}
      <Work record={record} />
    </section>
  )
}

function Due({ step: s, readOnly, onDue }: { step: Step; readOnly: boolean; onDue: (day: string | null) => void }) {
  const today = useToday()
  const late = s.due !== null && s.due < today && !s.done
  const text = s.due ? sayDay(s.due, today) : m.risks_step_due()
  const look = cx('shrink-0 rounded-sm px-1 text-12 leading-6 whitespace-nowrap', late ? 'text-red-text' : s.due ? 'text-text-muted' : 'text-text-faint')
  if (readOnly) return s.due ? <span className={look}>{text}</span> : null
  return (
    <DatePicker
      value={s.due}
      onChange={onDue}
      label={m.risks_step_due_of({ title: s.title })}
      trigger={
        <button type="button" aria-label={m.risks_step_due_of({ title: s.title })} className={cx(look, 'hover:bg-bg-hover')}>
          {text}
        </button>
      }
    />
  )
}

/** The backlog items that are linked with it, and a new one in a press. */
function Work({ record }: { record: Rec }) {
  const data = useData()
  const links = useLinks(record.id) ?? []
  const right = mayCreate(data, 'task', record.product)
  const items = links.flatMap((l) => (l.from === record.id ? (work.has(l.toKind) ? [l.to] : []) : work.has(l.fromKind) ? [l.from] : []))
  const make = async () => {
    const made = data.create('task', { product: record.product, title: m.risks_task_title({ title: record.title }), body: `${record.key}` })
    const outcome = await made.outcome
    if (tellOutcome(outcome)) tellOutcome(await data.link('relates', made.id, record.id), m.risks_task_made({ key: outcome.done.key }))
  }
  return (
    <>
      {items.length > 0 && (
        <ul aria-label={m.risks_work()} className="-mx-2">
          {items.map((id) => (
            <Item key={id} id={id} />
          ))}
        </ul>
      )}
      {right.may !== 'no' && record.category !== 'closed' && !record.archivedAt && (
        <Button size="sm" variant="ghost" icon="plus" {...tip(proposes(right))} onClick={() => void make()} className="-ml-1.5 text-text-muted">
          {m.risks_task()}
        </Button>
      )}
    </>
  )
}

function Item({ id }: { id: string }) {
  const item = useRecord(id)
  return <RecordLine id={id} actions={item && <span className="shrink-0 text-12 text-text-muted">{item.state}</span>} />
}
