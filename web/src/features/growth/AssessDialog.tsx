import { useState } from 'react'

import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useToday } from '@/record/screen/today'
import { DatePicker } from '@/ui/date'
import { Field, RadioGroup, TextArea, TextInput } from '@/ui/input'

import type { Ability, GrowthPage } from './types'

/** Rates each skill by what one does at each level; begins with what one said the last time. */
export function AssessDialog({ page, skills, onDone, onClose }: { page: GrowthPage; skills: readonly Ability[]; onDone: () => void; onClose: () => void }) {
  const act = useAct()
  const today = useToday()
  const last = page.assessments.find((a) => a.side === page.side)
  const [id] = useState(() => ulid(Date.now()))
  const [on, setOn] = useState<string | null>(today)
  const [levels, setLevels] = useState<Record<string, number>>(() => Object.fromEntries(Object.entries(last?.levels ?? {}).filter(([name]) => skills.some((s) => s.name === name))))
  const [notes, setNotes] = useState<Record<string, string>>({})
  const [word, setWord] = useState('')
  const send = async () => {
    const done = await act('POST', `/growth/${page.member}/assess`, { assessment: id, on, job: page.place!.job, levels, notes, word }, m.growth_assessed(), { final: true })
    if (!done) return
    onDone()
    onClose()
  }
  return (
    <Ask title={page.side === 'self' ? m.growth_assess_self() : m.growth_assess_as_lead()} text={m.growth_assess_text()} action={m.growth_save()} size="lg" ready={Boolean(on) && Object.keys(levels).length > 0} onSend={send} onClose={onClose}>
      <Field label={m.growth_on()}>
        <DatePicker label={m.growth_on()} value={on} onChange={setOn} />
      </Field>
      {skills.map((s) => (
        <div key={s.name} className="flex flex-col gap-2 border-b pb-3">
          <RadioGroup
            label={s.title}
            value={levels[s.name] ? String(levels[s.name]) : null}
            onChange={(v) => setLevels({ ...levels, [s.name]: Number(v) })}
            options={s.levels.map((l, i) => ({ value: String(i + 1), label: `${i + 1} · ${l}` }))}
          />
          <TextInput label={m.growth_rests_on({ skill: s.title })} value={notes[s.name] ?? ''} onChange={(t) => setNotes({ ...notes, [s.name]: t })} maxLength={1000} />
        </div>
      ))}
      <TextArea label={m.growth_word()} value={word} onChange={setWord} maxLength={5000} autoGrow />
    </Ask>
  )
}
