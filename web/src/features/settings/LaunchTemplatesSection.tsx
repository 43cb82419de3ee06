import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { decisionWords } from '@/lib/decisions'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { type Blueprint, departmentName, departments, readOffset, sayOffset, tierName } from '@/record/launch/launch'
import { Ask } from '@/record/screen/Ask'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { confirm } from '@/ui/dialog'
import { Field, NumberInput, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'

import { Block, Loaded, RightNote, Section } from './Section'
import { usePress } from './send'
import { useMay } from './useHere'

interface Template {
  tier: number
  own: boolean
  tasks: Blueprint[]
}

/** What launches of each tier begin with. */
export default function LaunchTemplatesSection() {
  const right = useMay('launch.plan', undefined)
  const asked = useAsk<Template[]>('/launchtemplates', ['launch_template'])
  return (
    <Section title={m.launch_templates()} text={m.launch_templates_text()}>
      <RightNote right={right} what={decisionWords('launch.plan')} />
      <Loaded ask={asked}>
        {(all) => (
          <>
            {all.map((t) => (
              <OneTier key={t.tier} template={t} may={right.may !== 'no'} onDone={asked.retry} />
            ))}
          </>
        )}
      </Loaded>
    </Section>
  )
}

const blank = (): Blueprint => ({ id: ulid().toLowerCase(), department: 'product', title: '', note: '', produces: '', offset: -7, days: 1, after: [] })

function OneTier({ template: t, may, onDone }: { template: Template; may: boolean; onDone: () => void }) {
  const press = usePress()
  const [editing, setEditing] = useState<Blueprint>()
  const keep = async (tasks: Blueprint[]) => {
    const done = await press('POST', '/launchtemplates/set', { tier: t.tier, tasks })
    if (done) onDone()
    return done
  }
  const drop = async (b: Blueprint) => {
    if (!(await confirm({ title: m.launch_task_delete_ask({ title: b.title }), action: m.launch_task_delete(), danger: true }))) return
    await keep(t.tasks.filter((x) => x.id !== b.id).map((x) => ({ ...x, after: x.after.filter((a) => a !== b.id) })))
  }
  const reset = async () => {
    if (!(await confirm({ title: m.launch_template_reset_ask({ tier: tierName(t.tier) }), action: m.launch_template_reset(), danger: true }))) return
    if (await press('POST', '/launchtemplates/reset', { tier: t.tier })) onDone()
  }
  const save = async (b: Blueprint) => {
    const there = t.tasks.some((x) => x.id === b.id)
    if (await keep(there ? t.tasks.map((x) => (x.id === b.id ? b : x)) : [...t.tasks, b])) setEditing(undefined)
  }
  const sorted = [...t.tasks].sort((a, b) => a.offset - b.offset)
  return (
    <Block
      title={tierName(t.tier)}
      actions={
        <>
          <Badge>{t.own ? m.launch_template_own() : m.launch_template_as_came()}</Badge>
          {may && t.own && (
            <Button size="sm" variant="ghost" onClick={() => void reset()}>
              {m.launch_template_reset()}
            </Button>
          )}
          {may && (
            <Button size="sm" icon="plus" onClick={() => setEditing(blank())}>
              {m.launch_task_new()}
            </Button>
          )}
        </>
      }
    >
      {t.tasks.length === 0 && <p className="text-text-muted">{m.launch_template_empty()}</p>}
      <ul className="divide-y border-y">
        {sorted.map((b) => (
          <li key={b.id} className="flex min-h-row flex-wrap items-center gap-x-3 py-1">
            <span className="tabular w-12 shrink-0 text-12 text-text-muted">{sayOffset(b.offset)}</span>
            <span className="min-w-0 flex-1 basis-40">{b.title}</span>
            <span className="text-12 text-text-muted">{departmentName(b.department)}</span>
            {may && (
              <span className="flex">
                <IconButton size="sm" icon="pencil" label={m.launch_task_edit({ title: b.title })} onClick={() => setEditing(b)} />
                <IconButton size="sm" icon="trash-2" label={m.launch_task_delete_of({ title: b.title })} onClick={() => void drop(b)} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {editing && <EditBlueprint task={editing} others={t.tasks.filter((x) => x.id !== editing.id)} onSave={save} onClose={() => setEditing(undefined)} />}
    </Block>
  )
}

function EditBlueprint({ task, others, onSave, onClose }: { task: Blueprint; others: Blueprint[]; onSave: (b: Blueprint) => Promise<void>; onClose: () => void }) {
  const [b, setB] = useState(task)
  const [offset, setOffset] = useState(sayOffset(task.offset))
  const n = readOffset(offset)
  const set = (of: Partial<Blueprint>) => setB({ ...b, ...of })
  return (
    <Ask title={m.launch_task()} action={m.launch_save()} ready={b.title.trim() !== '' && n !== undefined} size="lg" onSend={() => onSave({ ...b, title: b.title.trim(), offset: n ?? 0 })} onClose={onClose}>
      <TextInput autoFocus label={m.launch_task_title()} value={b.title} onChange={(title) => set({ title })} required maxLength={300} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={m.launch_department()}>
          <Select value={b.department} onChange={(department) => set({ department })} options={departments.map((d) => ({ value: d, label: departmentName(d) }))} />
        </Field>
        <TextInput label={m.launch_offset()} hint={m.launch_offset_hint()} error={n === undefined ? m.launch_offset_wrong() : undefined} value={offset} onChange={setOffset} />
        <NumberInput label={m.launch_days()} hint={m.launch_days_hint()} value={b.days} onChange={(days) => set({ days: days ?? 0 })} min={0} max={120} />
        <Field label={m.launch_after()}>
          <Combobox multiple label={m.launch_after()} value={b.after} onChange={(after) => set({ after })} options={others.map((x) => ({ value: x.id, label: x.title }))} />
        </Field>
      </div>
      <TextInput label={m.launch_produces()} value={b.produces} onChange={(produces) => set({ produces })} maxLength={300} />
      <TextArea label={m.launch_note()} value={b.note} onChange={(note) => set({ note })} rows={3} autoGrow maxLength={5000} />
    </Ask>
  )
}
