/** One vacancy: its role description, who interviews, what is asked, and its candidates. */
import { useState } from 'react'

import { useAsk, useMembers } from '@/data/hooks'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { screenAddress, useLink } from '@/record/screen/address'
import { useMay } from '@/record/screen/may'
import { Part } from '@/record/screen/Screen'
import { Button } from '@/ui/button'
import { EditableText } from '@/ui/cell'
import { Combobox } from '@/ui/combobox'
import { Field, TextArea, TextInput } from '@/ui/input'
import { Markdown } from '@/ui/markdown'
import { Select } from '@/ui/select'
import { Sheet } from '@/ui/sheet'
import { SkeletonRows } from '@/ui/skeleton'
import { EmptyState, ErrorState } from '@/ui/state'
import { toast } from '@/ui/toast'

import { Candidates } from './Candidates'
import { choices, type Ladders, nameIn, type Vacancy, type VacancyPage, proposes } from './types'
import { vacancyState } from './words'

export function VacancyView({ id, product }: { id: string; product: string }) {
  const page = useAsk<VacancyPage>(`/vacancies/${id}`, ['vacancy'])
  const ladders = useAsk<Ladders>('/skills', ['skill', 'ladder_step'])
  const link = useLink()
  const v = page.value
  return (
    <div className="flex max-w-5xl flex-col gap-6 px-4 py-4">
      <a {...link(screenAddress(product, 'growth', { view: 'hiring' }))} className="self-start text-13 text-accent-text hover:underline">
        {m.growth_back_hiring()}
      </a>
      {!v && (page.error ? <ErrorState text={page.error.detail} onRetry={page.retry} /> : <SkeletonRows count={8} />)}
      {v && ladders.value && (
        <>
          <Head v={v} />
          {v.sees ? (
            <Candidates v={v} skills={ladders.value.skills} again={() => void page.retry()} />
          ) : (
            <Part title={m.growth_candidates()}>
              <EmptyState icon="lock" title={m.growth_candidates_closed()} />
            </Part>
          )}
          <Description key={v.text} v={v} />
          <Questions v={v} ladders={ladders.value} />
        </>
      )}
    </div>
  )
}

const useChange = (v: Vacancy) => {
  const act = useAct()
  return (part: Partial<Vacancy>) => act('PATCH', `/vacancies/${v.id}`, part, m.growth_saved())
}

function Head({ v }: { v: Vacancy }) {
  const members = useMembers()
  const right = useMay('people.set', undefined)
  const change = useChange(v)
  return (
    <div className="flex flex-col gap-3">
      <h2>
        <EditableText required readOnly={right.may === 'no'} label={m.growth_name()} value={v.title} onCommit={(title) => void change({ title })} className="-mx-1.5 max-w-xl text-16 font-semibold" />
      </h2>
      <div className="flex flex-wrap gap-x-6 gap-y-3">
        <Field label={m.growth_state()}>
          <Select label={m.growth_state()} value={v.state} onChange={(state) => void change({ state })} options={(['draft', 'open', 'filled', 'closed'] as const).map((s) => ({ value: s, label: vacancyState[s]() }))} />
        </Field>
        <Field label={m.growth_hires()}>
          <Combobox className="min-w-48" value={v.lead} onChange={(lead) => lead && void change({ lead })} options={choices(members)} />
        </Field>
        <Field label={m.growth_interviewers()} className="min-w-64">
          <Combobox multiple value={v.interviewers} onChange={(interviewers) => void change({ interviewers })} options={choices(members)} chosen={v.interviewers.map((i) => ({ value: i, label: nameIn(members, i) }))} placeholder={m.growth_to_pick()} />
        </Field>
      </div>
      {right.may === 'propose' && <p className="text-12 text-text-muted">{proposes(right)}</p>}
    </div>
  )
}

/** The role description: read, copied, printed, and written over. */
function Description({ v }: { v: Vacancy }) {
  const change = useChange(v)
  const [text, setText] = useState<string>()
  const copy = () =>
    navigator.clipboard.writeText(v.text).then(
      () => toast({ text: m.growth_copied() }),
      () => toast({ text: m.growth_not_copied(), tone: 'red' }),
    )
  const save = async () => {
    if (text !== undefined && (await change({ text }))) setText(undefined)
  }
  return (
    <Part
      title={m.growth_description()}
      actions={
        text === undefined && (
          <>
            <Button size="sm" variant="ghost" onClick={() => void copy()}>
              {m.growth_copy()}
            </Button>
            <Button size="sm" variant="ghost" onClick={() => window.print()}>
              {m.growth_print()}
            </Button>
            <Button size="sm" onClick={() => setText(v.text)}>
              {m.growth_change()}
            </Button>
          </>
        )
      }
    >
      {text === undefined ? (
        <>
          <article className="max-w-prose border-l pl-4">
            <Markdown text={v.text} />
          </article>
          <Sheet pages={2}>
            <div className="columns-2 gap-10">
              <Markdown text={v.text} dense />
            </div>
          </Sheet>
        </>
      ) : (
        <div className="flex flex-col gap-2">
          <TextArea label={m.growth_description()} value={text} onChange={setText} rows={24} maxLength={20000} />
          <div className="flex gap-2">
            <Button variant="primary" onClick={() => void save()}>
              {m.growth_save()}
            </Button>
            <Button onClick={() => setText(undefined)}>{m.growth_cancel()}</Button>
          </div>
        </div>
      )}
    </Part>
  )
}

/** What a scorecard rates, and what is asked about it. */
function Questions({ v, ladders }: { v: Vacancy; ladders: Ladders }) {
  const change = useChange(v)
  const [asks, setAsks] = useState<Vacancy['asks']>()
  const title = (name: string) => ladders.skills.find((s) => s.name === name)?.title ?? name
  const shown = asks ?? v.asks
  const save = async () => {
    if (asks && (await change({ asks }))) setAsks(undefined)
  }
  return (
    <Part
      title={m.growth_questions()}
      note={v.asks.length}
      actions={
        !asks && (
          <Button size="sm" onClick={() => setAsks(v.asks)}>
            {m.growth_change()}
          </Button>
        )
      }
    >
      <ul className="flex flex-col gap-2 text-13">
        {shown.map((a, i) =>
          asks ? (
            <li key={a.skill} className="flex items-end gap-2">
              <div className="min-w-0 flex-1">
                <TextInput label={title(a.skill)} value={a.question} onChange={(t) => setAsks(asks.map((x, n) => (n === i ? { ...x, question: t } : x)))} maxLength={1000} />
              </div>
              <Button size="sm" variant="ghost" onClick={() => setAsks(asks.filter((_, n) => n !== i))} aria-label={`${m.growth_remove()}: ${title(a.skill)}`}>
                {m.growth_remove()}
              </Button>
            </li>
          ) : (
            <li key={a.skill}>
              <span className="font-medium">{title(a.skill)}</span>
              <span className="block text-text-muted">{a.question}</span>
            </li>
          ),
        )}
      </ul>
      {asks && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Combobox className="w-64" value={null} onChange={(s) => s && setAsks([...asks, { skill: s, question: ladders.skills.find((x) => x.name === s)?.question ?? '' }])} options={ladders.skills.filter((s) => !s.gone && !asks.some((a) => a.skill === s.name)).map((s) => ({ value: s.name, label: s.title }))} placeholder={m.growth_ask_add()} label={m.growth_ask_add()} />
          <Button variant="primary" disabled={asks.length === 0} onClick={() => void save()}>
            {m.growth_save()}
          </Button>
          <Button onClick={() => setAsks(undefined)}>{m.growth_cancel()}</Button>
        </div>
      )}
    </Part>
  )
}

