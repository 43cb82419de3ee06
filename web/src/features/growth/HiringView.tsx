/** Places to be filled, with their role descriptions, candidates and scorecards. */
import { useState } from 'react'

import { address } from '@/data/client'
import { useAsk, useData, useMe, useMembers } from '@/data/hooks'
import { problemOf } from '@/data/types'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { whyRefused } from '@/record/fields/refusal'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { screenAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { useAddressed } from '@/record/screen/shown'
import { useProduct } from '@/record/screen/today'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { Combobox } from '@/ui/combobox'
import { Field, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { choices, type Job, jobName, type Ladders, nameIn, type Vacancy } from './types'
import { VacancyView } from './VacancyView'
import { stateTone, vacancyState } from './words'

export function HiringView({ product }: { product: string }) {
  const [shown] = useAddressed('vacancy')
  return shown ? <VacancyView id={shown} product={product} /> : <Vacancies product={product} />
}

function Vacancies({ product }: { product: string }) {
  const { value, error, retry } = useAsk<Vacancy[]>(address('/vacancies', { product }), ['vacancy'])
  const ladders = useAsk<Ladders>('/skills', ['skill', 'ladder_step'])
  const members = useMembers()
  const link = useLink()
  const [opening, setOpening] = useState(false)
  const add = (
    <Button icon="plus" onClick={() => setOpening(true)}>
      {m.growth_vacancy_open()}
    </Button>
  )
  if (!value) return <div className="px-4 py-4">{error ? <ErrorState text={error.detail} onRetry={retry} /> : <SkeletonRows count={4} />}</div>
  return (
    <div className="flex max-w-5xl flex-col gap-4 px-4 py-4">
      {value.length === 0 ? <EmptyState icon="briefcase" title={m.growth_vacancies_none()} text={m.growth_vacancies_none_text()} action={add} /> : <div className="flex justify-end">{add}</div>}
      <ul>
        {value.map((v) => (
          <li key={v.id} className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5 text-13">
            <a {...link(screenAddress(product, 'growth', { view: 'hiring', vacancy: v.id }))} className="font-medium hover:underline">
              {v.title}
            </a>
            <Badge tone={stateTone[v.state]}>{vacancyState[v.state]()}</Badge>
            <span className="text-text-muted">{ladders.value?.steps.find((s) => s.name === v.step)?.title}</span>
            <span className="ml-auto text-12 text-text-muted">{v.interviewers.length === 0 ? m.growth_vacancy_alone({ name: nameIn(members, v.lead) }) : m.growth_vacancy_by({ name: nameIn(members, v.lead), count: v.interviewers.length })}</span>
          </li>
        ))}
      </ul>
      {opening && ladders.value && <OpenDialog product={product} ladders={ladders.value} onClose={() => setOpening(false)} />}
    </div>
  )
}

function OpenDialog({ product, ladders, onClose }: { product: string; ladders: Ladders; onClose: () => void }) {
  const act = useAct()
  const data = useData()
  const me = useMe().member.id
  const members = useMembers()
  const here = useProduct(product)
  const right = useMay('people.set', undefined)
  const [id] = useState(() => ulid(Date.now()))
  const [step, setStep] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [lead, setLead] = useState<string | null>(me)
  const [interviewers, setInterviewers] = useState<string[]>([])
  const pick = async (name: string) => {
    setStep(name)
    try {
      setTitle((await data.call<{ title: string }>('GET', address('/vacancies/draft', { product, step: name }))).title)
    } catch (e) {
      toast({ text: whyRefused(problemOf(e)), tone: 'red' })
    }
  }
  const send = async () => {
    if (await act('POST', '/vacancies', { id, product, step, title, lead, interviewers }, m.growth_vacancy_opened())) onClose()
  }
  return (
    <Ask title={m.growth_vacancy_open()} text={m.growth_vacancy_open_text({ product: here?.title ?? product })} action={right.may === 'propose' ? m.growth_propose() : m.growth_vacancy_make()} ready={step !== null && title.trim() !== '' && lead !== null} onSend={send} onClose={onClose}>
      <Field label={m.growth_step()}>
        <Select label={m.growth_step()} value={step} placeholder={m.growth_step_pick()} onChange={(s) => void pick(s)} options={ladders.steps.filter((s) => !s.gone).map((s) => ({ value: s.name, label: s.title, hint: jobName(s.job as Job) }))} />
      </Field>
      <TextInput label={m.growth_name()} value={title} onChange={setTitle} maxLength={120} required />
      <Field label={m.growth_hires()}>
        <Combobox value={lead} onChange={setLead} options={choices(members)} placeholder={m.growth_to_pick()} />
      </Field>
      <Field label={m.growth_interviewers()}>
        <Combobox multiple value={interviewers} onChange={setInterviewers} options={choices(members)} placeholder={m.growth_to_pick()} />
      </Field>
    </Ask>
  )
}
