import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { type Blueprint, departmentName, type Plan, tierName, tiers } from '@/record/launch/launch'
import { proposes } from '@/record/fields/editor-options'
import { useAct } from '@/record/screen/act'
import { useGo } from '@/record/screen/address'
import { Ask } from '@/record/screen/Ask'
import { useFind } from '@/record/screen/find'
import { useMay } from '@/record/screen/may'
import { useRecords } from '@/record/screen/records'
import { useProduct } from '@/record/screen/today'
import { Combobox } from '@/ui/combobox'
import { DatePicker } from '@/ui/date'
import { Checkbox, Field, RadioGroup, TextInput } from '@/ui/input'

interface Template {
  tier: number
  tasks: Blueprint[]
}

/** Makes a launch of releases, with the tasks of its tier's template. */
export function BeginDialog({ product, onClose }: { product: string; onClose: () => void }) {
  const act = useAct()
  const go = useGo()
  const home = useProduct(product)
  const right = useMay('launch.plan', home?.id)
  const find = useFind(['release'], product)
  const templates = useAsk<Template[]>('/launchtemplates', ['launch_template'])
  const [title, setTitle] = useState('')
  const [tier, setTier] = useState('2')
  const [chosen, setChosen] = useState<string[]>([])
  const releases = useRecords(chosen)
  const [day, setDay] = useState<string | null>(null)
  const [filled, setFilled] = useState(true)
  const template = templates.value?.find((t) => String(t.tier) === tier)
  const due = releases.map((r) => (typeof r.dueOn === 'string' ? r.dueOn : '')).sort().at(-1)
  const send = async () => {
    const done = await act<Plan>('POST', '/launches/begin', { product, title: title.trim(), tier: Number(tier), releases: chosen, day: day ?? undefined, bare: !filled }, m.launch_made({ title: title.trim() }))
    if (!done) return
    onClose()
    if ('value' in done) go(`/p/${product}/launches/${done.value.key}`)
  }
  return (
    <Ask title={m.launch_new()} text={proposes(right)} action={m.launch_make()} ready={title.trim() !== ''} size="lg" onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.launch_title()} value={title} onChange={setTitle} required maxLength={500} />
      <RadioGroup label={m.launch_tier()} value={tier} onChange={setTier} options={tiers.map((t) => ({ value: String(t), label: tierName(t), hint: tierHints[t]() }))} />
      <Field label={m.launch_releases()} hint={m.launch_releases_hint()}>
        <Combobox multiple label={m.launch_releases()} value={chosen} onChange={setChosen} search={find} />
      </Field>
      <Field label={m.launch_day()} hint={!day && due ? m.launch_day_from_release() : undefined}>
        <DatePicker label={m.launch_day()} value={day ?? (due || null)} onChange={setDay} />
      </Field>
      <Checkbox
        label={m.launch_with_template({ count: template?.tasks.length ?? 0 })}
        hint={template && [...new Set(template.tasks.map((t) => departmentName(t.department)))].join(', ')}
        checked={filled}
        onChange={setFilled}
      />
    </Ask>
  )
}

const tierHints = { 1: m.launch_tier_1_hint, 2: m.launch_tier_2_hint, 3: m.launch_tier_3_hint }
