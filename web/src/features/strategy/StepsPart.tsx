import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import type { Right } from '@/data/rights'
import { sayDay } from '@/lib/when'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Owner } from '@/record/screen/Line'
import { useToday } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/cx'
import { DatePicker } from '@/ui/date'
import { Checkbox, Field, RadioGroup, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import type { Step } from './life'

/** Who is told and what is done before a product ends, each with its owner and day. */
export function StepsPart({ product, steps, right }: { product: string; steps: readonly Step[]; right: Right }) {
  const [editing, setEditing] = useState<Step | 'new'>()
  const act = useAct()
  const me = useMe().member.id
  const today = useToday()
  const tick = (s: Step) => void act('POST', '/sunset/steps', { product, step: s.id, doneOn: s.doneOn ? '' : today }, s.doneOn ? m.life_step_undone({ what: s.title }) : m.life_step_done({ what: s.title }))
  const remove = (s: Step) => void act('POST', '/sunset/steps/remove', { product, step: s.id }, m.life_step_removed())
  const sorted = steps.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
  return (
    <section aria-label={m.life_steps()}>
      <div className="flex items-center gap-2">
        <h3 className="text-13 font-semibold">{m.life_steps()}</h3>
        <span className="tabular text-12 text-text-muted">{m.life_steps_done({ done: steps.filter((s) => s.doneOn).length, all: steps.length })}</span>
        {right.may !== 'no' && (
          <Button size="sm" variant="ghost" icon="plus" className="ml-auto" onClick={() => setEditing('new')}>
            {m.life_step_add()}
          </Button>
        )}
      </div>
      {steps.length === 0 && <p className="text-13 text-text-muted">{m.life_steps_empty()}</p>}
      <ul className="flex flex-col">
        {sorted.map((s) => {
          const late = !s.doneOn && s.dueOn !== null && s.dueOn < today
          return (
            <li key={s.id} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1">
              <Checkbox checked={Boolean(s.doneOn)} disabled={right.may === 'no' && s.owner !== me} onChange={() => tick(s)} label={s.title} className={cx('min-w-0 grow basis-64 max-sm:basis-full', s.doneOn && 'text-text-muted')} />
              {s.sort === 'tell' && (
                <Badge tone="violet" icon="megaphone">
                  {s.how || m.life_tell()}
                </Badge>
              )}
              <span className={cx('tabular text-12', late ? 'font-medium text-red-text' : 'text-text-muted')}>
                {s.doneOn ? m.life_done_on({ day: sayDay(s.doneOn, today) }) : s.dueOn ? (late ? m.life_late_since({ day: sayDay(s.dueOn, today) }) : m.life_due_on({ day: sayDay(s.dueOn, today) })) : ''}
              </span>
              <Owner id={s.owner || undefined} />
              {right.may !== 'no' && (
                <span className="flex gap-1 max-sm:ml-auto">
                  <IconButton size="sm" icon="pencil" label={m.onepage_change({ what: s.title })} onClick={() => setEditing(s)} />
                  <IconButton size="sm" icon="x" label={m.life_step_remove({ what: s.title })} onClick={() => remove(s)} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {editing && <StepDialog product={product} step={editing === 'new' ? undefined : editing} right={right} onClose={() => setEditing(undefined)} />}
    </section>
  )
}

function StepDialog({ product, step: s, right, onClose }: { product: string; step: Step | undefined; right: Right; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const members = useMembers().filter((x) => x.status === 'active')
  const [sort, setSort] = useState<Step['sort']>(s?.sort ?? 'task')
  const [title, setTitle] = useState(s?.title ?? '')
  const [how, setHow] = useState(s?.how ?? '')
  const [owner, setOwner] = useState(s?.owner ?? '')
  const [dueOn, setDueOn] = useState(s?.dueOn ?? null)
  const send = async () => {
    const input = { product, step: s?.id, sort, title: title.trim(), how: sort === 'tell' ? how.trim() : '', owner, dueOn: dueOn ?? '' }
    if (await act('POST', '/sunset/steps', input, m.life_step_set())) onClose()
  }
  return (
    <Ask title={s ? m.life_step_change() : m.life_step_add()} action={right.may === 'propose' ? m.screens_propose() : m.screens_save()} ready={title.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput label={sort === 'tell' ? m.life_step_who() : m.life_step_what()} value={title} onChange={setTitle} maxLength={300} autoFocus />
      <RadioGroup
        label={m.life_step_sort()}
        row
        value={sort}
        onChange={setSort}
        options={[
          { value: 'task', label: m.life_task() },
          { value: 'tell', label: m.life_tell() },
        ]}
      />
      {sort === 'tell' && <TextInput label={m.life_step_how()} value={how} onChange={setHow} maxLength={300} />}
      <Field label={m.life_step_owner()}>
        <Select label={m.life_step_owner()} value={owner} onChange={setOwner} options={[{ value: '', label: m.delivery_nobody() }, ...members.map((x) => ({ value: x.id, label: x.name }))]} />
      </Field>
      <Field label={m.life_step_due()}>
        <DatePicker label={m.life_step_due()} value={dueOn} onChange={setDueOn} now={today} />
      </Field>
    </Ask>
  )
}
