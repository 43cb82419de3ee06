import { useState } from 'react'

import { useMe, useMembers } from '@/data/hooks'
import { ulid } from '@/lib/ulid'
import { m } from '@/locales/gen/messages.js'
import { useAct } from '@/record/screen/act'
import { Ask } from '@/record/screen/Ask'
import { Part } from '@/record/screen/Screen'
import { Badge } from '@/ui/badge'
import { Button } from '@/ui/button'
import { confirm } from '@/ui/dialog'
import { RadioGroup, TextArea, TextInput } from '@/ui/input'
import { Select } from '@/ui/select'
import { EmptyState } from '@/ui/state'

import { Level } from './Level'
import { type Ability, type Candidate, nameIn, type Scorecard, type VacancyPage } from './types'
import { hireName, hireTone, stageName } from './words'

interface Props {
  v: VacancyPage
  skills: readonly Ability[]
  again: () => void
}

/** Candidates by their labels, each with what was heard; the others' scorecards open once one's own is in. */
export function Candidates({ v, skills, again }: Props) {
  const [adding, setAdding] = useState(false)
  const add = (
    <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
      {m.growth_candidate_add()}
    </Button>
  )
  return (
    <Part title={m.growth_candidates()} note={v.candidates.length} actions={add}>
      <p className="pb-2 text-12 text-text-muted">{m.growth_candidates_text()}</p>
      {v.candidates.length === 0 && <EmptyState icon="users" title={m.growth_candidates_none()} />}
      <ul className="flex flex-col gap-6">
        {v.candidates.map((c) => (
          <One key={c.id} v={v} c={c} skills={skills} again={again} />
        ))}
      </ul>
      {adding && <AddDialog v={v} again={again} onClose={() => setAdding(false)} />}
    </Part>
  )
}

function AddDialog({ v, again, onClose }: { v: VacancyPage; again: () => void; onClose: () => void }) {
  const act = useAct()
  const [id] = useState(() => ulid(Date.now()))
  const [label, setLabel] = useState('')
  const send = async () => {
    if (!(await act('POST', `/vacancies/${v.id}/candidates`, { candidate: id, label }, m.growth_candidate_added(), { final: true }))) return
    again()
    onClose()
  }
  return (
    <Ask title={m.growth_candidate_add()} action={m.growth_save()} size="sm" ready={label.trim() !== ''} onSend={send} onClose={onClose}>
      <TextInput autoFocus label={m.growth_label()} hint={m.growth_label_hint()} value={label} onChange={setLabel} maxLength={24} />
    </Ask>
  )
}

function One({ v, c, skills, again }: Props & { c: Candidate }) {
  const members = useMembers()
  const me = useMe().member
  const act = useAct()
  const [scoring, setScoring] = useState(false)
  const interviews = v.interviewers.includes(me.id)
  const mayErase = v.lead === me.id || me.role === 'owner' || me.role === 'admin'
  const cards = [...(c.mine?.inAt ? [c.mine] : []), ...c.others]
  const list = new Intl.ListFormat()
  const names = (ids: readonly string[]) => list.format(ids.map((i) => nameIn(members, i)))
  const erase = async () => {
    const yes = await confirm({ title: m.growth_erase_ask({ label: c.label }), text: m.growth_erase_text(), action: m.growth_erase(), danger: true })
    if (yes && (await act('POST', `/vacancies/${v.id}/erase`, { candidate: c.id }, m.growth_erased(), { final: true }))) again()
  }
  const stage = async (s: Candidate['stage']) => {
    if (await act('POST', `/vacancies/${v.id}/candidates`, { candidate: c.id, label: c.label, stage: s }, m.growth_saved(), { final: true })) again()
  }
  return (
    <li className="rounded-lg border p-3 text-13">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-14 font-semibold">{c.label}</h3>
        <Select size="sm" label={m.growth_stage_of({ label: c.label })} value={c.stage} onChange={(s) => void stage(s)} options={(['talking', 'offered', 'hired', 'declined'] as const).map((s) => ({ value: s, label: stageName[s]() }))} />
        {c.mean !== null && <span className="tabular">{m.growth_overall({ mean: c.mean.toFixed(1) })}</span>}
        <span className="ml-auto flex gap-2">
          {interviews && !c.mine?.inAt && (
            <Button size="sm" variant="primary" onClick={() => setScoring(true)} aria-label={`${c.mine ? m.growth_score_on() : m.growth_score()}: ${c.label}`}>
              {c.mine ? m.growth_score_on() : m.growth_score()}
            </Button>
          )}
          {mayErase && (
            <Button size="sm" variant="ghost" onClick={() => void erase()} aria-label={m.growth_erase_of({ label: c.label })}>
              {m.growth_erase()}
            </Button>
          )}
        </span>
      </div>
      <p className="pt-1 text-12 text-text-muted">
        {c.in.length > 0 && m.growth_in({ names: names(c.in) })} {c.waiting.length > 0 && m.growth_waiting({ names: names(c.waiting) })} {c.blind && (interviews ? m.growth_blind() : m.growth_blind_lead())}
      </p>
      {cards.length > 0 && <Cards c={c} cards={cards} skills={skills} />}
      {scoring && <ScoreDialog v={v} c={c} skills={skills} again={again} onClose={() => setScoring(false)} />}
    </li>
  )
}

/** Skill by skill, what each heard; where they are far apart it says so. */
function Cards({ c, cards, skills }: { c: Candidate; cards: readonly Scorecard[]; skills: readonly Ability[] }) {
  const members = useMembers()
  const title = (name: string) => skills.find((s) => s.name === name)?.title ?? name
  return (
    <div role="region" aria-label={m.growth_cards_of({ label: c.label })} tabIndex={0} className="quiet-scroll overflow-x-auto pt-2">
      <table className="w-full min-w-140 border-collapse text-left">
        <thead>
          <tr className="border-b align-bottom text-12 text-text-muted [&>th]:py-1 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col">{m.growth_skill()}</th>
            {cards.map((k) => (
              <th key={k.by} scope="col">
                {nameIn(members, k.by)}
                <Badge tone={hireTone[k.hire] ?? 'neutral'} className="ml-1.5">
                  {hireName[k.hire]?.() ?? k.hire}
                </Badge>
              </th>
            ))}
            <th scope="col">{m.growth_mean_head()}</th>
            <th scope="col">{m.growth_spread()}</th>
          </tr>
        </thead>
        <tbody>
          {c.sums.map((s) => (
            <tr key={s.skill} className="border-b align-top [&>td]:py-1.5 [&>td]:pr-4">
              <th scope="row" className="py-1.5 pr-4 font-normal">
                {title(s.skill)}
              </th>
              {cards.map((k) => (
                <td key={k.by}>
                  {k.levels[s.skill] ? <Level value={k.levels[s.skill]!} /> : '–'}
                  {k.notes[s.skill] && <span className="block max-w-64 text-12 text-text-muted">{k.notes[s.skill]}</span>}
                </td>
              ))}
              <td className="tabular">{s.mean.toFixed(1)}</td>
              <td className="tabular">
                {s.spread}
                {s.spread > 1 && (
                  <Badge tone="amber" icon="triangle-alert" className="ml-1.5">
                    {m.growth_apart()}
                  </Badge>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cards.some((k) => k.word) && (
        <ul className="pt-2 text-12">
          {cards.flatMap((k) => (k.word ? [<li key={k.by} className="py-0.5"><span className="font-medium">{nameIn(members, k.by)}:</span> {k.word}</li>] : []))}
        </ul>
      )}
    </div>
  )
}

function ScoreDialog({ v, c, skills, again, onClose }: Props & { c: Candidate; onClose: () => void }) {
  const act = useAct()
  const [levels, setLevels] = useState<Record<string, number>>(c.mine?.levels ?? {})
  const [notes, setNotes] = useState<Record<string, string>>(c.mine?.notes ?? {})
  const [hire, setHire] = useState<string | null>(c.mine?.hire || null)
  const [word, setWord] = useState(c.mine?.word ?? '')
  const whole = v.asks.every((a) => levels[a.skill]) && hire !== null
  const send = async (handIn: boolean) => {
    const body = { candidate: c.id, levels, notes, hire: hire ?? '', word, handIn }
    if (!(await act('POST', `/vacancies/${v.id}/scorecards`, body, handIn ? m.growth_handed_in() : m.growth_saved(), { final: true }))) return
    again()
    onClose()
  }
  return (
    <Ask title={m.growth_score_of({ label: c.label })} text={m.growth_score_text()} action={m.growth_hand_in()} size="lg" ready={whole} onSend={() => send(true)} onClose={onClose}>
      {v.asks.map((a) => {
        const skill = skills.find((s) => s.name === a.skill)
        return (
          <div key={a.skill} className="flex flex-col gap-2 border-b pb-3">
            <p className="text-12 text-text-muted">{a.question}</p>
            <RadioGroup
              label={skill?.title ?? a.skill}
              value={levels[a.skill] ? String(levels[a.skill]) : null}
              onChange={(x) => setLevels({ ...levels, [a.skill]: Number(x) })}
              options={(skill?.levels ?? ['', '', '', '', '']).map((l, i) => ({ value: String(i + 1), label: l ? `${i + 1} · ${l}` : String(i + 1) }))}
            />
            <TextInput label={m.growth_heard({ skill: skill?.title ?? a.skill })} value={notes[a.skill] ?? ''} onChange={(t) => setNotes({ ...notes, [a.skill]: t })} maxLength={2000} />
          </div>
        )
      })}
      <RadioGroup row label={m.growth_hire()} value={hire} onChange={setHire} options={Object.keys(hireName).map((h) => ({ value: h, label: hireName[h]!() }))} />
      <TextArea label={m.growth_word()} value={word} onChange={setWord} maxLength={5000} autoGrow />
      <Button size="sm" className="self-start" onClick={() => void send(false)}>
        {m.growth_keep_draft()}
      </Button>
    </Ask>
  )
}
