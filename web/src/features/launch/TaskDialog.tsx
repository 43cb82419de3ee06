import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { changed } from '@/lib/changed'
import { m } from '@/locales/gen/messages.js'
import { proposes, usePersonOptions } from '@/record/fields/editor-options'
import { departmentName, departments, type DepartmentName, type Plan, readOffset, sayOffset, stateName, type Task, type TaskState } from '@/record/launch/launch'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { confirm } from '@/ui/dialog'
import { Field, NumberInput, RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

interface Props {
  plan: Plan
  /** What is changed; a new one is made without. */
  task: Task | undefined
  department: string | undefined
  onClose: () => void
}

interface Attachment {
  id: string
  name: string
  url: string
}

const taskStates: readonly TaskState[] = ['to do', 'doing', 'done', 'not needed']
const isDepartment = (d: string | undefined): d is DepartmentName => departments.includes(d as DepartmentName)

/** A task of a launch: what, who, when, after what, and what came of it. */
export function TaskDialog({ plan: p, task: t, department, onClose }: Props) {
  const act = useAct()
  const right = useMay('launch.plan', p.product)
  const people = usePersonOptions()
  const files = useAsk<Attachment[]>(`/records/${p.id}/attachments`, ['attachment'])
  const [title, setTitle] = useState(t?.title ?? '')
  const [dept, setDept] = useState<DepartmentName>(t?.department ?? (isDepartment(department) ? department : 'product'))
  const [owner, setOwner] = useState(t?.owner ?? '')
  const [fixed, setFixed] = useState<'relative' | 'fixed'>(t?.on ? 'fixed' : 'relative')
  const [offset, setOffset] = useState(sayOffset(t?.offset ?? -7))
  const [on, setOn] = useState<string | null>(t?.on ?? null)
  const [days, setDays] = useState<number | null>(t?.days ?? 1)
  const [after, setAfter] = useState<string[]>(t?.after ?? [])
  const [produces, setProduces] = useState(t?.produces ?? '')
  const [note, setNote] = useState(t?.note ?? '')
  const [state, setState] = useState<TaskState>(t?.state ?? 'to do')
  const [reason, setReason] = useState(t?.reason ?? '')
  const [address, setAddress] = useState(t?.link ?? '')
  const [file, setFile] = useState(t?.file ?? '')
  const n = readOffset(offset)
  const ready = title.trim() !== '' && days !== null && (fixed === 'fixed' ? on !== null : n !== undefined) && (state !== 'not needed' || reason.trim() !== '')
  const due = fixed === 'fixed' ? { on: on ?? '' } : t?.on ? { offset: n, on: '' } : { offset: n }

  const send = async () => {
    const all = { title: title.trim(), department: dept, owner, ...due, days, after, produces: produces.trim(), note }
    if (!t) {
      if (await act('POST', '/launchtasks', { launch: p.id, ...all, on: fixed === 'fixed' ? on : undefined }, m.launch_task_added({ title: title.trim() }))) onClose()
      return
    }
    const was = { ...t, owner: t.owner ?? '', on: t.on ?? '', file: t.file ?? '' }
    const now = { ...all, state, reason: state === 'not needed' ? reason.trim() : t.reason && state === t.state ? t.reason : '', link: address.trim(), file }
    // Only what is another: whoever owns it says how far it is without asking.
    const change = changed(now, was)
    if (Object.keys(change).length === 0 || (await act('PATCH', `/launchtasks/${t.id}`, change, m.launch_task_saved({ title: title.trim() })))) onClose()
  }
  const drop = async () => {
    if (!t || !(await confirm({ title: m.launch_task_delete_ask({ title: t.title }), action: m.launch_task_delete(), danger: true }))) return
    if (await act('DELETE', `/launchtasks/${t.id}`, undefined, m.launch_task_deleted({ title: t.title }))) onClose()
  }

  return (
    <Ask title={t ? m.launch_task() : m.launch_task_new()} text={t?.mine ? undefined : proposes(right)} action={t ? m.launch_save() : m.launch_add()} ready={ready} size="lg" onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.launch_task_title()} value={title} onChange={setTitle} required maxLength={300} />
      {t && <RadioGroup row label={m.launch_state()} value={state} onChange={setState} options={taskStates.map((s) => ({ value: s, label: stateName(s) }))} />}
      {state === 'not needed' && <TextInput label={m.launch_reason()} value={reason} onChange={setReason} required maxLength={2000} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={m.launch_department()}>
          <Select value={dept} onChange={setDept} options={departments.map((d) => ({ value: d, label: departmentName(d) }))} />
        </Field>
        <Field label={m.launch_owner()}>
          <Combobox label={m.launch_owner()} value={owner} onChange={(v) => setOwner(v ?? '')} options={people} />
        </Field>
        <RadioGroup
          row
          label={m.launch_due()}
          value={fixed}
          onChange={setFixed}
          options={[
            { value: 'relative', label: m.launch_due_relative() },
            { value: 'fixed', label: m.launch_due_fixed() },
          ]}
        />
        {fixed === 'relative' ? (
          <TextInput label={m.launch_offset()} hint={m.launch_offset_hint()} error={n === undefined ? m.launch_offset_wrong() : undefined} value={offset} onChange={setOffset} />
        ) : (
          <Field label={m.launch_due_day()}>
            <DatePicker label={m.launch_due_day()} value={on} onChange={setOn} />
          </Field>
        )}
        <NumberInput label={m.launch_days()} hint={m.launch_days_hint()} value={days} onChange={setDays} min={0} max={120} />
        <Field label={m.launch_after()}>
          <Combobox multiple label={m.launch_after()} value={after} onChange={setAfter} options={p.tasks.filter((x) => x.id !== t?.id).map((x) => ({ value: x.id, label: x.title, hint: departmentName(x.department) }))} />
        </Field>
      </div>
      <TextInput label={m.launch_produces()} value={produces} onChange={setProduces} maxLength={300} />
      {t && (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextInput label={m.launch_link()} type="url" placeholder="https://" value={address} onChange={setAddress} maxLength={2000} />
          <Field label={m.launch_file()} hint={m.launch_file_hint()}>
            <Select value={file} onChange={setFile} options={[{ value: '', label: m.launch_no_file() }, ...(files.value ?? []).filter((f) => !f.url).map((f) => ({ value: f.id, label: f.name }))]} />
          </Field>
        </div>
      )}
      <TextArea label={m.launch_note()} value={note} onChange={setNote} rows={3} autoGrow maxLength={20000} />
      {t && right.may !== 'no' && (
        <Button size="sm" variant="ghost" icon="trash-2" className="self-start" onClick={() => void drop()}>
          {m.launch_task_delete()}
        </Button>
      )}
    </Ask>
  )
}
