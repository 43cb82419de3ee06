import { useState } from 'react'

import { useMembers } from '@/data/hooks'
import { ulid } from '@/lib/ulid'
import { sayAge, sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Part } from '@/record/screen/Screen'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { DatePicker } from '@/ui/date'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { type Ability, type Goal, type GrowthPage, nameIn } from './types'

const stateNames = { open: m.growth_open, done: m.growth_done, dropped: m.growth_dropped }

/** What one does to grow: by which action, in which skill, by when, and how it goes. */
export function Goals({ page, skills, again }: { page: GrowthPage; skills: readonly Ability[]; again: () => void }) {
  const [editing, setEditing] = useState<Goal | 'new'>()
  const add = (
    <Button size="sm" icon="plus" onClick={() => setEditing('new')}>
      {m.growth_goal_add()}
    </Button>
  )
  return (
    <Part title={m.growth_goals()} note={page.goals.filter((g) => g.state === 'open').length} actions={add}>
      {page.goals.length === 0 && <p className="text-13 text-text-muted">{m.growth_goals_none()}</p>}
      <ul>
        {page.goals.map((g) => (
          <One key={g.id} page={page} goal={g} skills={skills} again={again} onEdit={() => setEditing(g)} />
        ))}
      </ul>
      {editing && <EditGoal page={page} goal={editing === 'new' ? undefined : editing} skills={skills} again={again} onClose={() => setEditing(undefined)} />}
    </Part>
  )
}

function One({ page, goal, skills, again, onEdit }: { page: GrowthPage; goal: Goal; skills: readonly Ability[]; again: () => void; onEdit: () => void }) {
  const act = useAct()
  const today = useToday()
  const members = useMembers()
  const [checking, setChecking] = useState(false)
  const late = goal.state === 'open' && goal.due !== '' && goal.due < today
  const set = async (state: Goal['state']) => {
    const { skill, action, due } = goal
    if (await act('POST', `/growth/${page.member}/goals`, { goal: goal.id, skill, action, due, state }, m.growth_saved(), { final: true })) again()
  }
  return (
    <li className="border-b py-2 text-13">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className={goal.state === 'open' ? 'min-w-0 font-medium' : 'min-w-0 text-text-muted'}>{goal.action}</span>
        {goal.skill && <Badge>{skills.find((s) => s.name === goal.skill)?.title ?? goal.skill}</Badge>}
        {goal.due && <span className={late ? 'text-12 text-red-text' : 'text-12 text-text-muted'}>{late ? m.growth_due_over({ day: sayDay(goal.due, today) }) : m.growth_due_on({ day: sayDay(goal.due, today) })}</span>}
        <span className="ml-auto flex items-center gap-1">
          <Select size="sm" label={m.growth_state_of({ what: goal.action })} value={goal.state} onChange={(s) => void set(s)} options={(['open', 'done', 'dropped'] as const).map((s) => ({ value: s, label: stateNames[s]() }))} />
          <Button size="sm" variant="ghost" onClick={() => setChecking(true)} aria-label={m.growth_check_of({ what: goal.action })}>
            {m.growth_check()}
          </Button>
          <Button size="sm" variant="ghost" onClick={onEdit} aria-label={m.growth_edit_of({ what: goal.action })}>
            {m.growth_change()}
          </Button>
        </span>
      </div>
      {goal.checks.length > 0 && (
        <ul className="mt-1 border-l pl-3 text-12 text-text-muted">
          {goal.checks.map((c, i) => (
            <li key={i} className="py-0.5">
              <span className="text-text">{c.note}</span> · {nameIn(members, c.by)}, {sayAge(c.at)}
            </li>
          ))}
        </ul>
      )}
      {checking && <CheckDialog page={page} goal={goal} again={again} onClose={() => setChecking(false)} />}
    </li>
  )
}

function CheckDialog({ page, goal, again, onClose }: { page: GrowthPage; goal: Goal; again: () => void; onClose: () => void }) {
  const act = useAct()
  const [note, setNote] = useState('')
  const send = async () => {
    if (!(await act('POST', `/growth/${page.member}/check`, { goal: goal.id, note }, m.growth_checked(), { final: true }))) return
    again()
    onClose()
  }
  return (
    <Ask title={m.growth_check_of({ what: goal.action })} action={m.growth_save()} size="sm" ready={note.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.growth_how_it_goes()} value={note} onChange={setNote} maxLength={2000} />
    </Ask>
  )
}

function EditGoal({ page, goal, skills, again, onClose }: { page: GrowthPage; goal: Goal | undefined; skills: readonly Ability[]; again: () => void; onClose: () => void }) {
  const act = useAct()
  const [id] = useState(() => goal?.id ?? ulid(Date.now()))
  const [action, setAction] = useState(goal?.action ?? '')
  const [skill, setSkill] = useState(goal?.skill ?? page.measures.find((x) => (x.gap ?? 0) > 0)?.skill ?? '')
  const [due, setDue] = useState<string | null>(goal?.due || null)
  const here = skills.filter((s) => s.job === (page.place?.job ?? s.job) && !s.gone)
  const send = async () => {
    if (!(await act('POST', `/growth/${page.member}/goals`, { goal: id, action, skill, due: due ?? '', state: goal?.state }, m.growth_saved(), { final: true }))) return
    again()
    onClose()
  }
  return (
    <Ask title={goal ? m.growth_edit_of({ what: goal.action }) : m.growth_goal_add()} action={m.growth_save()} ready={action.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.growth_action()} hint={m.growth_action_hint()} value={action} onChange={setAction} maxLength={500} required />
      <Field label={m.growth_skill()}>
        <Select label={m.growth_skill()} value={skill || null} placeholder={m.growth_no_skill()} onChange={setSkill} options={here.map((s) => ({ value: s.name, label: s.title }))} />
      </Field>
      <Field label={m.growth_due()}>
        <DatePicker label={m.growth_due()} value={due} onChange={setDue} />
      </Field>
    </Ask>
  )
}
