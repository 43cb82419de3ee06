/** Skills of both careers with their levels, and what each step of a ladder expects. */
import { useState } from 'react'

import { useAsk } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { useAddressed } from '@/record/screen/shown'
import { Badge } from '@/ui/badge'
import { Button, IconButton } from '@/ui/button'
import { NumberInput, TextArea, TextInput } from '@/ui/input'
import { SkeletonRows } from '@/ui/skeleton'
import { ErrorState } from '@/ui/state'
import { Segmented } from '@/ui/tabs'

import { Level } from './Level'
import { type Ability, type Job, jobName, jobs, type Ladders, type Rung } from './types'

export const ladderKinds = ['skill', 'ladder_step']

export function LaddersView() {
  const { value, error, retry } = useAsk<Ladders>('/skills', ladderKinds)
  const [at, setJob] = useAddressed('job')
  const job: Job = at === 'owner' ? 'owner' : 'manager'
  const [skill, setSkill] = useState<Ability | 'new'>()
  const [step, setStep] = useState<Rung | 'new'>()
  if (!value) return <div className="px-4 py-4">{error ? <ErrorState text={error.detail} onRetry={retry} /> : <SkeletonRows count={12} />}</div>
  const skills = value.skills.filter((s) => s.job === job && !s.gone)
  const steps = value.steps.filter((s) => s.job === job && !s.gone)
  const gone = [...value.skills, ...value.steps].filter((s) => s.job === job && s.gone)
  return (
    <div className="flex flex-col gap-8 px-4 py-4">
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label={m.growth_career()} value={job} onChange={(j) => setJob(j === 'manager' ? undefined : j)} options={jobs.map((j) => ({ value: j, label: jobName(j) }))} />
        <p className="min-w-0 text-12 text-text-muted">{m.growth_ladders_text()}</p>
      </div>
      <Part
        title={m.growth_ladder()}
        note={m.growth_steps({ count: steps.length })}
        actions={
          <Button size="sm" icon="plus" onClick={() => setStep('new')}>
            {m.growth_step_add()}
          </Button>
        }
      >
        <Expected skills={skills} steps={steps} onEdit={setStep} />
      </Part>
      <Part
        title={m.growth_skills()}
        note={skills.length}
        actions={
          <Button size="sm" icon="plus" onClick={() => setSkill('new')}>
            {m.growth_skill_add()}
          </Button>
        }
      >
        <ul className="flex flex-col">
          {skills.map((s) => (
            <li key={s.name} className="border-b py-3 text-13">
              <div className="flex items-center gap-2">
                <h3 className="font-medium">{s.title}</h3>
                {s.from === 'workspace' && <Badge>{m.growth_own()}</Badge>}
                <span className="min-w-0 flex-1 text-text-muted">{s.about}</span>
                <IconButton icon="pencil" size="sm" label={m.growth_edit_of({ what: s.title })} onClick={() => setSkill(s)} />
              </div>
              <ol className="mt-1 grid gap-x-4 gap-y-1 md:grid-cols-5">
                {s.levels.map((l, i) => (
                  <li key={i} className="flex gap-1.5 text-12 text-text-muted md:flex-col">
                    <Level value={i + 1} />
                    {l}
                  </li>
                ))}
              </ol>
            </li>
          ))}
        </ul>
      </Part>
      {gone.length > 0 && <Gone all={gone} />}
      {skill && <EditSkill skill={skill === 'new' ? undefined : skill} job={job} onClose={() => setSkill(undefined)} />}
      {step && <EditStep step={step === 'new' ? undefined : step} job={job} skills={skills} onClose={() => setStep(undefined)} />}
    </div>
  )
}

function Gone({ all }: { all: readonly (Ability | Rung)[] }) {
  const act = useAct()
  return (
    <Part title={m.growth_gone()}>
      <ul className="text-13">
        {all.map((s) => (
          <li key={s.name} className="flex min-h-8 items-center gap-3 border-b">
            <span className="text-text-muted line-through">{s.title}</span>
            <Button size="sm" variant="ghost" onClick={() => void act('POST', 'levels' in s ? '/skills/reset' : '/ladders/reset', { name: s.name }, m.growth_duty_back())}>
              {m.growth_bring_back()}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Expected({ skills, steps, onEdit }: { skills: readonly Ability[]; steps: readonly Rung[]; onEdit: (s: Rung) => void }) {
  return (
    <div role="region" aria-label={m.growth_ladder()} tabIndex={0} className="quiet-scroll overflow-x-auto">
      <table className="border-collapse text-left text-13">
        <thead>
          <tr className="border-b align-bottom text-12 text-text-muted [&>th]:py-1 [&>th]:pr-3 [&>th]:font-medium">
            <th scope="col" className="sticky left-0 z-10 bg-bg">{m.growth_skill()}</th>
            {steps.map((s) => (
              <th key={s.name} scope="col" title={s.about} className="w-32">
                <span className="flex items-center gap-1">
                  {s.title}
                  <IconButton icon="pencil" size="sm" label={m.growth_edit_of({ what: s.title })} onClick={() => onEdit(s)} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {skills.map((k) => (
            <tr key={k.name} className="h-row border-b">
              <th scope="row" className="sticky left-0 z-10 bg-bg pr-6 font-normal whitespace-nowrap max-sm:max-w-36 max-sm:pr-3 max-sm:whitespace-normal">
                {k.title}
              </th>
              {steps.map((s) => {
                const l = s.expects[k.name]
                return (
                  <td key={s.name} title={l ? k.levels[l - 1] : undefined} className="pr-3">
                    {l ? <Level value={l} /> : <span className="text-text-muted">–</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function EditSkill({ skill, job, onClose }: { skill: Ability | undefined; job: Job; onClose: () => void }) {
  const act = useAct()
  const right = useMay('people.set', undefined)
  const [title, setTitle] = useState(skill?.title ?? '')
  const [about, setAbout] = useState(skill?.about ?? '')
  const [question, setQuestion] = useState(skill?.question ?? '')
  const [levels, setLevels] = useState<readonly string[]>(skill?.levels ?? ['', '', '', '', ''])
  const send = async (gone: boolean) => {
    if (await act('POST', '/skills', { name: skill?.name, job, title, about, question, levels, gone }, gone ? m.growth_duty_gone() : m.growth_saved())) onClose()
  }
  const reset = async () => {
    if (await act('POST', '/skills/reset', { name: skill?.name }, m.growth_duty_back())) onClose()
  }
  return (
    <Ask title={skill ? m.growth_edit_of({ what: skill.title }) : m.growth_skill_add()} action={right.may === 'propose' ? m.growth_propose() : m.growth_save()} ready={title.trim() !== '' && levels.every((l) => l.trim() !== '')} size="lg" onSend={() => send(false)} onClose={onClose}>
      <TextInput autoFocus label={m.growth_name()} value={title} onChange={setTitle} maxLength={120} required />
      <TextArea label={m.growth_about()} value={about} onChange={setAbout} maxLength={1000} autoGrow />
      <TextArea label={m.growth_question()} value={question} onChange={setQuestion} maxLength={1000} autoGrow />
      {levels.map((l, i) => (
        <TextInput key={i} label={m.growth_level({ n: i + 1 })} value={l} onChange={(t) => setLevels(levels.map((x, n) => (n === i ? t : x)))} maxLength={500} required />
      ))}
      {skill && <Removal own={skill.from === 'workspace'} onGone={() => void send(true)} onReset={() => void reset()} />}
    </Ask>
  )
}

function Removal({ own, onGone, onReset }: { own: boolean; onGone: () => void; onReset: () => void }) {
  return (
    <div className="flex gap-2">
      <Button size="sm" variant="ghost" onClick={onGone}>
        {m.growth_take_out()}
      </Button>
      {own && (
        <Button size="sm" variant="ghost" onClick={onReset}>
          {m.growth_reset()}
        </Button>
      )}
    </div>
  )
}

function EditStep({ step, job, skills, onClose }: { step: Rung | undefined; job: Job; skills: readonly Ability[]; onClose: () => void }) {
  const act = useAct()
  const right = useMay('people.set', undefined)
  const [title, setTitle] = useState(step?.title ?? '')
  const [about, setAbout] = useState(step?.about ?? '')
  const [expects, setExpects] = useState<Record<string, number>>(step?.expects ?? {})
  const set = (name: string, value: number | null) => {
    const { [name]: _, ...rest } = expects
    setExpects(value === null ? rest : { ...rest, [name]: value })
  }
  const send = async (gone: boolean) => {
    if (await act('POST', '/ladders', { name: step?.name, job, title, about, place: step?.place, expects, gone }, gone ? m.growth_duty_gone() : m.growth_saved())) onClose()
  }
  const reset = async () => {
    if (await act('POST', '/ladders/reset', { name: step?.name }, m.growth_duty_back())) onClose()
  }
  return (
    <Ask title={step ? m.growth_edit_of({ what: step.title }) : m.growth_step_add()} action={right.may === 'propose' ? m.growth_propose() : m.growth_save()} ready={title.trim() !== ''} onSend={() => send(false)} onClose={onClose}>
      <TextInput autoFocus label={m.growth_name()} value={title} onChange={setTitle} maxLength={120} required />
      <TextArea label={m.growth_about()} value={about} onChange={setAbout} maxLength={1000} autoGrow />
      <div className="grid gap-3 sm:grid-cols-2">
        {skills.map((s) => (
          <NumberInput key={s.name} label={s.title} value={expects[s.name] ?? null} onChange={(v) => set(s.name, v)} min={1} max={5} step={1} format={{ maximumFractionDigits: 0 }} />
        ))}
      </div>
      {step && <Removal own={step.from === 'workspace'} onGone={() => void send(true)} onReset={() => void reset()} />}
    </Ask>
  )
}
