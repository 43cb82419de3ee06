import { useState } from 'react'

import { daysBetween } from '@/lib/scale'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { answerLook, departmentName, type Department, type Plan, sayOffset, stateName, type Task } from '@/record/launch/launch'
import { Stands } from '@/record/launch/Stands'
import { useAct } from '@/record/screen/act'
import { screenKeys } from '@/record/screen/keys'
import { Owner } from '@/record/screen/Line'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { Icon } from '@/ui/icon'
import { Checkbox } from '@/ui/input'
import { Progress } from '@/ui/progress'
import { Callout, EmptyState } from '@/ui/state'

import { TaskDialog } from './TaskDialog'

/** The tasks of a launch by department, and what holds it up. J and K move, X ticks, E edits, N adds, M moves the day. */
export function PlanTab({ plan: p, onMove }: { plan: Plan; onMove: () => void }) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const [only, setOnly] = useAddressed('department')
  const [at, setAt] = useState(-1)
  const [editing, setEditing] = useState<Task | 'new'>()
  const tasks = p.tasks.filter((t) => !only || t.department === only)
  const here = at < 0 ? undefined : tasks[Math.min(at, tasks.length - 1)]
  const tick = (t: Task) => void act('PATCH', `/launchtasks/${t.id}`, { state: t.state === 'done' ? 'to do' : 'done' }, t.state === 'done' ? m.launch_unticked({ title: t.title }) : m.launch_ticked({ title: t.title }))
  const step = (by: number) => {
    const next = Math.max(0, Math.min(tasks.length - 1, at + by))
    setAt(next)
    document.getElementById(`task-${tasks[next]?.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const may = right.may !== 'no' && !p.archivedAt
  // Whose task it is says that it is done, whoever decides about the plan.
  const ticks = (t: Task) => !p.archivedAt && (right.may !== 'no' || t.mine)
  const keys = { j: () => step(1), k: () => step(-1), x: here && ticks(here) ? () => tick(here) : undefined, e: here ? () => setEditing(here) : undefined, n: may ? () => setEditing('new') : undefined, m: may && !p.launchedOn ? onMove : undefined }
  const fill = (tier: number) => void act('POST', `/launches/${p.id}/fill`, { tier }, m.launch_filled())
  const actions = may && (
    <>
      <Button icon="plus" kbd="n" onClick={() => setEditing('new')}>
        {m.launch_task_new()}
      </Button>
      {p.tasks.length === 0 && (
        <Button variant="primary" onClick={() => fill(p.tier)}>
          {m.launch_fill()}
        </Button>
      )}
    </>
  )
  return (
    <div ref={screenKeys(keys)} className="flex flex-col gap-4">
      <Held plan={p} />
      <ul aria-label={m.launch_departments()} className="grid gap-2 max-md:grid-cols-2 md:grid-cols-4 xl:grid-cols-7">
        {p.departments.map((d) => (
          <Tile key={d.name} department={d} today={p.today} chosen={only === d.name} onChoose={() => setOnly(only === d.name ? undefined : d.name)} />
        ))}
      </ul>
      {p.tasks.length === 0 ? (
        <EmptyState icon="list-checks" title={m.launch_no_tasks()} text={m.launch_no_tasks_text()} action={<span className="flex flex-wrap justify-center gap-2">{actions}</span>} />
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <h2 className="text-13 font-semibold">{only ? departmentName(only) : m.launch_tasks()}</h2>
            <span className="tabular text-12 text-text-muted">{tasks.length}</span>
            <span className="ml-auto flex gap-2">{actions}</span>
          </div>
          {tasks.length === 0 && <p className="text-text-muted">{m.launch_none_of_department()}</p>}
          <ul aria-label={m.launch_tasks()} className="divide-y border-y">
            {tasks.map((t, i) => (
              <Row key={t.id} plan={p} task={t} here={t === here} ticks={ticks(t)} onTick={() => tick(t)} onEdit={() => setEditing(t)} onHere={() => setAt(i)} />
            ))}
          </ul>
        </>
      )}
      {editing && <TaskDialog plan={p} task={editing === 'new' ? undefined : editing} department={only} onClose={() => setEditing(undefined)} />}
    </div>
  )
}

/** What holds the launch up: the chain of tasks, and what else is in the way. */
function Held({ plan: p }: { plan: Plan }) {
  const { chain, expected, holds } = p.readiness
  if (p.launchedOn || (chain.length === 0 && holds.length === 0)) return null
  const of = new Map(p.tasks.map((t) => [t.id, t]))
  const late = p.day && expected ? daysBetween(p.day, expected) : 0
  return (
    <Callout tone={late > 0 ? 'red' : 'amber'} title={late > 0 ? m.launch_held_late({ day: sayDay(expected, p.today), days: late }) : m.launch_held()}>
      {chain.length > 0 && (
        <ol aria-label={m.launch_chain()} className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {chain.map((id, i) => {
            const t = of.get(id)
            if (!t) return null
            return (
              <li key={id} className="inline-flex min-w-0 items-center gap-2">
                {i > 0 && <Icon name="arrow-right" size={12} className="shrink-0" />}
                <span>
                  {t.title} <span className="text-12">({t.late > 0 ? m.launch_late_by({ department: departmentName(t.department), days: t.late }) : m.launch_slips_by({ department: departmentName(t.department), days: t.slip })})</span>
                </span>
              </li>
            )
          })}
        </ol>
      )}
      {holds.length > 0 && (
        <ul>
          {holds.map((h) => (
            <li key={h.what + h.id + h.name}>{sayHold(h, p.today)}</li>
          ))}
        </ul>
      )}
    </Callout>
  )
}

function sayHold(h: Plan['readiness']['holds'][number], today: string): string {
  switch (h.what) {
    case 'release day':
      return m.launch_hold_day({ name: h.name, day: sayDay(h.says, today) })
    case 'release':
      return h.says === 'no-go' ? m.launch_hold_stopped({ name: h.name }) : m.launch_hold_release({ name: h.name, state: h.says })
    case 'answer':
      return m.launch_hold_answer({ name: departmentName(h.name), answer: answerLook(h.says).name() })
    case 'announcement':
      return h.says === 'declined' ? m.launch_hold_declined({ name: h.name }) : m.launch_hold_asked({ name: h.name })
    default:
      return m.launch_hold_gate()
  }
}

function Tile({ department: d, today, chosen, onChoose }: { department: Department; today: string; chosen: boolean; onChoose: () => void }) {
  const name = departmentName(d.name)
  return (
    <li className="min-w-0">
      <button type="button" aria-pressed={chosen} onClick={onChoose} className={cx('flex h-full w-full min-w-0 flex-col items-start gap-1.5 rounded border p-2 text-left hover:bg-bg-hover', chosen && 'border-accent bg-bg-selected')}>
        <span className="flex w-full min-w-0 items-center justify-between gap-1">
          <span className="truncate text-13 font-medium">{name}</span>
          <span className="tabular text-12 text-text-muted">{d.tasks > 0 ? `${d.done}/${d.tasks}` : ''}</span>
        </span>
        <Stands stands={d.stands} />
        {d.percent !== null && <Progress value={d.percent / 100} label={name} text={m.launch_ready_percent({ percent: d.percent })} tone={d.late > 0 ? 'red' : 'accent'} />}
        <span className="mt-auto truncate text-12 text-text-muted">{d.late > 0 ? m.launch_n_late({ count: d.late }) : d.next ? m.launch_next({ day: sayDay(d.next, today) }) : d.notNeeded > 0 && d.tasks === 0 ? m.launch_not_needed() : '\u00a0'}</span>
      </button>
    </li>
  )
}

interface RowProps {
  plan: Plan
  task: Task
  here: boolean
  ticks: boolean
  onTick: () => void
  onEdit: () => void
  onHere: () => void
}

function Row({ plan: p, task: t, here, ticks, onTick, onEdit, onHere }: RowProps) {
  const over = t.state === 'not needed'
  const waits = t.waits.map((id) => p.tasks.find((x) => x.id === id)?.title).filter(Boolean)
  return (
    <li id={`task-${t.id}`} onMouseDown={onHere} onFocus={onHere} aria-current={here || undefined} className={cx('grid grid-cols-[auto_minmax(0,1fr)_auto] items-start gap-x-3 gap-y-0.5 px-1 py-1.5 md:grid-cols-[auto_minmax(0,1fr)_7rem_9rem_auto]', here && 'bg-bg-selected')}>
      <span className="pt-0.5">
        <Checkbox hideLabel label={m.launch_tick({ title: t.title })} checked={t.state === 'done'} disabled={!ticks || over} onChange={onTick} />
      </span>
      <div className="min-w-0">
        <button type="button" onClick={onEdit} className={cx('min-h-6 rounded text-left text-13 wrap-anywhere hover:underline', (t.state === 'done' || over) && 'text-text-muted', over && 'line-through')}>
          {t.title}
        </button>
        <p className="flex flex-wrap items-center gap-x-3 text-12 text-text-muted">
          {t.state === 'doing' && <span>{stateName(t.state)}</span>}
          {t.late > 0 && <span className="text-red-text">{m.launch_n_days_late({ count: t.late })}</span>}
          {t.late === 0 && t.slip > 0 && <span className="text-amber-text">{m.launch_expected({ day: sayDay(t.expected, p.today) })}</span>}
          {waits.length > 0 && <span>{m.launch_waits({ for: waits.join(', ') })}</span>}
          {over && <span>{m.launch_because({ reason: t.reason })}</span>}
          {t.produces && !over && <span>{t.produces}</span>}
          {t.link && (
            <a href={t.link} target="_blank" rel="noopener noreferrer" className="inline-flex min-h-6 items-center gap-1 rounded text-accent-text hover:underline">
              <Icon name="external-link" size={12} />
              {m.launch_result()}
            </a>
          )}
          {t.file && (
            <a href={`/api/v1/attachments/${t.file}/content`} className="inline-flex min-h-6 items-center gap-1 rounded text-accent-text hover:underline">
              <Icon name="download" size={12} />
              {m.launch_file()}
            </a>
          )}
        </p>
      </div>
      <span className="truncate pt-0.5 text-12 text-text-muted max-md:hidden">{departmentName(t.department)}</span>
      <span className="tabular pt-0.5 text-12 text-text-muted max-md:col-start-2">
        {t.due && <span className={cx('pr-2', t.late > 0 && 'text-red-text')}>{sayDay(t.due, p.today)}</span>}
        <span className={cx(t.due && 'text-text-faint')}>{t.on ? m.launch_fixed() : sayOffset(t.offset)}</span>
        <span className="md:hidden"> · {departmentName(t.department)}</span>
      </span>
      <span className="flex items-center gap-1 max-md:col-start-3 max-md:row-start-1">
        <Owner id={t.owner} />
        <IconButton size="sm" icon="pencil" label={m.launch_task_edit({ title: t.title })} onClick={onEdit} />
      </span>
    </li>
  )
}
